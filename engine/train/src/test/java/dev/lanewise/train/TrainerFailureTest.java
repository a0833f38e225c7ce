package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.chain.Chains;
import dev.lanewise.chain.Parameters;
import dev.lanewise.data.Batch;
import dev.lanewise.data.Dataset;
import dev.lanewise.kernel.KernelChoice;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.platform.WorkerTeam;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.Schedules;
import dev.lanewise.spec.TensorFactors;
import dev.lanewise.step.Step;
import dev.lanewise.step.UpdateRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is left of a trainer when something goes wrong in it, or it is told to stop. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TrainerFailureTest {

    /** Large enough that three workers have blocks of their own. */
    private static final NetworkSpec SPEC = NetworkSpec.inputs(64).dense(256, Activation.relu()).dense(10, Activation.softmax()).build();
    private static final int SIZE = 192;

    private final Set<Thread> before = helpers();

    private static Set<Thread> helpers() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith("lanewise-"))
                .collect(Collectors.toSet());
    }

    private int newHelpers() {
        Set<Thread> helpers = helpers();
        helpers.removeAll(before);
        return helpers.size();
    }

    private static Trainer trainer() {
        return Trainer.builder(SPEC).batch(SIZE).threads(3).build();
    }

    private static Dataset samples() {
        float[] inputs = new float[4 * SIZE * 64];
        int[] labels = new int[4 * SIZE];
        Arrays.setAll(labels, i -> i % 10);
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = i * 31 % 17 / 17f;
        }
        return Dataset.labelled(inputs, 64, labels, 10);
    }

    private static Batch batch(Dataset samples) {
        Batch batch = Batch.of(samples, SIZE);
        samples.fill(batch, 0, SIZE);
        return batch;
    }

    @Test
    void handsAWorkersExceptionToTheCallerAndGoesOn() {
        Dataset samples = samples();
        Batch good = batch(samples), bad = batch(samples);
        // a row beyond the inputs, in the block of the last worker
        bad.inputAt()[SIZE - 1] = Integer.MAX_VALUE - 100;
        try (Trainer trainer = trainer(); Trainer unharmed = trainer()) {
            trainer.step(good);
            unharmed.step(good);
            Exception e = assertThrows(IndexOutOfBoundsException.class, () -> trainer.step(bad));
            String stack = Arrays.toString(e.getStackTrace());
            assertTrue(stack.contains("StageCalls.run") && stack.contains("Team$Helper.run"), "a worker's own stack: " + stack);
            assertEquals(1, trainer.steps());
            trainer.step(good);
            unharmed.step(good);
            assertEquals(unharmed.stateSha256(), trainer.stateSha256());
        }
        assertEquals(0, newHelpers());
    }

    @Test
    void endsItsThreadsAndMayBeClosedTwice() {
        Trainer trainer = trainer();
        assertEquals(2, newHelpers());
        Batch bad = batch(samples());
        bad.inputAt()[0] = -1_000_000;
        assertThrows(IndexOutOfBoundsException.class, () -> trainer.step(bad));
        trainer.close();
        assertEquals(0, newHelpers());
        trainer.close();
        assertEquals("this trainer is closed",
                assertThrows(IllegalStateException.class, () -> trainer.step(batch(samples()))).getMessage());
        assertEquals(0, trainer.checkpoint().progress().steps());
    }

    /** An update that fails halfway has changed some parameters and not others: nobody may go on from them. Here moments are missing. */
    @Test
    void refusesToGoOnFromHalfAnUpdate() {
        Parameters parameters = new Parameters(SPEC);
        Kernels kernels = KernelChoice.kernels();
        try (WorkerTeam team = new WorkerTeam(3)) {
            Step step = new Step(Chains.of(parameters, Loss.softmaxCrossEntropy(), dev.lanewise.chain.Use.TRAIN),
                    UpdateRules.of(new Optimizer.Momentum(0.1f, 0.9f), TensorFactors.NONE, SPEC.tensors()),
                    Schedules.CONSTANT, 1, List.of(), team, false);
            Batch batch = batch(samples());
            assertThrows(ArrayIndexOutOfBoundsException.class, () -> step.run(kernels, batch, 1, false));
            String sentence = "an exception has ended a step in the middle of its update, so the parameters are of no use;"
                    + " resume from a checkpoint";
            assertEquals(sentence, assertThrows(IllegalStateException.class, () -> step.run(kernels, batch, 1, false)).getMessage());
            assertEquals(sentence, assertThrows(IllegalStateException.class, step::requireWhole).getMessage());
            step.makeWhole();
            assertThrows(ArrayIndexOutOfBoundsException.class, () -> step.run(kernels, batch, 1, false));
        }
    }

    @Test
    void stopsAtTheNextStepWhereItsThreadIsInterrupted() {
        Dataset samples = samples();
        try (Trainer trainer = trainer(); Trainer uncut = trainer()) {
            EpochReport report = uncut.epoch(samples);
            Exception e = assertThrows(TrainingInterruptedException.class, () -> trainer.epoch(samples, (step, count, meanLoss) -> {
                if (step == 2) {
                    Thread.currentThread().interrupt();
                }
            }));
            assertEquals("training was interrupted after step 2", e.getMessage());
            assertThrows(TrainingInterruptedException.class, () -> trainer.step(batch(samples)));
            assertTrue(Thread.interrupted(), "the interrupt is kept");
            assertEquals(2, trainer.steps());
            assertEquals(report.meanLoss(), trainer.epoch(samples).meanLoss());
            assertEquals(uncut.stateSha256(), trainer.stateSha256());
        }
    }

    @Test
    void reportsThatASecondThreadUsesIt() {
        Dataset samples = samples();
        try (Trainer trainer = trainer(); Trainer alone = trainer()) {
            List<String> refusals = new ArrayList<>();
            trainer.epoch(samples, (step, count, meanLoss) -> {
                var second = CompletableFuture.supplyAsync(() -> trainer.step(batch(samples)));
                var e = assertThrows(CompletionException.class, second::join);
                refusals.add(e.getCause().getMessage());
                trainer.checkpoint(); // of this thread, which may
            });
            alone.epoch(samples);
            assertEquals(alone.steps(), refusals.size());
            assertTrue(refusals.getFirst().startsWith("a Trainer serves one thread at a time, but thread '"), refusals.getFirst());
            assertEquals(alone.stateSha256(), trainer.stateSha256());
        }
    }

    private interface Use {
        void of(Trainer trainer);
    }

    private static final Map<String, Use> USES = Map.of("resume", trainer -> trainer.resume(trainer().checkpoint()),
            "checkpoint", Trainer::checkpoint, "network", Trainer::network, "stateSha256", Trainer::stateSha256,
            "evaluate", trainer -> trainer.evaluate(samples()), "step", trainer -> trainer.step(batch(samples())),
            "epoch", trainer -> trainer.epoch(samples()));

    static Set<String> uses() {
        return USES.keySet();
    }

    /** A copy that is taken while another thread updates parameters is of no step at all. */
    @ParameterizedTest
    @MethodSource("uses")
    void reportsASecondThreadInEachCall(String call) {
        try (Trainer trainer = trainer()) {
            List<String> refusals = new ArrayList<>();
            trainer.epoch(samples(), (step, count, meanLoss) -> {
                var second = CompletableFuture.runAsync(() -> USES.get(call).of(trainer));
                refusals.add(assertThrows(CompletionException.class, second::join).getCause().getMessage());
            });
            assertEquals(trainer.steps(), refusals.size());
            assertTrue(refusals.getFirst().startsWith("a Trainer serves one thread at a time, but thread '"), refusals.getFirst());
        }
    }

    @ParameterizedTest
    @MethodSource("uses")
    void mayBeHandedFromThreadToThread(String call) {
        try (Trainer trainer = trainer()) {
            trainer.epoch(samples());
            CompletableFuture.runAsync(() -> USES.get(call).of(trainer)).join();
            USES.get(call).of(trainer);
            trainer.epoch(samples(), (step, count, meanLoss) -> trainer.network()); // within a call of the same thread
        }
    }
}
