package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.data.Batch;
import dev.lanewise.data.Dataset;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Embedding;
import dev.lanewise.spec.Initializer;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.PiecewiseLinear;
import dev.lanewise.spec.Schedule;
import dev.lanewise.train.TrainingWarning.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
class TrainingWarningTest {

    private final WarningCollector listener = new WarningCollector();
    private final List<TrainingWarning> warnings = listener.warnings;

    private void train(Trainer.Builder builder, Dataset samples, int epochs) {
        try (Trainer trainer = builder.build()) {
            for (int epoch = 0; epoch < epochs; epoch++) {
                trainer.epoch(samples, listener);
            }
        }
    }

    private List<Kind> kinds() {
        return warnings.stream().map(TrainingWarning::kind).toList();
    }

    private static float[] gaussians(int count, long seed, float... scales) {
        var random = new SplittableRandom(seed);
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = scales[i % scales.length] * (float) random.nextGaussian();
        }
        return floats;
    }

    /** Two hundred rows; the class is the sign of the second column. */
    private static Dataset table(float... scales) {
        float[] inputs = gaussians(600, 1, scales);
        int[] labels = new int[200];
        for (int i = 0; i < 200; i++) {
            labels[i] = inputs[3 * i + 1] > 0 ? 1 : 0;
        }
        return Dataset.labelled(inputs, 3, labels, 2);
    }

    private static NetworkSpec classifier(Activation hidden) {
        return NetworkSpec.inputs(3).dense(16, hidden).dense(2, Activation.softmax()).build();
    }

    private static NetworkSpec regression(int inputs, Activation output) {
        return NetworkSpec.inputs(inputs).dense(8, Activation.tanh()).dense(1, output).build();
    }

    private static Dataset targets(float scale, float offset) {
        float[] targets = gaussians(200, 2, scale);
        for (int i = 0; i < 200; i++) {
            targets[i] += offset;
        }
        return Dataset.withTargets(gaussians(200, 1, 1), 1, targets, 1);
    }

    @Test
    void saysThatColumnsAreOfVeryDifferentScale() {
        train(Trainer.builder(classifier(Activation.relu())).optimizer(new Optimizer.Sgd(1e-9f)), table(1e6f, 1, 1e3f), 1);
        assertEquals(Kind.UNSCALED_INPUTS, warnings.getFirst().kind());
        assertTrue(warnings.getFirst().message().matches("inputs are not scaled: values of input 0 are about \\d\\.\\d+e\\+0[56], of input"
                + " 1 about [01]\\.\\d+; networks learn badly from such inputs: subtract the mean of each input and divide by its"
                + " standard deviation, as StandardScaler.ofInputs does, and do the same before predicting"), warnings.toString());
        warnings.clear();
        train(Trainer.builder(classifier(Activation.relu())), table(1e-5f, 1, 1), 1);
        assertEquals(List.of(Kind.UNSCALED_INPUTS), kinds());
    }

    /** Codes and positions among bins are large by nature; a column that no row differs in has no scale. */
    @Test
    void takesNoCodesAndPositionsForNumbersThatAreNotScaled() {
        NetworkSpec spec = NetworkSpec.inputs(5).layer(new Embedding(List.of(new Embedding.Table(1, 900, 2)), Initializer.normal(0, 1)))
                .layer(new PiecewiseLinear(List.of(new PiecewiseLinear.Column(1, 2, 400)), 2)).dense(2, Activation.softmax()).build();
        float[] rows = gaussians(1000, 5, 1);
        int[] labels = IntStream.range(0, 200).map(row -> row % 2).toArray();
        for (int row = 0; row < 200; row++) {
            rows[row * 5 + 1] = 700 + row;
            rows[row * 5 + 3] = 200 + row;
            rows[row * 5 + 4] = 1e-9f;
        }
        train(Trainer.builder(spec), Dataset.labelled(rows, 5, labels, 2), 1);
        assertEquals(List.of(), kinds());
        rows[4] = 1e-12f;
        train(Trainer.builder(spec), Dataset.labelled(rows, 5, labels, 2), 1);
        assertEquals(List.of(Kind.UNSCALED_INPUTS), kinds());
    }

    /** Hidden units that are saturated or dead leave one or two outputs for all rows. */
    @Test
    void saysThatOutputsHardlyDependOnInputs() {
        train(Trainer.builder(classifier(Activation.tanh())), table(1e6f, 1, 1e3f), 3);
        assertEquals(List.of(Kind.UNSCALED_INPUTS, Kind.CONSTANT_OUTPUTS), kinds());
        assertEquals("after epoch 1 the network gives 4 different outputs for 64 different samples: its units are saturated or dead; scale"
                + " the inputs to a standard deviation of 1, and take a smaller rate than the default learning rate of 0.1",
                warnings.getLast().message());
    }

    /** The loss of counts is negative here, which does not make it small. */
    @Test
    void saysThatOutputsHardlyDependOnInputsAlsoForCounts() {
        float[] inputs = new float[128], counts = new float[64];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = 10 + i;
            inputs[2 * i] = 1e7f + 1e5f * i;
        }
        NetworkSpec spec = NetworkSpec.inputs(2).dense(8, Activation.tanh()).dense(1, Activation.identity()).build();
        train(Trainer.builder(spec).loss(Loss.poisson()).optimizer(new Optimizer.Sgd(1e-3f)),
                Dataset.withTargets(inputs, 2, counts, 1), 8);
        assertEquals(List.of(Kind.UNSCALED_INPUTS, Kind.CONSTANT_OUTPUTS), kinds());
    }

    @Test
    void saysThatAllSamplesHaveOneLabel() {
        int[] labels = new int[200];
        Arrays.fill(labels, 1);
        train(Trainer.builder(classifier(Activation.relu())), Dataset.labelled(gaussians(600, 1, 1), 3, labels, 2), 2);
        assertEquals(List.of("all 200 samples have the same label, 1: a network learns to give that for every input; look whether labels"
                + " were read from the right column or file, and train on samples of every kind"),
                warnings.stream().map(TrainingWarning::message).toList());
        warnings.clear();
        labels[199] = 0;
        train(Trainer.builder(classifier(Activation.relu())), Dataset.labelled(gaussians(600, 1, 1), 3, labels, 2), 2);
        assertEquals(List.of(), warnings, "the last one has another");
    }

    @Test
    void saysThatAllSamplesHaveTheSameTargets() {
        float[] targets = new float[200];
        train(Trainer.builder(regression(1, Activation.identity())), Dataset.withTargets(gaussians(200, 1, 1), 1, targets, 1), 2);
        assertEquals(List.of(Kind.EQUAL_TARGETS), kinds());
        assertTrue(warnings.getFirst().message().startsWith("all 200 samples have the same targets: a network"), warnings.toString());
        warnings.clear();
        train(Trainer.builder(regression(1, Activation.identity())), Dataset.withTargets(new float[1], 1, new float[1], 1), 2);
        assertEquals(List.of(), warnings, "a single sample has no other");
    }

    @Test
    void saysThatTargetsAreNotScaled() {
        train(Trainer.builder(regression(1, Activation.identity())).optimizer(new Optimizer.Adam(1e-3f)), targets(1000, 3000), 2);
        assertEquals(List.of(Kind.UNSCALED_TARGETS), kinds());
        assertTrue(warnings.getFirst().message().startsWith("targets are not scaled: values of target 0 are about 3.22e+03, and"),
                warnings.toString());
    }

    @Test
    void saysWhatTargetsThatAreNotScaledDoWithALossThatIsNotSquared() {
        train(Trainer.builder(regression(1, Activation.identity())).loss(Loss.absoluteError()), targets(1000, 3000), 2);
        assertEquals(List.of(Kind.UNSCALED_TARGETS), kinds());
        assertTrue(warnings.getFirst().message().contains("are about 3.22e+03, and steps of a usual size take long to get there; subtract"
                + " the mean of each target"), warnings.toString());
    }

    /** The sum of two numbers to 99 cannot come out of a sigmoid. */
    @Test
    void saysThatAnOutputCannotGiveTheTargets() {
        float[] inputs = new float[400], targets = new float[200];
        for (int i = 0; i < 200; i++) {
            inputs[2 * i] = i * 37 % 100;
            inputs[2 * i + 1] = i * 61 % 100;
            targets[i] = inputs[2 * i] + inputs[2 * i + 1];
        }
        train(Trainer.builder(regression(2, Activation.sigmoid())), Dataset.withTargets(inputs, 2, targets, 1), 1);
        assertTrue(kinds().contains(Kind.UNREACHABLE_TARGETS) && !kinds().contains(Kind.UNSCALED_TARGETS), warnings.toString());
        assertEquals("targets go from 0.0 to 192.0, but an output with sigmoid gives only 0.0 to 1.0; take an identity output, or scale the"
                + " targets to what it can give", warnings.get(1).message());
        warnings.clear();
        train(Trainer.builder(regression(1, Activation.relu())), targets(1, 0), 1);
        assertEquals(List.of(Kind.UNREACHABLE_TARGETS), kinds());
        assertTrue(warnings.getFirst().message().contains("an output with relu gives nothing below 0.0"), warnings.toString());
        warnings.clear();
        train(Trainer.builder(regression(1, Activation.tanh())), targets(2, 0), 1);
        assertEquals(List.of(Kind.UNREACHABLE_TARGETS), kinds());
    }

    @ParameterizedTest
    @ValueSource(floats = {1e3f, 1e6f, 1e30f})
    void saysThatALossExplodes(float rate) {
        train(Trainer.builder(classifier(Activation.relu())).optimizer(new Optimizer.Sgd(rate)).batch(20)
                .onNonFinite(NonFinitePolicy.CONTINUE), table(1, 1, 1), 4);
        TrainingWarning warning = warnings.stream().filter(told -> told.kind() == Kind.EXPLODING_LOSS).findFirst().orElseThrow();
        assertTrue(warning.message().matches("the loss explodes: \\S+ in epoch [1-4], from [01]\\.\\d+ at the beginning, with a learning"
                + " rate of " + rate + "; take a smaller one, such as 0.1, and look whether inputs and targets are scaled"),
                warning.message());
    }

    @Test
    void saysWhereAScheduleEnds() {
        Trainer.Builder builder = Trainer.builder(classifier(Activation.tanh())).batch(100).schedule(new Schedule.Linear(5));
        train(builder, table(1, 1, 1), 2);
        assertEquals(List.of(), warnings);
        train(builder, table(1, 1, 1), 6);
        assertEquals(List.of("the schedule linear(5) ends with step 5, but epoch 3 goes to step 6: beyond its end the learning"
                + " rate is 0 and nothing is learned; give the schedule the steps of the whole run"),
                warnings.stream().map(TrainingWarning::message).toList());
        assertEquals(List.of(Kind.ENDED_SCHEDULE), kinds());
    }

    @Test
    void saysNothingOfAScheduleThatEndsWithTheRun() {
        Trainer.Builder builder = Trainer.builder(classifier(Activation.tanh())).batch(30).schedule(new Schedule.Cosine(21));
        train(builder, table(1, 1, 1), 3);
        try (Trainer trainer = builder.build(); Trainer resumed = builder.build()) {
            trainer.epoch(table(1, 1, 1), listener);
            resumed.resume(trainer.checkpoint());
            resumed.epoch(table(1, 1, 1), listener);
            resumed.epoch(table(1, 1, 1), listener);
        }
        assertEquals(List.of(), warnings);
    }

    @Test
    void countsNoShortBatchThatIsLeftOut() {
        FitOptions options = FitOptions.epochs(2).withListener(listener).withoutShortBatch();
        try (Trainer trainer = Trainer.builder(classifier(Activation.tanh())).batch(70).schedule(new Schedule.Linear(4)).build()) {
            trainer.fit(table(1, 1, 1), table(1, 1, 1), options);
        }
        assertEquals(List.of(), warnings);
    }

    @Test
    void tellsTheLogOnceAlsoOfSteps() {
        List<String> logged = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                logged.add(entry.getLevel() + " " + entry.getMessage());
            }

            @Override
            public void flush() {
                logged.add("flushed");
            }

            @Override
            public void close() {
                logged.add("closed");
            }
        };
        Logger logger = Logger.getLogger("dev.lanewise.train");
        logger.addHandler(handler);
        try (Trainer trainer = Trainer.builder(classifier(Activation.tanh())).batch(200).schedule(new Schedule.Cosine(2)).build()) {
            Dataset samples = table(1, 1, 1);
            Batch batch = Batch.of(samples, 200);
            samples.fill(batch, 0, 200);
            for (int step = 1; step <= 5; step++) {
                trainer.step(batch);
                assertEquals(step > 2 ? 1 : 0, logged.size(), logged.toString());
            }
        } finally {
            logger.removeHandler(handler);
        }
        assertEquals("WARNING lanewise: the schedule cosine(2) has ended before step 3: the learning rate is 0 and nothing is"
                + " learned; give the schedule the steps of the whole run", logged.getFirst());
    }

    @Test
    void reachesBothOfTwoListeners() {
        WarningCollector other = new WarningCollector();
        try (Trainer trainer = Trainer.builder(regression(1, Activation.relu())).build()) {
            trainer.epoch(targets(1, 0), listener.andThen(other));
        }
        assertEquals(1, other.warnings.size());
        assertEquals(warnings, other.warnings);
    }

    @ParameterizedTest
    @ValueSource(strings = {"relu", "tanh", "sigmoid", "leaky_relu"})
    void saysNothingOfOrdinaryRuns(String hidden) {
        Activation activation = Activation.parse(hidden);
        train(Trainer.builder(classifier(activation)), table(1, 1, 1), 16);
        train(Trainer.builder(classifier(activation)).optimizer(new Optimizer.Adam(0.01f)), table(1, 0.1f, 10), 16);
        train(Trainer.builder(classifier(activation)).batch(1).optimizer(new Optimizer.Sgd(0.1f)), table(1, 1, 1), 10);
        for (Activation output : List.of(Activation.identity(), Activation.leakyRelu())) {
            train(Trainer.builder(regression(1, output)).optimizer(new Optimizer.Adam(0.01f)), targets(1, 0), 16);
            train(Trainer.builder(regression(1, output)).optimizer(new Optimizer.Adam(0.01f)), targets(5, 2), 16);
        }
        assertEquals(List.of(), warnings);
    }

    @Test
    void saysNothingOfTheSmallestLessons() {
        Dataset xor = Dataset.withTargets(new float[] {0, 0, 0, 1, 1, 0, 1, 1}, 2, new float[] {0, 1, 1, 0}, 1);
        train(Trainer.builder(NetworkSpec.inputs(2).dense(4, Activation.tanh()).dense(1, Activation.sigmoid()).build())
                .optimizer(new Optimizer.Adam(0.05f)).batch(4), xor, 1000);
        float[] rows = new float[64];
        for (int i = 0; i < 8; i++) {
            rows[9 * i] = 1;
        }
        train(Trainer.builder(NetworkSpec.inputs(8).dense(3, Activation.sigmoid()).dense(8, Activation.sigmoid()).build())
                .optimizer(new Optimizer.Sgd(1)).batch(1), Dataset.withTargets(rows, 8, rows.clone(), 8), 500);
        assertEquals(List.of(), warnings);
    }

    /** Images of which most pixels are black for all, and one lights up once, weakly. */
    @Test
    void saysNothingOfColumnsThatAreZeroOrRare() {
        float[] inputs = new float[500 * 40];
        int[] labels = new int[500];
        var random = new SplittableRandom(3);
        for (int i = 0; i < 500; i++) {
            labels[i] = i % 10;
            for (int pixel = 0; pixel < 10; pixel++) {
                inputs[40 * i + 10 + pixel] = pixel == labels[i] ? (float) random.nextDouble(0.5, 1) : 0;
            }
        }
        inputs[40 * 250 + 39] = 1 / 255f;
        train(Trainer.builder(NetworkSpec.inputs(40).dense(20, Activation.relu()).dense(10, Activation.softmax()).build()),
                Dataset.labelled(inputs, 40, labels, 10), 30);
        assertEquals(List.of(), warnings);
    }

    /** As scikit-learn ships them: as they are, and standardized, where a pixel that is rare has a few values of forty. */
    @ParameterizedTest
    @ValueSource(strings = {"iris.csv 4 3", "digits.csv.gz 64 10"})
    void saysNothingOfTablesOfScikitLearn(String words) throws IOException {
        String[] word = words.split(" ");
        Path file = Path.of(System.getProperty("lanewise.shared", "../../shared"), "data", "sklearn", word[0]);
        Assumptions.assumeTrue(Files.exists(file), "skipped: there is no " + file);
        int features = Integer.parseInt(word[1]), classes = Integer.parseInt(word[2]);
        float[][] rows = rows(file, features);
        int[] labels = new int[rows.length];
        Arrays.setAll(labels, i -> (int) rows[i][features]);
        NetworkSpec spec = NetworkSpec.inputs(features).dense(20, Activation.relu()).dense(classes, Activation.softmax()).build();
        for (boolean isStandardized : new boolean[] {false, true}) {
            float[] inputs = new float[rows.length * features];
            for (int column = 0; column < features; column++) {
                copyColumn(rows, column, isStandardized, inputs, features);
            }
            train(Trainer.builder(spec).optimizer(new Optimizer.Momentum(0.02f, 0.9f)), Dataset.labelled(inputs, features, labels, classes),
                    16);
        }
        assertEquals(List.of(), warnings);
    }

    private static float[][] rows(Path file, int features) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try (InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(new ByteArrayInputStream(bytes))
                : new ByteArrayInputStream(bytes)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.contains("setosa"))
                    .map(line -> numbers(line.split(","), features + 1)).toArray(float[][]::new);
        }
    }

    private static float[] numbers(String[] cells, int count) {
        assertEquals(count, cells.length);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = Float.parseFloat(cells[i]);
        }
        return numbers;
    }

    private static void copyColumn(float[][] rows, int column, boolean isStandardized, float[] inputs, int features) {
        double mean = Arrays.stream(rows).mapToDouble(row -> row[column]).average().orElseThrow();
        double variance = Arrays.stream(rows).mapToDouble(row -> (row[column] - mean) * (row[column] - mean)).average().orElseThrow();
        for (int i = 0; i < rows.length; i++) {
            inputs[i * features + column] = !isStandardized ? rows[i][column]
                    : variance == 0 ? 0 : (float) ((rows[i][column] - mean) / Math.sqrt(variance));
        }
    }

    /** One class in a hundred is rare, and at first the answer is always the other one. */
    @Test
    void saysNothingOfARareClass() {
        float[] inputs = gaussians(6000, 4, 1);
        int[] labels = new int[2000];
        for (int i = 0; i < 2000; i++) {
            labels[i] = inputs[3 * i] > 2.3f ? 1 : 0;
        }
        train(Trainer.builder(classifier(Activation.relu())), Dataset.labelled(inputs, 3, labels, 2), 20);
        assertEquals(List.of(), warnings);
    }
}
