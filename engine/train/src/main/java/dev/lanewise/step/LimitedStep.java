package dev.lanewise.step;

import dev.lanewise.chain.Chain;
import dev.lanewise.chain.ParameterSet;
import dev.lanewise.data.Batch;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.platform.WorkerTeam;
import dev.lanewise.spec.Schedules;
import java.util.List;

/** A step with a third phase, parallel over panels of weights: they are limited once all of them are updated; see {@link MaxNorm}. */
final class LimitedStep extends Step {

    private final MaxNorm maxNorm;
    private final WorkerTeam.Task limitWeights = this::limitWeights;
    private Kernels kernels;

    LimitedStep(Chain chain, UpdateRules rules, Schedules schedules, long seed, List<ParameterSet> moments, WorkerTeam team,
            boolean streamsAllWeights) {
        super(chain, rules, schedules, seed, moments, team, streamsAllWeights);
        maxNorm = new MaxNorm(workspace);
    }

    @Override
    public double run(Kernels kernels, Batch batch, long count, boolean always) {
        double meanLoss = super.run(kernels, batch, count, always);
        if (always || Double.isFinite(meanLoss)) {
            updating = true;
            this.kernels = kernels;
            maxNorm.beginStep(count);
            team.run(layout.tiles.length, limitWeights);
            updating = false;
        }
        return meanLoss;
    }

    private void limitWeights(int worker) {
        maxNorm.limit(kernels, worker, layout.tiles.length);
    }
}
