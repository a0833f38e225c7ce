package dev.lanewise.kernel;

import dev.lanewise.runtime.RuntimeReport;

/** Which twin this JVM runs, decided once, and the one line that says so. */
public final class KernelChoice {

    private static final String MODULE = "jdk.incubator.vector";
    private static final boolean MODULE_PRESENT = ModuleLayer.boot().findModule(MODULE).isPresent();
    private static final Kernels CHOSEN = MODULE_PRESENT ? new VectorKernels() : new ScalarKernels();
    private static final RuntimeReport REPORT = report();

    static {
        System.getLogger("dev.lanewise").log(MODULE_PRESENT ? System.Logger.Level.INFO : System.Logger.Level.WARNING, REPORT.line());
    }

    private KernelChoice() {
    }

    /**
     * The kernels of this JVM.
     *
     * @return the vector twin where the vector module is present, else the scalar twin
     */
    public static Kernels kernels() {
        return CHOSEN;
    }

    /**
     * What was chosen and why.
     *
     * @return the report
     */
    public static RuntimeReport runtimeReport() {
        return REPORT;
    }

    private static RuntimeReport report() {
        String reason = MODULE_PRESENT ? "the widest this JVM prefers on this CPU"
                : "module " + MODULE + " is absent: same results, many times slower; start java with --add-modules " + MODULE;
        return RuntimeReport.of(CHOSEN.vectorBits(), reason);
    }
}
