package dev.lanewise.platform;

/**
 * Whether {@link Math#fma} is an instruction here, or the JDK's way around one by BigDecimal, as on CPUs without it and with
 * {@code -XX:-UseFMA}. JVMs do not say, so a few multiply-adds are timed against a product and a sum.
 */
public final class FmaProbe {

    /** Few enough to stay in the interpreter, where both ways cost a call and a way around costs a hundred. */
    private static final int CALLS = 50;
    private static final int ROUNDS = 8;
    /** The slowest instruction measured is below 3, the fastest way around above 190. */
    private static final int SLOWER = 20;

    private FmaProbe() {
    }

    /** The least of several rounds each, since an interruption only ever makes a round longer. */
    public static boolean isFast() {
        long fused = Long.MAX_VALUE, separate = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            float x = 1f + round;
            long start = System.nanoTime();
            float y = fused(x);
            long middle = System.nanoTime();
            y += separate(x);
            long end = System.nanoTime();
            // a result that is looked at is not left out by a compiler
            if (y > 0) {
                fused = Math.min(fused, middle - start);
                separate = Math.min(separate, end - middle);
            }
        }
        return fused < SLOWER * Math.max(1, separate);
    }

    private static float fused(float x) {
        for (int i = 0; i < CALLS; i++) {
            x = Math.fma(x, 0.9f, 0.7f);
        }
        return x;
    }

    private static float separate(float x) {
        for (int i = 0; i < CALLS; i++) {
            x = product(x, 0.9f) + 0.7f;
        }
        return x;
    }

    private static float product(float x, float y) {
        return x * y;
    }
}
