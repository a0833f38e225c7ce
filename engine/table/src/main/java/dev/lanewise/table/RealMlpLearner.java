package dev.lanewise.table;

import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Dense;
import dev.lanewise.spec.Embedding;
import dev.lanewise.spec.Initializer;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.Periodic;
import dev.lanewise.spec.Scale;
import dev.lanewise.spec.Schedule;
import dev.lanewise.spec.TensorGroup;
import dev.lanewise.train.FitOptions;
import dev.lanewise.train.FitReport;
import dev.lanewise.train.Trainer;
import java.util.ArrayList;
import java.util.List;

/**
 * RealMLP: an MLP with defaults that were tuned over many tables.
 *
 * <p>Its sums are those of the paper's weights over the root of their inputs, which are the weights here. Adam moves these as those when
 * the learning rate is over that root, too; the decay, which is multiplied by the learning rate, is times the root in turn.
 *
 * @param kind    the whole or the simple one
 * @param width   of each hidden layer
 * @param epochs  always so many, if the lesson has as many; the best of them is kept, the last of equally good ones
 * @param dropout of the whole one
 * @see <a href="https://arxiv.org/abs/2407.04491">Holzmueller, Grinsztajn and Steinwart, Better by default, NeurIPS 2024; where the
 *      authors' code pytabkit says otherwise, as there</a>
 */
record RealMlpLearner(Kind kind, int width, int epochs, double dropout) implements Learner {

    private static final int HIDDEN = 3, BATCH = 256, FREQUENCIES = 16, DIMS = 3, DIMS_OF_CODES = 8;
    private static final float DEVIATION = 0.1f, DECAY = 0.02f, BETA1 = 0.9f, BETA2 = 0.95f, EPS = 1e-8f;
    private static final float SCALE_FACTOR = 6, SMALL_FACTOR = 0.1f;

    /** Which of the two. */
    enum Kind {
        /** Embeddings of numbers and categories, learned activations, a start by the data, dropout and decay. */
        TD,
        /** A column of 0 and 1 for each category, a plain start, neither dropout nor decay. */
        TD_S
    }

    /** One of several voters, among which the last epochs bring nothing. */
    static final Learner SHORT = of(Kind.TD, 64);

    static RealMlpLearner of(Kind kind) {
        return of(kind, 256);
    }

    private static RealMlpLearner of(Kind kind, int epochs) {
        return new RealMlpLearner(kind, 256, epochs, 0.15);
    }

    private boolean isWhole() {
        return kind == Kind.TD;
    }

    @Override
    public String name() {
        return isWhole() ? "RealMLP-TD" : "RealMLP-TD-S";
    }

    @Override
    public NumberForm form() {
        return new NumberForm(false, 0, isWhole(), true);
    }

    @Override
    public int patience() {
        return Integer.MAX_VALUE;
    }

    @Override
    public FitReport fit(Lesson lesson) {
        FitOptions given = lesson.options();
        FitOptions options = new FitOptions(epochs(lesson), patience(), 0, true, given.maxTime(), given.metric(), given.listener(),
                true, given.isStopped());
        try (Trainer trainer = trainer(lesson)) {
            return lesson.fit(trainer, options);
        }
    }

    private int epochs(Lesson lesson) {
        return Math.min(epochs, lesson.options().epochs());
    }

    Trainer trainer(Lesson lesson) {
        return trainer(lesson, start(lesson));
    }

    /** What trains a network that has the layers of {@link #start}. */
    Trainer trainer(Lesson lesson, Network start) {
        int rows = lesson.train().size(), batch = Math.min(BATCH, rows);
        long steps = (long) epochs(lesson) * (rows / batch);
        Trainer.Builder trainer = Trainer.builder(start).loss(lesson.loss()).batch(batch).seed(lesson.seed()).threads(lesson.threads())
                .optimizer(new Optimizer.AdamW(rate(lesson.task()), BETA1, BETA2, EPS, isWhole() ? DECAY : 0))
                .schedule(Schedule.cosLog4(steps)).decaySchedule(Schedule.flatCosine(steps))
                .dropoutSchedule(Schedule.flatCosine(steps));
        List<Integer> widths = start.spec().widths();
        for (int l = 0; l < start.spec().layers().size(); l++) {
            addFactors(start.spec().layers().get(l), "layer" + (l + 1), widths.get(l), trainer);
        }
        return trainer.build();
    }

    private float rate(Task task) {
        return task == Task.CLASSIFICATION ? 0.04f : isWhole() ? 0.2f : 0.07f;
    }

    /** A factor for the learning rate is one for the decay, too, beside the rate's own: the decay is times its square. */
    private static void addFactors(Layer layer, String name, int inputs, Trainer.Builder to) {
        if (layer instanceof Dense dense) {
            float root = (float) Math.sqrt(inputs);
            addFactors(name + ".weight", 1 / root, root, to);
            addFactors(name + ".bias", SMALL_FACTOR, 0, to);
            if (dense.activation().isLearned()) {
                addFactors(name + ".alpha", SMALL_FACTOR, SMALL_FACTOR, to);
            }
        } else if (layer instanceof Scale) {
            addFactors(name, SCALE_FACTOR, SCALE_FACTOR, to);
        } else if (layer instanceof Periodic) {
            addFactors(name, SMALL_FACTOR, SMALL_FACTOR, to);
        }
    }

    private static void addFactors(String name, float rate, float decay, Trainer.Builder to) {
        to.learningRateFactor(TensorGroup.named(name), rate).decayFactor(TensorGroup.named(name), decay);
    }

    Network start(Lesson lesson) {
        Network plain = Network.create(spec(lesson), lesson.seed());
        return isWhole() ? DataStart.of(plain, lesson.train(), lesson.seed()) : plain;
    }

    private NetworkSpec spec(Lesson lesson) {
        boolean isClasses = lesson.task() == Task.CLASSIFICATION;
        Activation function = isClasses ? Activation.selu() : Activation.mish();
        List<Layer> layers = new ArrayList<>(isWhole() ? embeddings(lesson.inputs()) : List.of());
        layers.add(Layer.scale());
        int inputs = lesson.train().features();
        for (Layer layer : layers) {
            inputs = layer.outputs(inputs);
        }
        for (int i = 0; i < HIDDEN; i++, inputs = width) {
            layers.add(new Dense(width, isWhole() ? Activation.parametric(function) : function, normal(1 / Math.sqrt(inputs)), normal(1)));
            if (isWhole() && dropout > 0) {
                layers.add(Layer.dropout(dropout));
            }
        }
        // the simple one begins with the same answer to everything
        Initializer last = isWhole() ? normal(1 / Math.sqrt(inputs)) : new Initializer.Zero();
        layers.add(new Dense(lesson.train().outputs(), isClasses ? Activation.softmax() : Activation.identity(), last,
                new Initializer.Zero()));
        return new NetworkSpec(lesson.train().features(), layers);
    }

    private static Initializer normal(double deviation) {
        return Initializer.normal(0, (float) deviation);
    }

    /** Codes become rows of tables, behind all others; then each number gets its waves, behind these. */
    private static List<Layer> embeddings(List<EncodedInput> inputs) {
        List<Embedding.Table> tables = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        for (EncodedInput input : inputs) {
            switch (input.kind()) {
                case CODE -> tables.add(new Embedding.Table(input.at(), input.size(), DIMS_OF_CODES));
                case NUMBER -> numbers.add(input.at() - tables.size());
                case POSITION, FLAG, ONE_HOT -> { }
            }
        }
        List<Layer> layers = new ArrayList<>();
        if (!tables.isEmpty()) {
            layers.add(new Embedding(tables, Initializer.normal(0, 1)));
        }
        if (!numbers.isEmpty()) {
            layers.add(new Periodic(numbers, FREQUENCIES, DIMS, DEVIATION));
        }
        return layers;
    }
}
