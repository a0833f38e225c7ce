package dev.lanewise.step;

import dev.lanewise.chain.BoundChain;
import dev.lanewise.chain.Chain;
import dev.lanewise.chain.ParameterSet;
import dev.lanewise.chain.Run;
import dev.lanewise.chain.StageCalls;
import dev.lanewise.data.Batch;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.panel.Panels;
import dev.lanewise.platform.WorkerTeam;
import dev.lanewise.spec.Schedules;
import java.util.List;

/**
 * One step of training in two phases.
 *
 * <p>Phase 1, parallel over blocks of samples: a block goes through all layers forward, the loss, and back, in its worker's
 * cache. Phase 2, parallel over tiles of weights: a tile's gradient is summed over the whole batch and handed to the
 * optimizer. Between them all workers meet.
 *
 * <p>A {@link WholeGradientStep} has more phases, a {@link LimitedStep} a third.
 */
public class Step {

    /** Stands for micro-batches that are whole batches. */
    public static final int WHOLE_BATCH = Integer.MAX_VALUE;

    private final Chain chain;
    final UpdateRules rules;
    private final Schedules schedules;
    private final boolean isScheduled;
    final long seed;
    final WorkerTeam team;
    final Workspace workspace;
    final WorkerTeam.Task learnBlocks = this::learnBlocks;
    private final WorkerTeam.Task updateTiles = this::updateTiles;

    final SampleScales scales = new SampleScales();
    final Run run = new Run();
    StageCalls stages;
    KernelCalls updates;
    Batch batch;
    BatchPlan layout;
    boolean updating;
    private double rateFactor = 1;

    public Step(Chain chain, UpdateRules rules, Schedules schedules, long seed, List<ParameterSet> moments, WorkerTeam team,
            boolean streamsAllWeights) {
        this(chain, rules, schedules, seed, moments, team, streamsAllWeights, null);
    }

    /** With a memory for whole gradients, or null. */
    Step(Chain chain, UpdateRules rules, Schedules schedules, long seed, List<ParameterSet> moments, WorkerTeam team,
            boolean streamsAllWeights, GradientMemory gradients) {
        this.seed = seed;
        this.chain = chain;
        this.rules = rules;
        this.schedules = schedules;
        isScheduled = !schedules.equals(Schedules.CONSTANT);
        this.team = team;
        workspace = new Workspace(chain, moments, rules, team.size(), streamsAllWeights, gradients);
    }

    /**
     * The step that some rules ask for, of batches that are learned from in micro-batches of up to a number of samples: two phases where
     * nobody asks for more.
     */
    public static Step of(Chain chain, UpdateRules rules, Schedules schedules, long seed, List<ParameterSet> moments, WorkerTeam team,
            boolean streamsAllWeights, int microBatch) {
        if (microBatch < WHOLE_BATCH || rules.gradient().isClippedByNorm()) {
            return new WholeGradientStep(chain, rules, schedules, seed, moments, team, streamsAllWeights, microBatch);
        }
        return rules.gradient().isMaxNorm() ? new LimitedStep(chain, rules, schedules, seed, moments, team, streamsAllWeights)
                : new Step(chain, rules, schedules, seed, moments, team, streamsAllWeights);
    }

    /** Makes room for batches of up to a number of samples, so that steps with them allocate less; see {@link Workspace#reserve}. */
    public void reserve(int samples) {
        workspace.reserve(samples);
    }

    /** A factor on the learning rate of all steps from now on, besides that of the schedule. */
    public void reduceRate(double factor) {
        rateFactor = factor;
    }

    /**
     * Learns from a batch as step number {@code count}, from 1; returns the mean loss before the update. Where that is not finite,
     * nothing is updated, unless {@code always}. The kernels may change from step to step.
     */
    public double run(Kernels kernels, Batch batch, long count, boolean always) {
        requireWhole();
        stages = StageCalls.of(kernels, stages);
        updates = KernelCalls.of(kernels, updates);
        this.batch = batch;
        TunedPlans layouts = workspace.layouts(batch.size());
        layout = layouts.next();
        long start = layouts.areTried() ? System.nanoTime() : 0;
        scales.fill(run, batch, workspace.losses()).at(seed, count, dropoutFactor(count));
        if (layout.blocks.size() == 1) {
            learnBlocks(0);
        } else {
            team.run(layout.blocks.size(), learnBlocks);
        }
        double meanLoss = MeanLoss.of(workspace.losses(), batch);
        if (always || Double.isFinite(meanLoss)) {
            updating = true;
            beginUpdate(count);
            if (layout.tiles.length == 1) {
                updateTiles(0);
            } else {
                team.run(layout.tiles.length, updateTiles);
            }
            updating = false;
        }
        if (layouts.areTried()) {
            layouts.took(System.nanoTime() - start);
        }
        return meanLoss;
    }

    /** What the rates of dropout are multiplied by in a step; a run without schedules asks none. */
    final double dropoutFactor(long count) {
        return isScheduled ? schedules.dropout().factor(count) : 1;
    }

    /** Gives the rules the rate and the decay of a step. */
    final void beginUpdate(long count) {
        if (isScheduled) {
            rules.beginStep(count, schedules.rate().factor(count) * rateFactor, schedules.decay().factor(count));
        } else {
            rules.beginStep(count, rateFactor, 1);
        }
    }

    /** Refuses parameters of which an exception has left some updated and some not. */
    public void requireWhole() {
        if (updating) {
            throw new IllegalStateException("an exception has ended a step in the middle of its update, so the parameters are of no use;"
                    + " resume from a checkpoint");
        }
    }

    /** All parameters have been replaced. */
    public void makeWhole() {
        updating = false;
    }

    /** The last batch or micro-batch, or null before the first step. */
    public final Batch batch() {
        return batch;
    }

    /** The position of its first sample in the batch. */
    public int firstSample() {
        return 0;
    }

    /** The outputs of layers for the last batch or micro-batch, inputs first, where they were kept; null before the first step. */
    public List<LayerOutput> outputs() {
        return layout == null ? null : chain.forwardValues().stream().filter(value -> layout.batch().of(value).rows() != null)
                .map(value -> new LayerOutput(value.layer(), layout.batch().of(value).rows())).toList();
    }

    /**
     * What a layer has made of the last batch.
     *
     * @param layer its number, from 1; 0 for the samples themselves
     * @param rows  P(batch x features)
     */
    record LayerOutput(int layer, Panels rows) {
    }

    private void learnBlocks(int worker) {
        List<BoundChain> share = layout.blocks.get(worker);
        for (int i = 0; i < share.size(); i++) {
            stages.run(share.get(i), run);
        }
    }

    private void updateTiles(int worker) {
        for (RuleTiles share : layout.tiles[worker]) {
            UpdateRule rule = share.rule();
            for (Tile tile : share.tiles()) {
                updates.update(tile, rule);
            }
        }
    }
}
