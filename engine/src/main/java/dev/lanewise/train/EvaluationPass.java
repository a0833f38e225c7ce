package dev.lanewise.train;

import dev.lanewise.data.Batch;
import dev.lanewise.data.Dataset;
import dev.lanewise.kernel.Dense;
import dev.lanewise.kernel.Elementary;
import dev.lanewise.kernel.ImplementationSwitch;
import dev.lanewise.model.Loss;
import dev.lanewise.model.NetworkSpec;
import dev.lanewise.model.Parameters;
import dev.lanewise.panel.Arena;
import dev.lanewise.panel.Panels;
import java.util.List;

/** One worker's forward passes of an evaluation, in scratch of its own. */
final class EvaluationPass {

    /** Samples that go through the layers together. */
    static final int BLOCK = 64;

    private final TrainingKind kind;
    private final ImplementationSwitch implementation;
    private final NetworkSpec spec;
    private final List<Dense> layers;
    private final LossKernel loss;
    private final boolean leavesLogitsOfSigmoids;
    private final Dataset dataset;
    private final Arena arena;
    private final Batch batch;
    private final float[] outputs;
    /** P(out x block), outputs of the last block. */
    private Panels last;

    EvaluationPass(Parameters parameters, TrainingKind kind, Dataset dataset) {
        this.kind = kind;
        implementation = kind.implementation();
        spec = parameters.spec();
        layers = parameters.layers();
        loss = new LossKernel(kind.loss(), layers);
        leavesLogitsOfSigmoids = leavesLogitsOfSigmoids(kind.loss());
        this.dataset = dataset;
        int out = layers.getLast().out();
        arena = new Arena(Block.floats(layers, BLOCK) + Panels.size(BLOCK, layers.getFirst().in())
                + Panels.size(BLOCK, layers.getFirst().out()) + Panels.size(out, BLOCK), "a block of samples");
        batch = Batch.of(dataset, Math.min(BLOCK, dataset.size()));
        outputs = new float[out];
    }

    /** The logits of a softmax become outputs by a kernel of their own. */
    private static boolean leavesLogitsOfSigmoids(Loss loss) {
        return switch (loss) {
            case Loss.SigmoidCrossEntropy _ -> true;
            case Loss.SquaredError _, Loss.SoftmaxCrossEntropy _ -> false;
        };
    }

    /** Leaves the losses of the block's samples, and their answers where there is room for them. */
    void run(int from, float[] losses, int[] answers) {
        int samples = Math.min(BLOCK, dataset.size() - from);
        arena.reset();
        Panels[] rows = new Panels[layers.size()];
        rows[0] = arena.panels(samples, layers.getFirst().in());
        if (layers.size() > 1 && !layers.getFirst().isStreamed()) {
            rows[1] = arena.panels(samples, layers.getFirst().out());
        }
        Block block = Block.layOut(arena, layers, 0, rows);
        dataset.fill(batch, from, from + samples);
        last = block.last();
        Panels dz = arena.panels(last.rows(), samples);
        ImplementationSwitch.Call call = implementation.begin();
        KernelCalls calls = KernelCalls.of(call.kernels());
        calls.forward(block, layers, loss, batch);
        calls.loss(loss, last, block.y(), 1f, dz, losses, from);
        if (answers != null && layers.getLast().softmax()) {
            call.kernels().softmax(last, last);
        }
        call.end(kind.forwardMultiplyAdds(samples), kind);
        if (answers != null) {
            answer(samples, answers, from);
        }
    }

    /** What the layers leave to the loss for the samples of a data set of one block: [samples][outputs]. */
    float[][] outputs() {
        run(0, new float[Panels.panels(dataset.size()) * Panels.LANES], null);
        float[][] rows = new float[dataset.size()][outputs.length];
        for (int b = 0; b < rows.length; b++) {
            for (int o = 0; o < outputs.length; o++) {
                rows[b][o] = last.at(o, b);
            }
        }
        return rows;
    }

    private void answer(int samples, int[] answers, int from) {
        for (int b = 0; b < samples; b++) {
            for (int o = 0; o < outputs.length; o++) {
                float h = last.at(o, b);
                outputs[o] = leavesLogitsOfSigmoids ? Elementary.sigmoid(h) : h;
            }
            answers[from + b] = spec.classOf(outputs);
        }
    }
}
