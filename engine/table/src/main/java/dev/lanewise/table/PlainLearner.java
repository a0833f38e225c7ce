package dev.lanewise.table;

import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Embedding;
import dev.lanewise.spec.Initializer;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.TensorGroup;
import dev.lanewise.train.FitReport;
import dev.lanewise.train.Trainer;
import java.util.ArrayList;
import java.util.List;

/**
 * One network of dense layers with dropout, categories with many values embedded.
 *
 * @param width  of each hidden layer
 * @param layers hidden ones
 */
record PlainLearner(int width, int layers) implements Learner {

    private static final float RATE = 2e-3f, DECAY = 3e-4f, LONGEST_GRADIENT = 1;
    private static final double DROPOUT = 0.1;
    private static final int MOST_DIMS = 8;

    static Learner of(Quality quality) {
        return switch (quality) {
            case FAST -> new PlainLearner(64, 2);
            case GOOD -> new PlainLearner(256, 2);
            case BEST -> new PlainLearner(384, 3);
        };
    }

    @Override
    public NumberForm form() {
        return new NumberForm(false, 0, true);
    }

    @Override
    public FitReport fit(Lesson lesson) {
        boolean isClasses = lesson.task() == Task.CLASSIFICATION;
        try (Trainer trainer = Trainer.builder(spec(lesson)).optimizer(Optimizer.adamW(RATE, DECAY)).decayFactor(TensorGroup.biases(), 0)
                .clipNorm(LONGEST_GRADIENT).batch(batch(lesson.train().size())).seed(lesson.seed()).threads(lesson.threads())
                .loss(isClasses ? Loss.softmaxCrossEntropy(lesson.smoothing()) : Loss.squaredError()).build()) {
            return trainer.fit(lesson.train(), lesson.validation(), lesson.options());
        }
    }

    private NetworkSpec spec(Lesson lesson) {
        NetworkSpec.Builder spec = NetworkSpec.inputs(lesson.train().features());
        List<Embedding.Table> tables = new ArrayList<>();
        for (EncodedInput input : lesson.inputs()) {
            if (input.kind() == EncodedInput.Kind.CODE) {
                tables.add(new Embedding.Table(input.at(), input.size(), Math.min(MOST_DIMS, input.size() / 2)));
            }
        }
        if (!tables.isEmpty()) {
            spec.layer(new Embedding(tables, Initializer.normal(0, 1)));
        }
        for (int i = 0; i < layers; i++) {
            spec.dense(width, Activation.relu()).layer(Layer.dropout(DROPOUT));
        }
        int outputs = lesson.train().outputs();
        return spec.dense(outputs, lesson.task() == Task.CLASSIFICATION ? Activation.softmax() : Activation.identity()).build();
    }

    /** Small tables take small batches, so that an epoch has enough steps. */
    private static int batch(int rows) {
        return rows < 2_800 ? 32 : rows < 4_500 ? 64 : rows < 6_400 ? 128 : rows < 32_000 ? 256 : rows < 108_000 ? 512 : 1024;
    }
}
