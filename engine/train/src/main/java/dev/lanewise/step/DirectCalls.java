package dev.lanewise.step;

import dev.lanewise.kernel.AccumulationLoops;
import dev.lanewise.kernel.GradientLoops;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.MemberSumLoops;
import dev.lanewise.kernel.TableLoops;
import dev.lanewise.panel.Panels;

/** The calls themselves. Everything that calls kernels in an update stands in this one class, since it is copied as one. */
final class DirectCalls extends KernelCalls {

    DirectCalls(Kernels kernels) {
        super(kernels);
    }

    @Override
    public void update(Tile tile, UpdateRule rule) {
        if (tile instanceof MatrixTile matrix) {
            update(matrix, rule);
        } else {
            updateOther(tile, rule);
        }
    }

    private void update(MatrixTile tile, UpdateRule rule) {
        if (rule instanceof UpdateRule.Momentum momentum && rule.isPlain()) {
            momentum(tile, momentum.lr(), momentum.mu());
            return;
        }
        kernels.weightGradient(tile.h(), tile.dz(), tile.part().g());
        apply(rule, tile.part());
        if (tile.bias() != null) {
            kernels.columnSums(tile.dz(), tile.bias().g());
            apply(rule, tile.bias());
        }
    }

    private void momentum(MatrixTile tile, float lr, float mu) {
        Tile.Part part = tile.part(), bias = tile.bias();
        Panels w = part.w(), v = part.slots()[0], b = bias == null ? null : bias.w(), bV = bias == null ? null : bias.slots()[0];
        if (kernels.sampleMomentum(tile.h(), tile.dz(), w, v, b, bV, lr, mu)) {
            return;
        }
        kernels.gradientMomentum(tile.h(), tile.dz(), part.g(), w, v, lr, mu, tile.placement());
        if (bias != null) {
            kernels.columnMomentum(tile.dz(), bias.g(), b, bV, lr, mu);
        }
    }

    private void updateOther(Tile tile, UpdateRule rule) {
        switch (tile) {
            case VectorTile vector -> {
                kernels.columnSums(vector.terms(), vector.part().g());
                apply(rule, vector.part());
            }
            case TableTile table -> {
                TableLoops.gradient(table.codes(), table.column(), table.dz(), table.at(), table.first(), table.part().g());
                apply(rule, table.part());
            }
            case MemberTile rows -> {
                sumMembers(rows, false);
                apply(rule, rows.part());
            }
            case MatrixTile matrix -> update(matrix, rule);
        }
    }

    @Override
    public void sum(Tile tile, boolean goesOn) {
        switch (tile) {
            case MatrixTile matrix -> {
                if (goesOn) {
                    AccumulationLoops.weightGradient(kernels, matrix.h(), matrix.dz(), matrix.part().g());
                } else {
                    kernels.weightGradient(matrix.h(), matrix.dz(), matrix.part().g());
                }
                if (matrix.bias() != null) {
                    sumColumns(matrix.dz(), matrix.bias(), goesOn);
                }
            }
            case VectorTile vector -> sumColumns(vector.terms(), vector.part(), goesOn);
            case MemberTile rows -> sumMembers(rows, goesOn);
            case TableTile table when goesOn ->
                TableLoops.accumulate(table.codes(), table.column(), table.dz(), table.at(), table.first(), table.part().g());
            case TableTile table ->
                TableLoops.gradient(table.codes(), table.column(), table.dz(), table.at(), table.first(), table.part().g());
        }
    }

    private void sumMembers(MemberTile tile, boolean goesOn) {
        MemberSumLoops.of(kernels).run(tile.kind(), tile.d(), tile.x(), tile.members(), tile.first(), tile.part().g(), goesOn);
    }

    private void sumColumns(Panels terms, Tile.Part part, boolean goesOn) {
        if (goesOn) {
            AccumulationLoops.columnSums(kernels, terms, part.g());
        } else {
            kernels.columnSums(terms, part.g());
        }
    }

    @Override
    public void apply(Tile tile, UpdateRule rule, float factor) {
        applyScaled(rule, tile.part(), factor);
        if (tile instanceof MatrixTile matrix && matrix.bias() != null) {
            applyScaled(rule, matrix.bias(), factor);
        }
    }

    private void applyScaled(UpdateRule rule, Tile.Part part, float factor) {
        if (factor != 1f) {
            GradientLoops.scale(kernels, factor, part.g());
        }
        apply(rule, part);
    }

    /** Updates parameters by their gradients. A small step would notice what few rules do beside that, so it stands apart. */
    private void apply(UpdateRule rule, Tile.Part part) {
        if (rule.isPlain()) {
            optimize(rule, part);
        } else {
            applyAll(rule, part);
        }
    }

    private void applyAll(UpdateRule rule, Tile.Part part) {
        if (rule.gradientLoops() != null) {
            rule.gradientLoops().run(kernels, part.g(), part.w());
        }
        optimize(rule, part);
        if (rule.averageLoops() != null) {
            rule.averageLoops().run(kernels, part.w(), part.slots()[part.slots().length - 1]);
        }
    }

    private void optimize(UpdateRule rule, Tile.Part part) {
        Panels g = part.g(), w = part.w();
        Panels[] slots = part.slots();
        switch (rule) {
            case UpdateRule.Sgd sgd -> kernels.sgd(g, w, sgd.lr());
            case UpdateRule.Momentum momentum -> kernels.momentum(g, w, slots[0], momentum.lr(), momentum.mu());
            case UpdateRule.Adam adam -> kernels.adam(g, w, slots[0], slots[1], adam.constants());
            case UpdateRule.Looped looped -> looped.loops().run(kernels, g, w, slots);
        }
    }
}
