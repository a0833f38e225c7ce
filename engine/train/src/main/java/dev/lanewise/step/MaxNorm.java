package dev.lanewise.step;

import dev.lanewise.chain.Tensor;
import dev.lanewise.chain.TensorGradient;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.ScaleLoops;
import dev.lanewise.kernel.SquareLoops;
import dev.lanewise.panel.Panels;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.update.AverageLoops;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Limits the weights of each output of dense layers after an update, and takes them into their average where there is one. The norm is the
 * root of a sum of squares over the inputs in their order, in double.
 */
final class MaxNorm {

    /** As PyTorch's {@code renorm} and Keras' {@code MaxNorm} have it. */
    private static final double EPS = 1e-7;

    private final double limit;
    private final Panels[] weights;
    /** Averages of the weights, or null. */
    private final Panels[] averages;
    private final AverageLoops averageLoops;
    private final double[] squares;
    private final float[] factors;

    /** Of the weights that learn. */
    MaxNorm(Workspace workspace) {
        UpdateRules rules = workspace.rules();
        limit = rules.gradient().maxNorm();
        List<Panels> values = new ArrayList<>(), kept = new ArrayList<>();
        averageLoops = rules.optimizer() instanceof Optimizer.Averaged(Optimizer _, float decay) ? new AverageLoops(decay) : null;
        for (TensorGradient gradient : workspace.chain().gradients()) {
            if (gradient instanceof TensorGradient.OfProduct product && !rules.of(product.weights()).isFrozen()) {
                Tensor tensor = product.weights();
                values.add(tensor.values());
                workspace.slots(tensor).reduce((_, last) -> last).ifPresent(kept::add);
            }
        }
        weights = GlobalNorm.singlePanels(values);
        averages = averageLoops == null ? null : GlobalNorm.singlePanels(kept);
        squares = new double[weights.length * Panels.LANES];
        factors = new float[squares.length];
    }

    /** Called once before the shares of a step, which counts from 1. */
    void beginStep(long step) {
        if (averageLoops != null) {
            averageLoops.beginStep(step);
        }
    }

    /** A worker's share. */
    void limit(Kernels kernels, int worker, int workers) {
        for (int p = worker; p < weights.length; p += workers) {
            int at = p * Panels.LANES;
            SquareLoops.ofColumns(kernels, weights[p], squares, at);
            if (setFactors(at, weights[p].cols())) {
                ScaleLoops.of(kernels).columns(weights[p], factors, at);
            }
            if (averageLoops != null) {
                averageLoops.run(kernels, weights[p], averages[p]);
            }
        }
    }

    /** Whether one of the outputs of a panel is above the limit. */
    private boolean setFactors(int at, int outputs) {
        boolean isAbove = false;
        Arrays.fill(factors, at, at + Panels.LANES, 1f);
        for (int output = at; output < at + outputs; output++) {
            double norm = Math.sqrt(squares[output]);
            if (norm > limit) {
                factors[output] = (float) (limit / (norm + EPS));
                isAbove = true;
            }
        }
        return isAbove;
    }
}
