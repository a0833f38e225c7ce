package dev.lanewise.step;

import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.SquareLoops;
import dev.lanewise.panel.Panels;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The norm of all gradients together. The sum of squares does not depend on tiles and workers: a chain for each column over its rows, then
 * the columns in their order, tensor by tensor; all in double.
 */
final class GlobalNorm {

    /** As PyTorch's {@code clip_grad_norm_} has it. */
    private static final double EPS = 1e-6;

    private final Panels[] panels;
    private final double[] squares;
    private final double limit;

    /** Of gradients in the order of tensors; {@code limit} is what the norm is to be at most. */
    GlobalNorm(List<Panels> gradients, double limit) {
        panels = singlePanels(gradients);
        squares = new double[panels.length * Panels.LANES];
        this.limit = limit;
    }

    /** The panels of some matrices, each a matrix of its own. */
    static Panels[] singlePanels(List<Panels> matrices) {
        return matrices.stream().flatMap(matrix -> IntStream.range(0, matrix.panels())
                .mapToObj(panel -> matrix.panelsFrom(panel, 1))).toArray(Panels[]::new);
    }

    /** A worker's share. */
    void sum(Kernels kernels, int worker, int workers) {
        for (int p = worker; p < panels.length; p += workers) {
            SquareLoops.ofColumns(kernels, panels[p], squares, p * Panels.LANES);
        }
    }

    /** What gradients are to be multiplied by, once all shares are summed. */
    float factor() {
        double sum = 0;
        for (int p = 0; p < panels.length; p++) {
            for (int column = 0; column < panels[p].cols(); column++) {
                sum += squares[p * Panels.LANES + column];
            }
        }
        return (float) Math.min(1, limit / (Math.sqrt(sum) + EPS));
    }
}
