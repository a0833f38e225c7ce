package dev.lanewise.bench.gate;

/** Numbers as a JVM would have measured them, beside a peak of 100 GFLOP/s. */
final class MeasuredNumbers {

    private static final Histogram QUIET = new Histogram(47, 1, 8, 40, 4), BUSY = new Histogram(4, 2, 10, 60, 24),
            ALONE = new Histogram(95, 2, 1, 1, 1);

    private MeasuredNumbers() {
    }

    static Measured of(int vectorBits, int registers) {
        return new Measured(80, 90, 100, 0.9, 1, 0.97, 1, Double.NaN, vectorBits, registers, QUIET);
    }

    static Measured of(double quietShare, double ratio, double bytes) {
        return new Measured(80, 100 * quietShare, 100, ratio, 1, 0.97, 1000, bytes, 512, 32, QUIET);
    }

    static Measured onQuietCores(double quietShare, double ratio) {
        return new Measured(80, 100 * quietShare, 100, ratio, 1, 0.97, 1000, 0, 512, 32, ALONE);
    }

    static Measured onABusyCore(double quietShare, double ratio) {
        return new Measured(30, 100 * quietShare, 100, ratio, 1, 0.97, 1000, 0, 512, 32, BUSY);
    }

    static Measured besideABrokenReference(double quietShare, double ratio) {
        return new Measured(80, 100 * quietShare, 100, ratio, 1, 0.3, 1000, 0, 512, 32, QUIET);
    }
}
