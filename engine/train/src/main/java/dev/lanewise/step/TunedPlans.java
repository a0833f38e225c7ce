package dev.lanewise.step;

import dev.lanewise.chain.Chain;

/**
 * The layouts of steps with one number of samples: for one worker, two, four and so on up to as many as have work. The split changes
 * no bit, so the fastest is found by trial; a step that is large enough takes all workers without one.
 */
public final class TunedPlans {

    /** Some two milliseconds of work for one core: what workers hand each other is little beside it. */
    private static final long SURELY_SHARED_FLOPS = 200_000_000;

    private final BatchPlan[] byWorkers;
    private final WorkerTuner trials;

    TunedPlans(int samples, Workspace workspace) {
        Chain chain = workspace.chain();
        int most = BatchPlan.workers(chain, samples, workspace.workers());
        boolean tried = BatchPlan.flops(chain, samples) < SURELY_SHARED_FLOPS && !BatchPlan.SPLIT_IS_FORCED;
        int ways = tried ? 1 + Integer.SIZE - Integer.numberOfLeadingZeros(most - 1) : 1;
        byWorkers = new BatchPlan[ways];
        for (int way = 0; way < ways; way++) {
            byWorkers[way] = new BatchPlan(samples, way == ways - 1 ? most : 1 << way, workspace);
        }
        trials = new WorkerTuner(ways);
    }

    /** The layout of the next step. */
    public BatchPlan next() {
        return byWorkers[trials.way()];
    }

    /** Whether steps are to be timed. */
    boolean areTried() {
        return byWorkers.length > 1;
    }

    void took(long nanos) {
        trials.took(nanos);
    }
}
