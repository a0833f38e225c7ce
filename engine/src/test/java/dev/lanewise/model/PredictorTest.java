package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.TensorSpec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredictorTest {

    private static final NetworkSpec LINEAR = NetworkSpec.inputs(37).dense(50, Activation.relu()).dense(16, Activation.leakyRelu())
            .dense(33, Activation.relu()).dense(3, Activation.identity()).build();
    private static final NetworkSpec CURVED = NetworkSpec.inputs(37).dense(50, Activation.tanh()).dense(17, Activation.sigmoid())
            .dense(10, Activation.softmax()).build();
    private static final int[] COUNTS = {1, 2, 15, 16, 17, 64, 65, 200};

    private static float[] samples(int count, int features) {
        var random = new SplittableRandom(31L * count + features);
        float[] inputs = new float[count * features];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (float) random.nextDouble(-1, 1);
        }
        return inputs;
    }

    /** A network whose biases are not zero. */
    private static Network network(NetworkSpec spec) {
        Network start = Network.create(spec, 7);
        return Network.of(spec, tensor -> tensor.role() == TensorSpec.Role.BIAS ? samples(1, (int) tensor.elements())
                : start.tensor(tensor.name()));
    }

    private static float[] predicted(Predictor predictor, NetworkSpec spec, int count) {
        float[] outputs = new float[count * spec.outputs()];
        predictor.predict(samples(count, spec.inputs()), count, outputs);
        return outputs;
    }

    private static float[] sample(float[] samples, int i, int width) {
        return Arrays.copyOfRange(samples, i * width, (i + 1) * width);
    }

    /** Chains of fused multiply-adds in the order of the inputs, begun with the bias. */
    private static float[] specified(Network network, float[] input) {
        float[] h = input;
        for (int l = 0; l < network.spec().layers().size(); l++) {
            Layer layer = network.spec().layers().get(l);
            String name = NetworkSpec.nameOf(l + 1);
            float[] weights = network.tensor(name + ".weight"), z = network.tensor(name + ".bias");
            for (int o = 0; o < z.length; o++) {
                for (int i = 0; i < h.length; i++) {
                    z[o] = Math.fma(weights[o * h.length + i], h[i], z[o]);
                }
                z[o] = f(layer.activation(), z[o]);
            }
            h = z;
        }
        return h;
    }

    private static float f(Activation activation, float z) {
        return switch (activation) {
            case Activation.Identity i -> z;
            case Activation.Relu r -> Math.max(z, 0f);
            case Activation.LeakyRelu leaky -> z <= 0 ? leaky.slope() * z : z;
            default -> throw new AssertionError("no linear pieces: " + activation);
        };
    }

    @ParameterizedTest(name = "{0} samples")
    @ValueSource(ints = {1, 2, 15, 16, 17, 64, 65, 200})
    void agreesBitForBitWithTheSpecification(int count) {
        Network network = network(LINEAR);
        float[] inputs = samples(count, 37), outputs = predicted(new Predictor(network, count), LINEAR, count);
        for (int i = 0; i < count; i++) {
            assertArrayEquals(specified(network, sample(inputs, i, 37)), sample(outputs, i, 3), "sample " + i);
        }
    }

    @ParameterizedTest(name = "{0}-{1}")
    @CsvSource({"3, 3", "12, 4", "13, 4", "15, 33", "1, 16", "16, 1"})
    void agreesWhereTheFirstLayerIsSmall(int inputs, int outputs) {
        NetworkSpec spec = NetworkSpec.inputs(inputs).dense(outputs, Activation.leakyRelu()).dense(3, Activation.identity()).build();
        Network network = network(spec);
        for (int count : COUNTS) {
            Predictor predictor = new Predictor(network, count);
            predictor.warmUp(count);
            float[] samples = samples(count, inputs), predicted = predicted(predictor, spec, count);
            for (int i = 0; i < count; i++) {
                assertArrayEquals(specified(network, sample(samples, i, inputs)), sample(predicted, i, 3), "sample " + i + " of " + count);
            }
        }
    }

    @ParameterizedTest(name = "{0} samples")
    @ValueSource(ints = {1, 2, 15, 16, 17, 64, 65, 200})
    void givesASampleTheSameBitsInAnyCompany(int count) {
        Network network = network(CURVED);
        float[] inputs = samples(count, 37);
        for (int maxSamples : COUNTS) {
            float[] outputs = predicted(new Predictor(network, maxSamples), CURVED, count);
            for (int i = 0; i < count; i++) {
                assertArrayEquals(network.predict(sample(inputs, i, 37)), sample(outputs, i, 10), "sample " + i + " of " + maxSamples);
            }
        }
    }

    @Test
    void givesASampleTheSameBitsInEveryBatchUpTo300() {
        Network network = network(CURVED);
        float[] inputs = samples(300, 37), alone = new float[300 * 10], together = new float[300 * 10];
        Predictor single = network.predictor();
        for (int i = 0; i < 300; i++) {
            single.predict(inputs, i * 37, 1, alone, i * 10);
        }
        Predictor predictor = network.predictor(300);
        for (int count = 1; count <= 300; count++) {
            Arrays.fill(together, -1);
            predictor.predict(inputs, count, together);
            assertEquals(-1, Arrays.mismatch(alone, 0, count * 10, together, 0, count * 10), "the first float that differs of " + count);
        }
    }

    @Test
    void readsAndWritesBuffersOfAllKindsWhereverTheyBegin() {
        Network network = network(CURVED);
        int count = 130;
        float[] inputs = samples(count, 37), expected = predicted(network.predictor(count), CURVED, count);
        float[] longer = new float[3 + inputs.length], outputs = new float[5 + expected.length + 1];
        System.arraycopy(inputs, 0, longer, 3, inputs.length);
        double[] doubles = new double[longer.length], doubleOutputs = new double[outputs.length];
        Arrays.setAll(doubles, i -> longer[i]);
        MemorySegment segment = MemorySegment.ofArray(new byte[4 * inputs.length + 2]).asSlice(1);
        MemorySegment segmentOutputs = MemorySegment.ofArray(new byte[4 * outputs.length + 1]).asSlice(1);
        MemorySegment.copy(inputs, 0, segment, ValueLayout.JAVA_FLOAT_UNALIGNED, 0, inputs.length);
        Predictor predictor = network.predictor(64);

        predictor.predict(longer, 3, count, outputs, 5);
        predictor.predict(doubles, 3, count, doubleOutputs, 5);
        predictor.predict(segment, count, segmentOutputs.asSlice(20));

        for (int i = 0; i < outputs.length; i++) {
            float wanted = i < 5 || i == outputs.length - 1 ? 0 : expected[i - 5];
            assertEquals(wanted, outputs[i]);
            assertEquals(wanted, doubleOutputs[i]);
            assertEquals(wanted, segmentOutputs.get(ValueLayout.JAVA_FLOAT_UNALIGNED, 4L * i));
        }
    }

    /** Sets some tenth of the inputs of each sample; the first sample has none. */
    private static float[] ofOnes(int count, int features, List<Integer> ones, int[] ends) {
        var random = new SplittableRandom(count);
        float[] inputs = new float[count * features];
        for (int i = features; i < inputs.length; i++) {
            if (random.nextInt(10) == 0) {
                inputs[i] = 1;
                ones.add(i % features);
            }
            ends[i / features] = ones.size();
        }
        return inputs;
    }

    @ParameterizedTest(name = "{0}, first bias {1}")
    @CsvSource({"37-50, 0.5", "37-50, 0", "37-50, -0.0", "3-5, 0.5", "NaN, 0.5", "compact, 0.5", "residual, 0.5"})
    void skipsZerosWithTheBitsOfTheDenseForm(String kind, float firstBias) {
        NetworkSpec spec = switch (kind) {
            case "3-5" -> NetworkSpec.inputs(3).dense(5, Activation.leakyRelu()).dense(2, Activation.sigmoid()).build();
            case "residual" -> NetworkSpec.inputs(37).layer(Layer.residual(Layer.dense(37, Activation.relu())))
                    .dense(3, Activation.identity()).build();
            default -> LINEAR;
        };
        Network start = network(spec);
        Network network = Network.of(spec, tensor -> {
            float[] values = start.tensor(tensor.name());
            if (tensor.name().equals("layer1.bias")) {
                values[0] = firstBias;
            }
            if (tensor.name().equals("layer1.weight")) {
                values[0] = kind.equals("NaN") ? Float.NaN : -0.0f;
                // of output 0 all are negative: beside -0.0 each zero matters
                for (int i = 1; i < spec.inputs(); i++) {
                    values[i] = -Math.abs(values[i]);
                }
            }
            return values;
        });
        Network used = kind.equals("compact") ? network.compact(WeightFormat.INT8) : network;
        for (int count : new int[] {1, 2, 17, 130, 300}) {
            List<Integer> ones = new ArrayList<>();
            int[] ends = new int[count];
            float[] inputs = ofOnes(count, spec.inputs(), ones, ends), expected = new float[count * spec.outputs()];
            float[] outputs = new float[expected.length];
            used.predictor(count).predict(inputs, count, expected);
            used.predictor(count).predictOnes(ones.stream().mapToInt(i -> i).toArray(), ends, count, outputs);
            assertArrayEquals(expected, outputs, count + " samples");
        }
    }

    @Test
    void saysWhichOnesDoNotFit() {
        Predictor predictor = network(LINEAR).predictor();
        float[] output = new float[6];
        assertSays("ones of sample 0: expected inputs from 0 to 36 in ascending order, got 37",
                () -> predictor.predictOnes(new int[] {37}, 1, output));
        assertSays("ones of sample 1: expected inputs from 0 to 36 in ascending order, got 4 behind 4",
                () -> predictor.predictOnes(new int[] {3, 4, 4}, new int[] {1, 3}, 2, output));
        assertSays("ends: expected 1 to 3 of sample 1, got 4", () -> predictor.predictOnes(new int[3], new int[] {1, 4}, 2, output));
        assertSays("ends: expected one for each of 2 samples, got 1", () -> predictor.predictOnes(new int[3], new int[] {1}, 2, output));
    }

    @ParameterizedTest(name = "{0} threads")
    @ValueSource(ints = {1, 2, 3, 16})
    void sharesManySamplesAmongThreadsWithTheSameBits(int threads) {
        Network network = network(CURVED);
        for (int count : new int[] {1, 128, 129, 1000, 5000}) {
            float[] inputs = samples(count, 37), expected = predicted(network.predictor(count), CURVED, count);
            assertArrayEquals(expected, predicted(network.predictor(count, threads), CURVED, count), count + " samples");
            double[] doubles = new double[count * 37], outputs = new double[count * 10];
            Arrays.setAll(doubles, i -> inputs[i]);
            network.predictor(count, threads).predict(doubles, count, outputs);
            assertEquals(-1, IntStream.range(0, expected.length).filter(i -> expected[i] != outputs[i]).findFirst().orElse(-1));
        }
    }

    @Test
    void needsNoTaskThatAnExecutorDoesNotBegin() {
        Network network = network(CURVED);
        float[] expected = predicted(network.predictor(1000), CURVED, 1000);
        List<Runnable> late = new ArrayList<>();
        Predictor waiting = new Predictor(network, 1000, late::add, 3);
        assertArrayEquals(expected, predicted(waiting, CURVED, 1000));
        assertEquals(2, late.size());
        late.forEach(Runnable::run);
        Predictor refused = new Predictor(network, 1000, task -> {
            throw new RejectedExecutionException("closed");
        }, 3);
        assertArrayEquals(expected, predicted(refused, CURVED, 1000));
        assertSays("a predictor works on 1 to 1024 threads, got 0", () -> network.predictor(1000, 0));
    }

    /** An executor that waits for each task, so other threads compute all. */
    private static void onAnotherThread(Runnable task) {
        CompletableFuture.runAsync(task, each -> Thread.ofPlatform().start(each)).join();
    }

    @Test
    void finishesTheCallThoughTheExecutorFails() {
        Network network = network(CURVED);
        float[] inputs = samples(1000, 37), expected = predicted(network.predictor(1000), CURVED, 1000), outputs = new float[10_000];
        Predictor withoutThreads = new Predictor(network, 1000, task -> {
            throw new OutOfMemoryError("unable to create native thread");
        }, 3);
        withoutThreads.predict(inputs, 1000, outputs);
        assertArrayEquals(expected, outputs);
        Arrays.fill(outputs, -1);
        Predictor broken = new Predictor(network, 1000, task -> {
            throw new IllegalStateException("broken");
        }, 3);
        assertEquals("broken", assertThrows(IllegalStateException.class, () -> broken.predict(inputs, 1000, outputs)).getMessage());
        assertArrayEquals(expected, outputs);
    }

    @Test
    void predictsSegmentsOfOneThread() {
        Network network = network(CURVED);
        float[] expected = predicted(network.predictor(1000), CURVED, 1000);
        Predictor predictor = new Predictor(network, 1000, PredictorTest::onAnotherThread, 2);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment inputs = arena.allocateFrom(ValueLayout.JAVA_FLOAT, samples(1000, 37));
            MemorySegment outputs = arena.allocate(ValueLayout.JAVA_FLOAT, expected.length);
            predictor.predict(inputs, 1000, outputs);
            assertArrayEquals(expected, outputs.toArray(ValueLayout.JAVA_FLOAT));
        }
    }

    @Test
    void sharesClassesAmongThreads() {
        Network network = network(CURVED);
        float[] inputs = samples(1000, 37);
        int[] expected = new int[1000], classes = new int[1000];
        network.predictor(1000).classify(inputs, 1000, expected);
        AtomicInteger tasks = new AtomicInteger();
        new Predictor(network, 1000, task -> {
            tasks.incrementAndGet();
            onAnotherThread(task);
        }, 2).classify(inputs, 1000, classes);
        assertEquals(1, tasks.get());
        assertArrayEquals(expected, classes);
    }

    @Test
    void keepsTheOnesOfItsCallWhenAnotherThreadIsRefused() {
        Network network = network(LINEAR);
        List<Integer> ones = new ArrayList<>();
        int[] ends = new int[300];
        float[] inputs = ofOnes(300, 37, ones, ends), expected = new float[900], outputs = new float[900];
        network.predictor(300).predict(inputs, 300, expected);
        List<Throwable> refusals = new ArrayList<>();
        Predictor[] shared = new Predictor[1];
        shared[0] = new Predictor(network, 300, task -> onAnotherThread(() -> {
            try {
                shared[0].predictOnes(new int[0], new int[300], 300, new float[900]);
            } catch (IllegalStateException e) {
                refusals.add(e);
            }
        }), 2);
        shared[0].predictOnes(ones.stream().mapToInt(i -> i).toArray(), ends, 300, outputs);
        assertEquals(1, refusals.size());
        assertArrayEquals(expected, outputs);
    }

    @Test
    void classifiesManyAsOneByOne() {
        Network network = network(CURVED);
        float[] inputs = samples(150, 37);
        int[] classes = new int[151];
        Predictor predictor = network.predictor(64);
        predictor.classify(inputs, 150, classes);
        float[][] rows = new float[150][];
        for (int i = 0; i < 150; i++) {
            rows[i] = sample(inputs, i, 37);
            assertEquals(network.classify(rows[i]), classes[i]);
            assertEquals(classes[i], predictor.classify(rows[i]));
        }
        assertArrayEquals(Arrays.copyOf(classes, 150), network.classify(rows));
        assertEquals(Arrays.stream(classes).limit(150).mapToObj(c -> "class " + c).toList(),
                Classifier.of(network, IntStream.range(0, 10).mapToObj(c -> "class " + c).toList()).classify(rows));
        inputs[38] = Float.NaN;
        assertSays("input 1 of the network 37-50-17-10 in sample 1: expected a finite number, got NaN",
                () -> predictor.classify(inputs, 2, classes));
    }

    @Test
    void predictsAnyNumberOfSamplesAfterAnyOther() {
        Network network = network(CURVED);
        Predictor used = new Predictor(network, 64);
        for (int first : COUNTS) {
            for (int second : COUNTS) {
                predicted(used, CURVED, first);
                assertArrayEquals(predicted(new Predictor(network, second), CURVED, second), predicted(used, CURVED, second),
                        second + " after " + first);
            }
        }
    }

    @Test
    void givesProbabilitiesAfterASoftmax() {
        float[] outputs = predicted(new Predictor(network(CURVED), 20), CURVED, 20);
        for (int i = 0; i < 20; i++) {
            double sum = 0;
            for (float p : sample(outputs, i, 10)) {
                assertTrue(p > 0 && p < 1);
                sum += p;
            }
            assertEquals(1, sum, 1e-6);
        }
    }

    @Test
    void classifiesAsItsLargestOutputSays() {
        Network network = network(CURVED);
        float[] inputs = samples(100, 37), outputs = predicted(new Predictor(network, 100), CURVED, 100);
        for (int i = 0; i < 100; i++) {
            float largest = 0;
            for (float p : sample(outputs, i, 10)) {
                largest = Math.max(largest, p);
            }
            assertEquals(largest, outputs[10 * i + network.classify(sample(inputs, i, 37))]);
        }
    }

    @Test
    void lendsANetworkToManyThreads() throws Exception {
        Network network = network(CURVED);
        float[] expected = predicted(new Predictor(network, 64), CURVED, 65);
        Callable<Void> user = () -> {
            Predictor predictor = new Predictor(network, 17);
            for (int round = 0; round < 20; round++) {
                assertArrayEquals(expected, predicted(predictor, CURVED, 65));
                assertArrayEquals(sample(expected, 3, 10), network.predict(sample(samples(65, 37), 3, 37)));
            }
            return null;
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Void>> users = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                users.add(threads.submit(user));
            }
            for (Future<Void> each : users) {
                each.get();
            }
        }
    }

    @Test
    void writesNothingForNoSamples() {
        assertDoesNotThrow(() -> new Predictor(network(LINEAR), 4).predict(new float[0], 0, new float[0]));
    }

    @Test
    void saysWhichLengthsDoNotFit() {
        Predictor predictor = new Predictor(network(LINEAR), 4);
        assertSays("inputs: 2 samples of the network 37-50-16-33-3 need 74 floats, got 73",
                () -> predictor.predict(new float[73], 2, new float[6]));
        assertSays("inputs: 2 samples of the network 37-50-16-33-3 need 74 floats from index 2 on, got 75",
                () -> predictor.predict(new float[75], 2, 2, new float[6], 0));
        assertSays("outputs: 2 samples of the network 37-50-16-33-3 need 6 floats from index -1 on, got 9",
                () -> predictor.predict(new double[75], 0, 2, new double[9], -1));
        assertSays("inputs: 2 samples of the network 37-50-16-33-3 need 74 floats, got 73",
                () -> predictor.predict(MemorySegment.ofArray(new float[73]), 2, MemorySegment.ofArray(new float[6])));
        assertSays("classes of 2 samples need as many ints, got 1", () -> predictor.classify(new float[74], 2, new int[1]));
        assertSays("outputs: 2 samples of the network 37-50-16-33-3 need 6 floats, got 5",
                () -> predictor.predict(new float[74], 2, new float[5]));
        assertSays("inputs: 1 sample of the network 37-50-16-33-3 needs 37 floats, got 36",
                () -> predictor.predict(new float[36], new float[3]));
        assertSays("outputs: 1 sample of the network 37-50-16-33-3 needs 3 floats, got 2",
                () -> predictor.predict(new float[37], new float[2]));
        assertSays("a predictor needs room for at least 1 sample, got 0", () -> new Predictor(network(LINEAR), 0));
    }

    private static void assertSays(String sentence, Executable mistake) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, mistake).getMessage());
    }

    /** Best effort: of many calls at once some are noticed, and every one that is not gives the right answer or is reported at its end. */
    @Test
    void reportsThatTwoThreadsUseItAtOnce() throws Exception {
        Predictor shared = new Predictor(network(CURVED), 200);
        predicted(shared, CURVED, 200);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Integer>> callers = Collections.nCopies(4, () -> refusals(shared));
            int refusals = 0;
            for (Future<Integer> caller : threads.invokeAll(callers)) {
                refusals += caller.get();
            }
            assertTrue(refusals > 0, "no call of 4 x 500 was refused");
        }
    }

    private static int refusals(Predictor shared) {
        int refusals = 0;
        for (int call = 0; call < 500; call++) {
            try {
                predicted(shared, CURVED, 200);
            } catch (IllegalStateException e) {
                assertTrue(e.getMessage().startsWith("a Predictor serves one thread at a time"), e.getMessage());
                refusals++;
            }
        }
        return refusals;
    }

    @Test
    void servesOneThreadAfterAnother() {
        Predictor handedOn = new Predictor(network(CURVED), 2);
        float[] expected = predicted(handedOn, CURVED, 2);
        for (int thread = 0; thread < 5; thread++) {
            assertArrayEquals(expected, CompletableFuture.supplyAsync(() -> predicted(handedOn, CURVED, 2)).join());
        }
    }

    @ParameterizedTest(name = "{0} samples")
    @ValueSource(ints = {1, 20})
    void givesTheSameBitsAfterAWarmUp(int count) {
        Predictor predictor = new Predictor(network(CURVED), count);
        float[] before = predicted(predictor, CURVED, count);
        predictor.warmUp(count);
        assertArrayEquals(before, predicted(predictor, CURVED, count));
        assertEquals("a warm-up needs calls of at least 1 sample, got 0",
                assertThrows(IllegalArgumentException.class, () -> predictor.warmUp(0)).getMessage());
    }

    @Test
    void sharesItsSwitchWithAllPredictorsOfItsKind() {
        PredictionPlan linear = Network.create(LINEAR, 1).plan(), other = Network.create(LINEAR, 2).plan();
        PredictionPlan curved = Network.create(CURVED, 1).plan();
        assertSame(linear.implementation(1), linear.implementation(15));
        assertSame(linear.implementation(16), linear.implementation(1000));
        assertNotSame(linear.implementation(1), linear.implementation(16));
        assertSame(linear.implementation(1), other.implementation(1));
        assertSame(linear.implementation(16), other.implementation(16));
        assertNotSame(linear.implementation(1), curved.implementation(1));
        assertNotSame(linear.implementation(16), curved.implementation(16));
        assertEquals(37 * 50 + 50 * 16 + 16 * 33 + 33 * 3, linear.multiplyAdds());
    }
}
