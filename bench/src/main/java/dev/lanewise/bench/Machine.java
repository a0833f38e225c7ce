package dev.lanewise.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the numbers were measured on. */
public final class Machine {

    private static final Path CPUINFO = Path.of("/proc/cpuinfo");

    private Machine() {
    }

    /**
     * The machine in one line.
     *
     * @return for example {@code AMD EPYC, 2 processors, Linux amd64, Java 25.0.3+9-LTS (Eclipse Adoptium)}
     * @throws IOException if the system does not let its description be read
     */
    public static String line() throws IOException {
        int processors = Runtime.getRuntime().availableProcessors();
        return String.format("%s, %d processor%s, %s %s, Java %s (%s)", cpu(), processors, processors == 1 ? "" : "s",
                System.getProperty("os.name"), System.getProperty("os.arch"), System.getProperty("java.runtime.version"),
                System.getProperty("java.vendor"));
    }

    /**
     * The processor's own name.
     *
     * @return the name, or {@code unknown CPU} where the system does not tell
     * @throws IOException if the system does not let its description be read
     */
    public static String cpu() throws IOException {
        if (!Files.isReadable(CPUINFO)) {
            return "unknown CPU";
        }
        try (Stream<String> lines = Files.lines(CPUINFO)) {
            return lines.filter(line -> line.startsWith("model name")).map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst().orElse("unknown CPU");
        }
    }
}
