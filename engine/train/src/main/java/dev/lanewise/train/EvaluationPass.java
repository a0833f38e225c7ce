package dev.lanewise.train;

import dev.lanewise.chain.BoundChain;
import dev.lanewise.chain.Chain;
import dev.lanewise.chain.Chains;
import dev.lanewise.chain.Parameters;
import dev.lanewise.chain.Run;
import dev.lanewise.chain.StageCalls;
import dev.lanewise.chain.Use;
import dev.lanewise.data.Batch;
import dev.lanewise.data.Dataset;
import dev.lanewise.kernel.Elementary;
import dev.lanewise.kernel.ImplementationSwitch;
import dev.lanewise.panel.Arena;
import dev.lanewise.panel.Panels;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Heads;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.step.TrainingKind;
import java.util.Optional;

/** One worker's forward passes of an evaluation, in scratch of its own. */
final class EvaluationPass {

    /** Samples that go through the layers together. */
    static final int BLOCK = 64;

    private final TrainingKind kind;
    private final ImplementationSwitch implementation;
    private final NetworkSpec spec;
    private final Chain chain;
    private final boolean leavesLogits;
    private final boolean leavesLogitsOfSigmoids;
    private final Dataset dataset;
    private final Arena arena;
    private final Batch batch;
    private final Run run = new Run();
    private final float[] outputs;
    private StageCalls calls;
    private BoundChain block;

    EvaluationPass(Parameters parameters, TrainingKind kind, Dataset dataset) {
        this.kind = kind;
        implementation = kind.implementation();
        spec = parameters.spec();
        chain = Chains.of(parameters, kind.loss(), Use.EVALUATE);
        // an ensemble averages what it predicts; those of a softmax become outputs by a kernel of their own
        leavesLogits = !(spec.layers().getLast() instanceof Heads);
        leavesLogitsOfSigmoids = leavesLogits && kind.loss().outputActivation().equals(Optional.of(Activation.sigmoid()));
        this.dataset = dataset;
        arena = new Arena(chain.floats(BLOCK), "a block of samples");
        batch = Batch.of(dataset, Math.min(BLOCK, dataset.size()));
        outputs = new float[spec.outputs()];
    }

    /** Hears of the outputs of each sample; the array is used again. */
    @FunctionalInterface
    interface Reader {
        void read(int sample, float[] outputs);
    }

    /** Leaves the losses of the block's samples; a reader, where there is one, gets their outputs. */
    void run(int from, float[] losses, Reader reader) {
        int samples = Math.min(BLOCK, dataset.size() - from);
        if (block == null || block.slots().samples() != samples) {
            arena.reset();
            block = chain.bind(samples, arena);
        }
        dataset.fill(batch, from, from + samples);
        ImplementationSwitch.Call call = implementation.begin();
        calls = StageCalls.of(call.kernels(), calls);
        calls.run(block, run.with(batch, 1f, losses, from));
        if (reader != null && leavesLogits && !spec.layers().getLast().activation().isElementwise()) {
            call.kernels().softmax(last(), last());
        }
        call.end(chain.multiplyAdds() * samples, kind);
        if (reader != null) {
            read(samples, from, reader);
        }
    }

    /** P(out x block), outputs of the last block, or logits where the loss starts from these. */
    private Panels last() {
        return block.slots().of(chain.output()).lanes();
    }

    /** What the layers leave to the loss for the samples of a data set of one block: [samples][outputs]. */
    float[][] outputs() {
        run(0, new float[Panels.panels(dataset.size()) * Panels.LANES], null);
        float[][] rows = new float[dataset.size()][outputs.length];
        for (int b = 0; b < rows.length; b++) {
            for (int o = 0; o < outputs.length; o++) {
                rows[b][o] = last().at(o, b);
            }
        }
        return rows;
    }

    private void read(int samples, int from, Reader reader) {
        for (int b = 0; b < samples; b++) {
            for (int o = 0; o < outputs.length; o++) {
                float h = last().at(o, b);
                outputs[o] = leavesLogitsOfSigmoids ? Elementary.sigmoid(h) : h;
            }
            reader.read(from + b, outputs);
        }
    }
}
