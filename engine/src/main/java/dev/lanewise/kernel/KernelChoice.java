package dev.lanewise.kernel;

import dev.lanewise.platform.Reports;
import dev.lanewise.runtime.ImpossibleOverrideException;
import dev.lanewise.runtime.RuntimeReport;
import java.util.List;

/** Which twin this JVM runs, decided once, and the one line that says so. */
public final class KernelChoice {

    private static final Kernels SCALAR = new ScalarKernels();
    private static final Choice CHOSEN = choose();

    private KernelChoice() {
    }

    /** The twin and the report; or nothing but the refusal, which every caller must hear, not the first one alone. */
    private record Choice(Kernels kernels, RuntimeReport report, ImpossibleOverrideException refusal) {
    }

    private static Choice choose() {
        try {
            WidthChoice width = WidthChoice.ofThisJvm();
            RuntimeReport report = Reports.of(width.bits(), width.reason());
            System.getLogger("dev.lanewise").log(report.isSlow() ? System.Logger.Level.WARNING : System.Logger.Level.INFO, report.line());
            return new Choice(width.bits() > 0 ? new VectorKernels() : SCALAR, report, null);
        } catch (ImpossibleOverrideException e) {
            return new Choice(null, null, e);
        }
    }

    private static Choice chosen() {
        if (CHOSEN.refusal != null) {
            throw new ImpossibleOverrideException(CHOSEN.refusal.getMessage());
        }
        return CHOSEN;
    }

    /**
     * The kernels of this JVM.
     *
     * @return the vector twin where the vector module and a compiler for it are present, else the scalar twin
     * @throws ImpossibleOverrideException if a system property asks for what this JVM cannot do
     */
    public static Kernels kernels() {
        return chosen().kernels;
    }

    /**
     * Implementations from the one that is of use at once to the one that is fastest in the end; see {@link ImplementationSwitch}.
     *
     * @param products whether vector products alone are a step between
     * @return one to three
     * @throws ImpossibleOverrideException if a system property asks for what this JVM cannot do
     */
    static List<Kernels> ladder(boolean products) {
        if (!(kernels() instanceof VectorKernels vectors)) {
            return List.of(kernels());
        }
        Kernels scalar = FirstKernels.scalar(null);
        return products ? List.of(scalar, FirstKernels.scalar(vectors), vectors) : List.of(scalar, vectors);
    }

    /**
     * What was chosen and why.
     *
     * @return the report
     * @throws ImpossibleOverrideException if a system property asks for what this JVM cannot do
     */
    public static RuntimeReport runtimeReport() {
        return chosen().report;
    }
}
