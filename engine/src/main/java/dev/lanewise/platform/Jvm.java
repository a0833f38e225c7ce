package dev.lanewise.platform;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** What this JVM tells of itself and its CPU. */
public final class Jvm {

    private static final List<String> CPU_FLAGS = List.of("UseAVX", "UseSVE", "UseFMA", "MaxVectorSize");

    private Jvm() {
    }

    /**
     * Whether an optimizing compiler is at work; without it a vector is an object for every operation.
     *
     * @return false with {@code -Xint} and {@code -XX:TieredStopAtLevel=1}
     */
    public static boolean optimizes() {
        String mode = mode();
        return !mode.contains("interpreted mode") && !mode.contains("emulated-client");
    }

    /**
     * Registers for vectors, as far as the JVM tells.
     *
     * @return 32 on ARM and where the JVM uses AVX-512 at whatever width, else 16
     */
    public static int vectorRegisters() {
        boolean avx512 = manages() && Flags.value("UseAVX").filter("3"::equals).isPresent();
        return avx512 || System.getProperty("os.arch").equals("aarch64") ? 32 : 16;
    }

    /** For example {@code mixed mode, sharing}. */
    static String mode() {
        return System.getProperty("java.vm.info", "");
    }

    /** For example {@code OpenJDK 64-Bit Server VM, mixed mode, sharing}. */
    public static String text() {
        return System.getProperty("java.vm.name") + ", " + mode();
    }

    /** For example {@code 25.0.3+9-LTS (Eclipse Adoptium)}. */
    public static String jdk() {
        return System.getProperty("java.runtime.version") + " (" + System.getProperty("java.vendor") + ")";
    }

    /** For example {@code amd64, UseAVX=3, UseFMA=true, MaxVectorSize=64}; the architecture alone where the JVM tells no more. */
    public static String cpu() {
        StringJoiner features = new StringJoiner(", ").add(System.getProperty("os.arch"));
        for (String name : manages() ? CPU_FLAGS : List.<String>of()) {
            Flags.value(name).ifPresent(value -> features.add(name + "=" + value));
        }
        return features.toString();
    }

    /** A runtime linked for the engine alone has no such module. */
    private static boolean manages() {
        return ModuleLayer.boot().findModule("jdk.management").isPresent();
    }

    /** A class of its own, so that nothing looks for the module before it is known to be there. */
    private static final class Flags {

        private static final HotSpotDiagnosticMXBean FLAGS = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);

        /** Empty for a flag of another architecture, and for all of them on another JVM. */
        static Optional<String> value(String name) {
            try {
                return Optional.ofNullable(FLAGS).map(flags -> flags.getVMOption(name).getValue());
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }
}
