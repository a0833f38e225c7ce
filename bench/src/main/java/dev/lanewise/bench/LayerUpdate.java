package dev.lanewise.bench;

import dev.lanewise.chain.Chain;
import dev.lanewise.chain.Chains;
import dev.lanewise.chain.Parameters;
import dev.lanewise.chain.Use;
import dev.lanewise.kernel.KernelChoice;
import dev.lanewise.panel.Panels;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.TensorFactors;
import dev.lanewise.step.BatchPlan;
import dev.lanewise.step.KernelCalls;
import dev.lanewise.step.RuleTiles;
import dev.lanewise.step.Tile;
import dev.lanewise.step.UpdateRule;
import dev.lanewise.step.UpdateRules;
import dev.lanewise.step.Workspace;

/**
 * The second phase of a step for one layer on one thread: what a trainer does, without the rest of the step. It is in this package
 * because tiles are the trainer's own affair.
 */
public final class LayerUpdate {

    private final KernelCalls calls = KernelCalls.of(KernelChoice.kernels(), null);
    private final BatchPlan layout;
    private final Chain chain;
    private final Panels weights;

    /**
     * A layer with zero weights and biases.
     *
     * @param in        inputs of the layer
     * @param out       outputs of the layer
     * @param batch     samples
     * @param optimizer the optimizer, at its own rate
     */
    public LayerUpdate(int in, int out, int batch, Optimizer optimizer) {
        NetworkSpec spec = NetworkSpec.inputs(in).dense(out, Activation.identity()).build();
        UpdateRules rules = UpdateRules.of(optimizer, TensorFactors.NONE, spec.tensors());
        Parameters parameters = new Parameters(spec, UpdateRule.of(optimizer).slots());
        chain = Chains.of(parameters, Loss.squaredError(), Use.TRAIN);
        layout = new Workspace(chain, parameters.tensors().slots(), rules, 1, false).layouts(batch).next();
        weights = parameters.tensors().values(0);
        rules.beginStep(1, 1, 1);
    }

    /**
     * Inputs of the layer, to be filled.
     *
     * @return P(batch x in)
     */
    public Panels h() {
        return layout.batch().of(chain.input()).rows();
    }

    /**
     * Gradients of the layer's sums, to be filled.
     *
     * @return P(batch x out)
     */
    public Panels dz() {
        return layout.batch().of(chain.output()).gradientRows();
    }

    /**
     * Weights of the layer.
     *
     * @return P(in x out)
     */
    public Panels w() {
        return weights;
    }

    /** One update of all tiles. */
    public void run() {
        run(() -> { });
    }

    /**
     * One update of all tiles.
     *
     * @param afterTile is run after each of them
     */
    public void run(Runnable afterTile) {
        RuleTiles share = layout.tiles[0][0];
        for (Tile tile : share.tiles()) {
            calls.update(tile, share.rule());
            afterTile.run();
        }
    }
}
