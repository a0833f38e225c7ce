package dev.lanewise.train;

import dev.lanewise.data.Batch;
import dev.lanewise.kernel.Dense;
import dev.lanewise.kernel.Function;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.model.Loss;
import dev.lanewise.panel.Panels;
import java.util.Arrays;
import java.util.List;

/** The calls themselves. Everything that calls kernels in a step stands in this one class, since it is copied as one. */
final class DirectCalls extends KernelCalls {

    private final Kernels kernels;

    DirectCalls(Kernels kernels) {
        this.kernels = kernels;
    }

    @Override
    Kernels kernels() {
        return kernels;
    }

    @Override
    void forward(Block block, List<Dense> layers, LossKernel loss, Batch batch) {
        Panels[] h = block.h(), hRows = block.hRows();
        gather(batch, block.from(), hRows[0], block.lanes());
        for (int l = 0; l < layers.size(); l++) {
            Dense layer = layers.get(l);
            Function f = loss.activation(layer);
            Panels outRows = l + 1 < layers.size() ? hRows[l + 1] : null;
            if (l == 0 && block.lanes() == null) {
                kernels.forwardRows(layer.w(), layer.bias(), hRows[0], f, layer.slope(), outRows == null ? block.rows() : outRows, h[0]);
            } else {
                kernels.forward(layer.w(), layer.placement(), layer.bias(), l == 0 ? block.lanes() : h[l - 1], f, layer.slope(), h[l],
                        outRows);
            }
        }
        gatherTargets(batch, block.from(), block.rows(), block.y());
    }

    @Override
    void loss(LossKernel loss, Panels last, Panels y, float scale, Panels dz, float[] losses, int at) {
        switch (loss.loss()) {
            case Loss.SquaredError s -> kernels.squaredError(last, y, loss.output().f(), loss.output().slope(), scale, dz, losses, at);
            case Loss.SoftmaxCrossEntropy s -> kernels.softmaxCrossEntropy(last, y, scale, dz, losses, at);
            case Loss.SigmoidCrossEntropy s -> kernels.sigmoidCrossEntropy(last, y, scale, dz, losses, at);
        }
    }

    @Override
    void learn(TrainingBlock block, List<Dense> layers, LossKernel loss, Batch batch, float scale, float[] losses) {
        Block forward = block.forward();
        Panels[] dz = block.dz(), dzRows = block.dzRows();
        forward(forward, layers, loss, batch);
        loss(loss, forward.last(), forward.y(), scale, dz[dz.length - 1], losses, forward.from());
        kernels.transpose(dz[dz.length - 1], dzRows[dz.length - 1]);
        for (int l = layers.size() - 1; l > 0; l--) {
            Dense layer = layers.get(l), below = layers.get(l - 1);
            kernels.backward(layer.w(), layer.placement(), dz[l], forward.h()[l - 1], below.f(), below.slope(), dz[l - 1], dzRows[l - 1]);
        }
    }

    @Override
    void learn(RowBlock block, List<Dense> layers, LossKernel loss, Batch batch, float scale, float[] losses) {
        Panels[] h = block.h(), dz = block.dz();
        gather(batch, 0, h[0], null);
        for (int l = 0; l < layers.size(); l++) {
            Dense layer = layers.get(l);
            boolean isLast = l + 1 == h.length;
            kernels.forwardRows(layer.w(), layer.bias(), h[l], loss.activation(layer), layer.slope(),
                    isLast ? block.lastRows() : h[l + 1], isLast ? block.last() : null);
        }
        gatherTargets(batch, 0, block.yRows(), block.y());
        loss(loss, block.last(), block.y(), scale, block.dzLast(), losses, 0);
        kernels.transpose(block.dzLast(), dz[dz.length - 1]);
        for (int l = layers.size() - 1; l > 0; l--) {
            Dense below = layers.get(l - 1);
            kernels.backwardRows(layers.get(l).w(), dz[l], h[l], below.f(), below.slope(), block.scratch()[l], dz[l - 1]);
        }
    }

    /**
     * Gathers rows of floats, or of bytes as floats from 0 to 1.
     *
     * @param batch the samples
     * @param first first sample of the block
     * @param rows  P(block x features), written
     * @param lanes P(features x block), written with the transposed samples; or null
     */
    private void gather(Batch batch, int first, Panels rows, Panels lanes) {
        if (batch.inputBytes() == null) {
            kernels.gather(batch.inputs(), batch.inputAt(), first, rows, lanes);
        } else {
            kernels.gather(batch.inputBytes(), batch.inputAt(), first, rows, lanes);
        }
    }

    /**
     * Fills y with rows of targets, or with 1 for the class of a sample and 0 for the others.
     *
     * @param batch the samples
     * @param first first sample of the block
     * @param rows  P(block x out), scratch
     * @param y     P(out x block), written
     */
    private void gatherTargets(Batch batch, int first, Panels rows, Panels y) {
        if (batch.labels() == null) {
            kernels.gather(batch.targets(), batch.targetAt(), first, rows, y);
            return;
        }
        Arrays.fill(y.data(), y.offset(), y.offset() + y.panels() * y.stride(), 0f);
        for (int b = 0; b < y.cols(); b++) {
            y.set(batch.labels()[first + b], b, 1f);
        }
    }

    @Override
    void update(Tile tile, UpdateRule rule) {
        switch (rule) {
            case UpdateRule.Momentum momentum ->
                kernels.gradientMomentum(tile.h(), tile.dz(), tile.g(), tile.w(), tile.m(), momentum.lr(), momentum.mu(), tile.placement());
            case UpdateRule.Sgd _, UpdateRule.Adam _ -> {
                kernels.weightGradient(tile.h(), tile.dz(), tile.g());
                apply(rule, tile.g(), tile.w(), tile.m(), tile.v());
            }
        }
        if (tile.bias() != null) {
            Tile.Bias bias = tile.bias();
            kernels.columnSums(tile.dz(), bias.g());
            apply(rule, bias.g(), bias.b(), bias.m(), bias.v());
        }
    }

    /** Updates parameters by their gradients; {@code m} and {@code v} are their moments, null where the rule has fewer. */
    private void apply(UpdateRule rule, Panels g, Panels w, Panels m, Panels v) {
        switch (rule) {
            case UpdateRule.Sgd sgd -> kernels.sgd(g, w, sgd.lr());
            case UpdateRule.Momentum momentum -> kernels.momentum(g, w, m, momentum.lr(), momentum.mu());
            case UpdateRule.Adam adam -> kernels.adam(g, w, m, v, adam.constants());
        }
    }
}
