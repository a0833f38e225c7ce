package dev.lanewise.bench.gate;

import java.util.List;

/** The JVMs that the gate starts. */
enum JvmVariant {
    /** The widest vectors that the JVM prefers on this CPU. */
    WIDEST("", "--add-modules=jdk.incubator.vector"),
    /** 256-bit vectors. */
    BITS_256(" 256 bits", "--add-modules=jdk.incubator.vector", "-XX:MaxVectorSize=32"),
    /** 128-bit vectors. */
    BITS_128(" 128 bits", "--add-modules=jdk.incubator.vector", "-XX:MaxVectorSize=16"),
    /** No vector module. */
    SCALAR(" scalar");

    /** What a case's name ends with. */
    final String suffix;
    /** Flags of the JVM. */
    final List<String> flags;

    JvmVariant(String suffix, String... flags) {
        this.suffix = suffix;
        this.flags = List.of(flags);
    }

    /** Whether this twin is something else than the widest of a CPU. */
    boolean isNarrowerThan(int widestBits) {
        return this == SCALAR || this == BITS_128 && widestBits > 128 || this == BITS_256 && widestBits > 256;
    }

    /** Throws IllegalStateException if a JVM ran other vectors than it was told to: floors are never those of another width. */
    void requireBits(int bits) {
        boolean fits = switch (this) {
            case WIDEST -> bits > 0;
            case BITS_256 -> bits == 256;
            case BITS_128 -> bits == 128;
            case SCALAR -> bits == 0;
        };
        if (!fits) {
            throw new IllegalStateException("the JVM with " + (flags.isEmpty() ? "no flags" : String.join(" ", flags)) + " ran "
                    + (bits == 0 ? "the scalar twin" : bits + "-bit vectors") + ": it cannot be judged by other floors");
        }
    }
}
