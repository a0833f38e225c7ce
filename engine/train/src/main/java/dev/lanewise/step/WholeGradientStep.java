package dev.lanewise.step;

import dev.lanewise.chain.Chain;
import dev.lanewise.chain.ParameterSet;
import dev.lanewise.chain.StageCalls;
import dev.lanewise.data.Batch;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.panel.Panels;
import dev.lanewise.platform.WorkerTeam;
import dev.lanewise.spec.Schedules;
import java.util.List;

/**
 * A step that has all gradients before it changes a parameter, for clipping by their norm and for micro-batches.
 *
 * <p>Each micro-batch takes the first phase of a {@link Step}; then, parallel over tiles, the sums of the gradients go on over its samples.
 * Then the norm is worked out, parallel over panels of gradients, and gradients are applied, parallel over tiles; without a norm in the
 * pass that sums those of the last micro-batch. Last, weights are limited where they have a largest norm.
 */
final class WholeGradientStep extends Step {

    private final int microBatch;
    /** Null where gradients are not clipped by their norm. */
    private final GlobalNorm norm;
    /** Null where weights are not limited. */
    private final MaxNorm maxNorm;
    private final WorkerTeam.Task sumTiles = this::sumTiles;
    private final WorkerTeam.Task sumAndApplyTiles = this::sumAndApplyTiles;
    private final WorkerTeam.Task sumSquares = this::sumSquares;
    private final WorkerTeam.Task applyTiles = this::applyTiles;
    private final WorkerTeam.Task limitWeights = this::limitWeights;

    /** Of the whole batch, and for the lanes behind its last sample. */
    private float[] losses = {};
    /** Some samples of the batch. */
    private Batch some;
    /** The first sample of the micro-batch at hand. */
    private int first;
    private float factor;
    private Kernels kernels;

    /** With micro-batches of at most so many samples. */
    WholeGradientStep(Chain chain, UpdateRules rules, Schedules schedules, long seed, List<ParameterSet> moments, WorkerTeam team,
            boolean streamsAllWeights, int microBatch) {
        super(chain, rules, schedules, seed, moments, team, streamsAllWeights, new GradientMemory(chain, rules));
        this.microBatch = microBatch;
        norm = rules.gradient().isClippedByNorm() ? new GlobalNorm(workspace.gradients().all(), rules.gradient().clipNorm()) : null;
        maxNorm = rules.gradient().isMaxNorm() ? new MaxNorm(workspace) : null;
    }

    @Override
    public void reserve(int samples) {
        super.reserve(Math.min(samples, microBatch));
        int floats = (Panels.panels(samples) + 1) * Panels.LANES;
        losses = losses.length < floats ? new float[floats] : losses;
    }

    @Override
    public double run(Kernels kernels, Batch batch, long count, boolean always) {
        requireWhole();
        reserve(batch.size());
        this.kernels = kernels;
        stages = StageCalls.of(kernels, stages);
        updates = KernelCalls.of(kernels, updates);
        int last = (batch.size() - 1) / microBatch * microBatch;
        for (first = 0; first < last; first += microBatch) {
            TunedPlans layouts = plan(batch);
            long start = System.nanoTime();
            learn(batch, count);
            team.run(layout.tiles.length, sumTiles);
            layouts.took(System.nanoTime() - start);
        }
        TunedPlans layouts = plan(batch);
        long start = System.nanoTime();
        learn(batch, count);
        double meanLoss = MeanLoss.of(losses, batch);
        if (always || Double.isFinite(meanLoss)) {
            update(count);
            layouts.took(System.nanoTime() - start);
        } else {
            learnNonFiniteAgain(batch, count);
        }
        return meanLoss;
    }

    /** Lays out the micro-batch that begins with the first sample. */
    private TunedPlans plan(Batch batch) {
        TunedPlans layouts = workspace.layouts(Math.min(microBatch, batch.size() - first));
        layout = layouts.next();
        return layouts;
    }

    /** The first phase. */
    private void learn(Batch whole, long count) {
        batch = whole.size() <= microBatch ? whole : microBatch(whole);
        scales.fill(run, batch, whole, losses, first).at(seed, count, dropoutFactor(count));
        team.run(layout.blocks.size(), learnBlocks);
    }

    private Batch microBatch(Batch whole) {
        some = some != null && some.hasFormOf(whole) ? some : whole.another(microBatch);
        some.copy(whole, first, Math.min(microBatch, whole.size() - first));
        return some;
    }

    private void update(long count) {
        if (norm != null) {
            team.run(layout.tiles.length, sumTiles);
            team.run(layout.tiles.length, sumSquares);
            factor = norm.factor();
        }
        updating = true;
        beginUpdate(count);
        team.run(layout.tiles.length, norm == null ? sumAndApplyTiles : applyTiles);
        if (maxNorm != null) {
            maxNorm.beginStep(count);
            team.run(layout.tiles.length, limitWeights);
        }
        updating = false;
    }

    /** Leaves the outputs of the first micro-batch whose losses are not finite, where they are looked for; no parameter has changed. */
    private void learnNonFiniteAgain(Batch whole, long count) {
        int sample = 0;
        while (sample < whole.size() - 1 && Float.isFinite(losses[sample])) {
            sample++;
        }
        int ofSample = sample / microBatch * microBatch;
        if (ofSample != first) {
            first = ofSample;
            plan(whole);
            learn(whole, count);
        }
    }

    @Override
    public int firstSample() {
        return first;
    }

    private void sumTiles(int worker) {
        for (RuleTiles share : layout.tiles[worker]) {
            for (Tile tile : share.tiles()) {
                updates.sum(tile, first > 0);
            }
        }
    }

    private void sumAndApplyTiles(int worker) {
        for (RuleTiles share : layout.tiles[worker]) {
            for (Tile tile : share.tiles()) {
                updates.sum(tile, first > 0);
                updates.apply(tile, share.rule(), 1f);
            }
        }
    }

    private void sumSquares(int worker) {
        norm.sum(kernels, worker, layout.tiles.length);
    }

    private void applyTiles(int worker) {
        for (RuleTiles share : layout.tiles[worker]) {
            for (Tile tile : share.tiles()) {
                updates.apply(tile, share.rule(), factor);
            }
        }
    }

    private void limitWeights(int worker) {
        maxNorm.limit(kernels, worker, layout.tiles.length);
    }
}
