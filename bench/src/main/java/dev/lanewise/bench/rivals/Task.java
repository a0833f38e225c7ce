package dev.lanewise.bench.rivals;

/** What is timed, and in which table and unit it is told. */
enum Task {
    STEP("Training", Unit.SAMPLES),
    PREDICT_1("Prediction of one sample", Unit.MICROSECONDS),
    PREDICT_256("Prediction of 256 samples", Unit.SAMPLES),
    FORWARD("Products", Unit.GFLOPS),
    BACKWARD("Products", Unit.GFLOPS),
    WEIGHT_GRADIENT("Products", Unit.GFLOPS);

    /** The title of its table. */
    final String table;
    final Unit unit;

    Task(String table, Unit unit) {
        this.table = table;
        this.unit = unit;
    }

    boolean isProduct() {
        return unit == Unit.GFLOPS;
    }

    /** How a slice of time is told. */
    enum Unit {
        SAMPLES("samples/s", "%,.0f"),
        MICROSECONDS("us a call, the median of a slice", "%.1f"),
        GFLOPS("GFLOP/s", "%.1f");

        final String words;
        final String format;

        Unit(String words, String format) {
            this.words = words;
            this.format = format;
        }

        /** How many times better the first value is than the second. */
        double ratio(double ours, double theirs) {
            return this == MICROSECONDS ? theirs / ours : ours / theirs;
        }
    }
}
