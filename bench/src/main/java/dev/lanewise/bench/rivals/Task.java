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
    FORWARD(Kind.PRODUCT, 0),
    BACKWARD(Kind.PRODUCT, 0),
    WEIGHT_GRADIENT(Kind.PRODUCT, 0);

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
        TRAINING("Training", "samples/s", "%,.0f", 3, 0.8),
        PREDICTION("Prediction", "samples/s", "%,.0f", 1, 0.3),
        PRODUCT("Products", "GFLOP/s", "%.1f", 1, 0.3);

        final String table;
        final String unit;
        final String format;
        final double warmUpSeconds;
        final double sliceSeconds;

        Kind(String table, String unit, String format, double warmUpSeconds, double sliceSeconds) {
            this.table = table;
            this.unit = unit;
            this.format = format;
            this.warmUpSeconds = warmUpSeconds;
            this.sliceSeconds = sliceSeconds;
        }
    }
}
