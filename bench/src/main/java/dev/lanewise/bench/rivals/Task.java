package dev.lanewise.bench.rivals;

import dev.lanewise.bench.Net;
import dev.lanewise.spec.Optimizer;

/** What is timed. */
enum Task {
    STEP(Kind.TRAINING, 0),
    ADAM_STEP(Kind.TRAINING, 0),
    PREDICT_1(Kind.PREDICTION, 1),
    PREDICT_8(Kind.PREDICTION, 8),
    PREDICT_32(Kind.PREDICTION, 32),
    PREDICT_256(Kind.PREDICTION, 256),
    PREDICT_2048(Kind.PREDICTION, 2048),
    COMPACT_1(Kind.COMPACT, 1),
    COMPACT_256(Kind.COMPACT, 256),
    FORWARD(Kind.PRODUCT, 0),
    BACKWARD(Kind.PRODUCT, 0),
    WEIGHT_GRADIENT(Kind.PRODUCT, 0);

    private static final double ROUNDING = 1e-4;
    private static final double EIGHT_BITS = 0.03;

    final Kind kind;
    /** Samples of a call of a prediction; everything else has the batch of its network. */
    final int samples;

    Task(Kind kind, int samples) {
        this.kind = kind;
        this.samples = samples;
    }

    /** Of a training. */
    Optimizer optimizer() {
        return this == ADAM_STEP ? Net.ADAM : Net.OPTIMIZER;
    }

    /** In which table and unit tasks are told, and how long they run. */
    enum Kind {
        TRAINING("Training", "samples/s", "%,.0f", 3, 0.8, ROUNDING),
        PREDICTION("Prediction", "samples/s", "%,.0f", 1, 0.3, ROUNDING),
        /** Predictions by each library with its formats of weights beside floats. */
        COMPACT("Compact weights", "samples/s", "%,.0f", 1, 0.3, EIGHT_BITS),
        PRODUCT("Products", "GFLOP/s", "%.1f", 1, 0.3, ROUNDING);

        final String table;
        final String unit;
        final String format;
        final double warmUpSeconds;
        final double sliceSeconds;
        /** Answers may differ by this part of the largest number in them. */
        final double tolerance;

        Kind(String table, String unit, String format, double warmUpSeconds, double sliceSeconds, double tolerance) {
            this.table = table;
            this.unit = unit;
            this.format = format;
            this.warmUpSeconds = warmUpSeconds;
            this.sliceSeconds = sliceSeconds;
            this.tolerance = tolerance;
        }
    }
}
