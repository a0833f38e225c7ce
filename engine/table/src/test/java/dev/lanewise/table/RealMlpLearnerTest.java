package dev.lanewise.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Batch;
import dev.lanewise.data.Dataset;
import dev.lanewise.fixtures.Fixture;
import dev.lanewise.metric.RegressionMetric;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Dense;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Schedule;
import dev.lanewise.spec.TensorSpec;
import dev.lanewise.train.FitOptions;
import dev.lanewise.train.FitReport;
import dev.lanewise.train.Trainer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RealMLP against its formulas: what it is made of, how it starts, and step by step how it learns. */
class RealMlpLearnerTest {

    /** A flag, a number, a code of four values, a number. */
    private static final List<EncodedInput> INPUTS = List.of(new EncodedInput("garden", EncodedInput.Kind.FLAG, 0, 1, 0),
            new EncodedInput("rooms", EncodedInput.Kind.NUMBER, 1, 1, 0), new EncodedInput("street", EncodedInput.Kind.CODE, 2, 1, 4),
            new EncodedInput("area", EncodedInput.Kind.NUMBER, 3, 1, 0));
    private static final int ROWS = 600, SMALL = 16, CLASSES = 3;
    /** For some ten steps whose rate is up to 1.2, each with gradients that are rounded to float. */
    private static final double STEP_BOUND = 5e-5;
    private static final Fixture FIXTURE = Fixture.load("realmlp");

    private static Learner.Lesson lesson(Task task, int rows, int epochs, int threads) {
        return new Learner.Lesson(samples(task, rows, 1), samples(task, 200, 2), INPUTS, task, task == Task.CLASSIFICATION ? 0.1f : 0,
                FitOptions.epochs(epochs), 7, threads);
    }

    private static Dataset samples(Task task, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] rows = new float[count][], targets = new float[count][1];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            float garden = 2 * random.nextInt(2) - 1, rooms = (float) random.nextGaussian(), area = (float) random.nextGaussian();
            rows[i] = new float[] {garden, rooms, random.nextInt(4), area};
            targets[i][0] = (float) Math.sin(3 * rooms) + 0.5f * garden * area;
            labels[i] = targets[i][0] > 0.5 ? 0 : rows[i][2] > 1 ? 1 : 2;
        }
        return task == Task.CLASSIFICATION ? Dataset.labelled(rows, labels, CLASSES) : Dataset.withTargets(rows, targets);
    }

    private static List<String> layers(RealMlpLearner learner, Task task) {
        return learner.start(lesson(task, ROWS, 1, 1)).spec().layers().stream().map(Layer::toText).toList();
    }

    @Test
    void hasTheLayersOfItsTwoForms() {
        assertEquals(List.of("embedding(2:4x8) normal(0.0,1.0)", "periodic(1,2) 16x3 0.1", "scale()",
                "256 parametric(mish) normal(0.0,0.24253562) normal(0.0,1.0)", "dropout(0.15)",
                "256 parametric(mish) normal(0.0,0.0625) normal(0.0,1.0)", "dropout(0.15)",
                "256 parametric(mish) normal(0.0,0.0625) normal(0.0,1.0)", "dropout(0.15)", "1 identity normal(0.0,0.0625) zero"),
                layers(RealMlpLearner.of(RealMlpLearner.Kind.TD), Task.REGRESSION));
        assertEquals(List.of("scale()", "256 selu normal(0.0,0.5) normal(0.0,1.0)", "256 selu normal(0.0,0.0625) normal(0.0,1.0)",
                "256 selu normal(0.0,0.0625) normal(0.0,1.0)", "3 softmax zero zero"),
                layers(RealMlpLearner.of(RealMlpLearner.Kind.TD_S), Task.CLASSIFICATION));
    }

    /** The numbers of the specification. */
    @Test
    void hasFormulasWithTheirCheckValues() {
        assertEquals(1.66410, new NumberScale.Robust(0, 1).of(2), 1e-5);
        Schedule cosLog = Schedule.cosLog4(30_000_000), flat = Schedule.flatCosine(400);
        assertEquals(0.93043, cosLog.factor(1_000_001), 1e-5);
        for (double zero : new double[] {0, 1 / 15.0, 3 / 15.0, 7 / 15.0, 1}) {
            assertEquals(0, cosLog.factor(Math.round(zero * 30_000_000) + 1), 1e-5);
        }
        for (double peak : new double[] {0.02761, 0.12190, 0.31046, 0.68758}) {
            assertEquals(1, cosLog.factor(Math.round(peak * 30_000_000) + 1), 1e-5);
        }
        assertEquals(0.5, flat.factor(301), 1e-12);
        assertEquals(1, flat.factor(201));
        assertEquals(0.865098, of(Activation.mish(), 1), 1e-6);
        assertEquals(-1.111331, of(Activation.selu(), -1), 1e-6);
    }

    private static float of(Activation activation, float z) {
        NetworkSpec spec = NetworkSpec.inputs(1).layer(new Dense(1, activation).withoutBias()).build();
        return Network.of(spec, _ -> new float[] {1}).predict(new float[] {z})[0];
    }

    /** Sums of each dense layer vary by 1 over the rows, and each bias is minus a mean of some of them. */
    @Test
    void startsWhereTheDataAre() {
        Learner.Lesson lesson = lesson(Task.REGRESSION, ROWS, 1, 1);
        RealMlpLearner learner = new RealMlpLearner(RealMlpLearner.Kind.TD, 20, 1, 0.15);
        Network start = learner.start(lesson);
        float[][] rows = IntStream.range(0, ROWS).mapToObj(lesson.train()::input).toArray(float[][]::new);
        int dense = 0;
        for (int l = 0; l < start.spec().layers().size(); l++) {
            if (start.spec().layers().get(l) instanceof Dense layer) {
                dense++;
                List<Layer> layers = start.spec().layers().subList(0, l);
                NetworkSpec prefix = new NetworkSpec(4, layers);
                assertBegun(start, l, layer, Network.of(prefix, tensor -> start.tensor(tensor.name())).predict(rows));
            }
        }
        assertEquals(4, dense);
        assertEquals(start.sha256(), learner.start(lesson).sha256());
    }

    private static void assertBegun(Network start, int l, Dense layer, float[][] inputs) {
        float[] weights = start.tensor("layer" + (l + 1) + ".weight"), biases = start.tensor("layer" + (l + 1) + ".bias");
        int width = inputs[0].length;
        for (int o = 0; o < layer.outputs(); o++) {
            int output = o;
            double[] sums = Arrays.stream(inputs).mapToDouble(row -> IntStream.range(0, width)
                    .mapToDouble(i -> (double) row[i] * weights[output * width + i]).sum()).toArray();
            double mean = Arrays.stream(sums).average().orElseThrow();
            double variance = Arrays.stream(sums).map(sum -> (sum - mean) * (sum - mean)).average().orElseThrow();
            assertEquals(1, Math.sqrt(variance), 1e-4, "output " + o + " of layer " + (l + 1));
            assertTrue(-biases[o] > Arrays.stream(sums).min().orElseThrow() && -biases[o] < Arrays.stream(sums).max().orElseThrow());
        }
        assertTrue(layer.outputs() == 1 || Arrays.stream(inputs).distinct().count() > 1
                && IntStream.range(0, biases.length).mapToObj(i -> biases[i]).distinct().count() == biases.length);
    }

    @Test
    void looksAtNoMoreRowsThanFitInMemory() {
        assertEquals(600, DataStart.rows(600, 256));
        assertEquals(1 << 14, DataStart.rows(1_000_000, 256));
        assertEquals(1 << 9, DataStart.rows(1_000_000, 1 << 16));
    }

    @Test
    void startsTheSimpleFormWithOneAnswerToEverything() {
        Network start = RealMlpLearner.of(RealMlpLearner.Kind.TD_S).start(lesson(Task.CLASSIFICATION, ROWS, 1, 1));
        assertArrayEquals(new float[] {1 / 3f, 1 / 3f, 1 / 3f}, start.predict(new float[] {1, 0.5f, 2, -1}), 1e-6f);
    }

    /** The whole training but for dropout: factors of rates and decays, schedules, smoothing, and weights over the root of inputs. */
    @ParameterizedTest
    @CsvSource({"TD, CLASSIFICATION, 0.04, 0.02", "TD, REGRESSION, 0.2, 0.02", "TD_S, CLASSIFICATION, 0.04, 0",
        "TD_S, REGRESSION, 0.07, 0"})
    void learnsStepByStepAsThePaperWritesIt(RealMlpLearner.Kind kind, Task task, double rate, double decay) {
        int steps = 10;
        Learner.Lesson lesson = lesson(task, SMALL, steps, 1);
        RealMlpLearner learner = new RealMlpLearner(kind, 4, 256, 0);
        int[] all = IntStream.range(0, SMALL).toArray();
        try (Trainer trainer = learner.trainer(lesson)) {
            NaiveRealMlp naive = new NaiveRealMlp(trainer.network(), task, 0.1, rate, decay);
            Batch batch = Batch.of(lesson.train(), SMALL);
            lesson.train().fill(batch, 0, SMALL);
            for (int step = 0; step < steps; step++) {
                trainer.step(batch);
                naive.step(lesson.train(), all, step, steps);
                Network network = trainer.network();
                for (int t = 0; t < network.tensors().size(); t++) {
                    assertArrayEquals(naive.tensors.get(t), NaiveRealMlp.paper(network, t), STEP_BOUND,
                            network.tensors().get(t).name() + " after step " + (step + 1));
                }
            }
        }
    }

    /** The same against PyTorch's own derivatives and its AdamW, from weights that are given. */
    @ParameterizedTest
    @CsvSource({"TD, CLASSIFICATION", "TD, REGRESSION", "TD_S, CLASSIFICATION", "TD_S, REGRESSION"})
    void learnsStepByStepAsPyTorchDoes(RealMlpLearner.Kind kind, Task task) {
        boolean isClasses = task == Task.CLASSIFICATION;
        float[][] rows = FIXTURE.rows("inputs");
        Dataset samples = isClasses ? Dataset.labelled(rows, FIXTURE.ints("labels"), CLASSES)
                : Dataset.withTargets(rows, FIXTURE.rows("targets"));
        String name = kind + "." + task + ".";
        int steps = 0;
        while (FIXTURE.has(name + (steps + 1) + ".layer4.bias")) {
            steps++;
        }
        assertEquals(6, steps);
        Learner.Lesson lesson = new Learner.Lesson(samples, samples, INPUTS, task, isClasses ? 0.1f : 0, FitOptions.epochs(steps), 7, 1);
        RealMlpLearner learner = new RealMlpLearner(kind, 4, steps, 0);
        Network start = Network.of(learner.start(lesson).spec(), tensor -> weights(name + 0 + "." + tensor.name(), tensor));
        try (Trainer trainer = learner.trainer(lesson, start)) {
            Batch batch = Batch.of(samples, rows.length);
            samples.fill(batch, 0, rows.length);
            for (int step = 1; step <= steps; step++) {
                trainer.step(batch);
                Network network = trainer.network();
                for (int t = 0; t < network.tensors().size(); t++) {
                    String tensor = network.tensors().get(t).name();
                    assertArrayEquals(FIXTURE.values(name + step + "." + tensor), NaiveRealMlp.paper(network, t), STEP_BOUND,
                            tensor + " after step " + step);
                }
            }
        }
    }

    /** A tensor of the fixture as the engine has it. */
    private static float[] weights(String line, TensorSpec tensor) {
        double[] numbers = FIXTURE.values(line);
        double root = NaiveRealMlp.root(tensor);
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) (numbers[i] / root);
        }
        return floats;
    }

    @Test
    void learnsWithTheSameBitsOnAnyThreadsInItsOwnNumberOfEpochs() {
        RealMlpLearner small = new RealMlpLearner(RealMlpLearner.Kind.TD, 24, 16, 0.15);
        FitReport one = small.fit(lesson(Task.REGRESSION, ROWS, 1000, 1)), two = small.fit(lesson(Task.REGRESSION, ROWS, 1000, 2));
        assertEquals(16, one.history().size());
        assertEquals(one.best().sha256(), two.best().sha256());
        assertNotEquals(one.best().sha256(), small.fit(lesson(Task.REGRESSION, ROWS, 5, 1)).best().sha256());
        // 600 rows are two batches of 256, and 88 that are passed over
        assertEquals(512, one.history().getFirst().training().samples());
        assertEquals(2, one.history().getFirst().training().steps());
        double first = one.history().getFirst().validation().meanLoss(), best = one.validation().meanLoss();
        assertTrue(best < first / 2, first + " to " + best);
    }

    /** All epochs of a table that cannot be learned are alike, so the last is kept. */
    @Test
    void keepsTheLastOfEquallyGoodEpochs() {
        float[][] rows = {{-1, 0, 1, 0}, {1, 1, 2, 1}}, targets = {{0}, {0}};
        Dataset same = Dataset.withTargets(rows, targets), alone = Dataset.withTargets(Arrays.copyOf(rows, 1), Arrays.copyOf(targets, 1));
        FitOptions options = FitOptions.epochs(6).withMetric(new RegressionMetric.Rmse());
        FitReport report = new RealMlpLearner(RealMlpLearner.Kind.TD_S, 4, 6, 0).fit(new Learner.Lesson(same, alone, INPUTS,
                Task.REGRESSION, 0, options, 7, 1));
        assertEquals(6, report.bestEpoch());
    }
}
