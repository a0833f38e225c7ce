package dev.lanewise.platform;

import dev.lanewise.runtime.RuntimeReport;

/** Reports about this JVM. */
public final class Reports {

    private Reports() {
    }

    /**
     * What was chosen in this JVM.
     *
     * @param vectorBits bits of the vectors in use, 0 for scalar kernels
     * @param reason     why this width
     * @return the report
     * @throws dev.lanewise.runtime.ImpossibleOverrideException if {@code lanewise.threads} is not a number of threads
     */
    public static RuntimeReport of(int vectorBits, String reason) {
        return new RuntimeReport(Jvm.jdk(), Jvm.text(), Jvm.cpu(), vectorBits, reason, FmaProbe.isFast(),
                Runtime.getRuntime().availableProcessors(), Overrides.threads(1));
    }
}
