package dev.lanewise.runtime;

/**
 * What the engine chose on this machine, and why.
 *
 * @param jdk        version and vendor of the Java runtime
 * @param jvm        the virtual machine and its mode
 * @param cpu        architecture and features of the CPU, as far as the JVM tells
 * @param vectorBits bits of the vectors in use: 512, 256 or 128, or 0 for scalar kernels
 * @param reason     why this width; for scalar kernels, why the engine fell back on them
 * @param fastFma    whether a fused multiply-add is an instruction; where it is not, results are the same and come slowly
 * @param processors processors that the JVM may use
 * @param threads    threads of a trainer that is not told a number
 */
public record RuntimeReport(String jdk, String jvm, String cpu, int vectorBits, String reason, boolean fastFma, int processors,
        int threads) {

    /**
     * Whether the engine runs far below what this machine could do, or what machines of today can.
     *
     * @return true with scalar kernels or without a fast fused multiply-add
     */
    public boolean isSlow() {
        return vectorBits == 0 || !fastFma;
    }

    /**
     * The kernels in words.
     *
     * @return for example {@code 512-bit vectors} or {@code scalar kernels}
     */
    public String width() {
        return vectorBits == 0 ? "scalar kernels" : vectorBits + "-bit vectors";
    }

    /**
     * The report as the one line that is logged at the start.
     *
     * @return for example {@code lanewise: 512-bit vectors (the widest this JVM prefers on this CPU), 2 processors, Java 25.0.3}
     */
    public String line() {
        return "lanewise: " + width() + " (" + reason + "), "
                + (fastFma ? "" : "no fast fused multiply-add (same results, many times slower), ")
                + processors + (processors == 1 ? " processor" : " processors") + ", Java " + jdk;
    }
}
