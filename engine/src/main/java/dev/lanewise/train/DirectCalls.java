package dev.lanewise.train;

import dev.lanewise.kernel.Kernels;
import dev.lanewise.panel.Panels;

/** The calls themselves. Everything that calls kernels in an update stands in this one class, since it is copied as one. */
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
