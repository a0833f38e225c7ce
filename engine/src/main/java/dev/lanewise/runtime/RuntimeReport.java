package dev.lanewise.runtime;

/**
 * What the engine chose on this machine, and why.
 *
 * @param jdk         version and vendor of the Java runtime
 * @param vectorBits  bits of the vectors in use: 512, 256 or 128, or 0 for scalar kernels
 * @param reason      why this width
 * @param processors  processors that the JVM may use
 */
public record RuntimeReport(String jdk, int vectorBits, String reason, int processors) {

    /**
     * A report about this JVM.
     *
     * @param vectorBits bits of the vectors in use, 0 for scalar kernels
     * @param reason     why this width
     * @return the report
     */
    public static RuntimeReport of(int vectorBits, String reason) {
        String jdk = System.getProperty("java.runtime.version") + " (" + System.getProperty("java.vendor") + ")";
        return new RuntimeReport(jdk, vectorBits, reason, Runtime.getRuntime().availableProcessors());
    }

    /**
     * The report as the one line that is logged at the start.
     *
     * @return for example {@code lanewise: 512-bit vectors (preferred by this CPU and JVM), 2 processors, Java 25.0.3}
     */
    public String line() {
        String width = vectorBits == 0 ? "scalar kernels" : vectorBits + "-bit vectors";
        return "lanewise: " + width + " (" + reason + "), " + processors + (processors == 1 ? " processor" : " processors")
                + ", Java " + jdk;
    }
}
