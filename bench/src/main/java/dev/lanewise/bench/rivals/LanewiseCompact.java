package dev.lanewise.bench.rivals;

import dev.lanewise.bench.Net;
import dev.lanewise.model.Engine;
import dev.lanewise.model.WeightFormat;

/** Lanewise with weights in less memory. */
public abstract class LanewiseCompact implements Rival {

    private final WeightFormat format;

    LanewiseCompact(WeightFormat format) {
        this.format = format;
    }

    /** With bfloat16 weights. */
    public static final class Bf16 extends LanewiseCompact {

        /** For the loader of services. */
        public Bf16() {
            super(WeightFormat.BF16);
        }
    }

    /** With 8-bit weights and a scale for each output. */
    public static final class Int8 extends LanewiseCompact {

        /** For the loader of services. */
        public Int8() {
            super(WeightFormat.INT8);
        }
    }

    @Override
    public final String name() {
        return Lanewise.NAME + " " + format;
    }

    @Override
    public final String version() {
        return Engine.report().line();
    }

    @Override
    public final boolean does(Case which) {
        return which.task().kind == Task.Kind.COMPACT;
    }

    @Override
    public final Prediction prediction(Net net, int samples, int threads) {
        return Lanewise.prediction(Rival.start(net).compact(format), samples, threads);
    }
}
