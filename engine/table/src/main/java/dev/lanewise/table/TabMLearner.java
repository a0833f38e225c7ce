package dev.lanewise.table;

import dev.lanewise.data.CounterRandom;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Dense;
import dev.lanewise.spec.Initializer;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.TensorGroup;
import dev.lanewise.train.FitReport;
import dev.lanewise.train.Trainer;

/**
 * TabM-mini with piecewise-linear embeddings: members that share one network of dense layers, each with factors for the inputs and a head
 * of its own.
 *
 * @param members how many share the network
 * @param width   of each hidden layer
 * @param blocks  hidden layers
 * @param bins    of each number at most
 * @param dims    numbers that stand for a number
 * @see <a href="https://arxiv.org/abs/2410.24210">Gorishniy, Kotelnikov and Babenko, TabM: advancing tabular deep learning with
 *      parameter-efficient ensembling, ICLR 2025</a>
 */
record TabMLearner(int members, int width, int blocks, int bins, int dims) implements Learner {

    private static final float RATE = 2e-3f, DECAY = 3e-4f, LONGEST_GRADIENT = 1;
    private static final double DROPOUT = 0.1;
    /** Of the draws of factors. */
    private static final long PURPOSE = 0x6d65_6d62_6572_0000L;
    private static final String FACTORS = ".members";

    static Learner of(Quality quality) {
        return switch (quality) {
            case FAST -> new TabMLearner(4, 64, 2, 16, 8);
            case GOOD, BEST -> new TabMLearner(8, 128, 2, 128, 16);
        };
    }

    @Override
    public String name() {
        return "TabM-mini";
    }

    @Override
    public NumberForm form() {
        return new NumberForm(true, bins, true);
    }

    @Override
    public FitReport fit(Lesson lesson) {
        try (Trainer trainer = Trainer.builder(start(lesson)).optimizer(Optimizer.adamW(RATE, DECAY))
                .decayFactor(TensorGroup.biases(), 0).clipNorm(LONGEST_GRADIENT).batch(batch(lesson.train().size())).seed(lesson.seed())
                .threads(lesson.threads()).loss(lesson.loss()).build()) {
            return lesson.fit(trainer, lesson.options());
        }
    }

    /** Each member begins with one factor for a column of the table, whatever number of inputs the column has become. */
    Network start(Lesson lesson) {
        Features features = Features.of(lesson.inputs(), dims);
        NetworkSpec spec = spec(lesson, features);
        Network start = Network.create(spec, lesson.seed());
        return Network.of(spec, tensor -> tensor.name().endsWith(FACTORS) ? factors(features, lesson.seed()) : start.tensor(tensor.name()));
    }

    private float[] factors(Features features, long seed) {
        float[] factors = new float[members * features.width()];
        for (int m = 0; m < members; m++) {
            for (int f = 0; f < features.width(); f++) {
                long draw = (long) m * features.inputs() + features.origin(f);
                factors[m * features.width() + f] = (float) CounterRandom.gaussian(seed, PURPOSE, draw);
            }
        }
        return factors;
    }

    private NetworkSpec spec(Lesson lesson, Features features) {
        NetworkSpec.Builder spec = NetworkSpec.inputs(lesson.train().features());
        features.layers().forEach(spec::layer);
        spec.layer(Layer.members(members));
        for (int i = 0, inputs = features.width(); i < blocks; i++, inputs = width) {
            Initializer start = Initializer.uniform(-(float) (1 / Math.sqrt(inputs)), (float) (1 / Math.sqrt(inputs)));
            spec.layer(new Dense(width, Activation.relu(), start, start)).layer(Layer.dropout(DROPOUT));
        }
        boolean isClasses = lesson.task() == Task.CLASSIFICATION;
        return spec.layer(Layer.heads(members, lesson.train().outputs(), isClasses ? Activation.softmax() : Activation.identity())).build();
    }

    /** Small tables take small batches, so that an epoch has enough steps. */
    private static int batch(int rows) {
        return rows < 2_800 ? 32 : rows < 4_500 ? 64 : rows < 6_400 ? 128 : rows < 32_000 ? 256 : rows < 108_000 ? 512 : 1024;
    }
}
