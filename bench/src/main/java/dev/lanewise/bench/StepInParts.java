package dev.lanewise.bench;

import dev.lanewise.chain.Chains;
import dev.lanewise.chain.Parameters;
import dev.lanewise.chain.Use;
import dev.lanewise.data.Batch;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.model.Network;
import dev.lanewise.platform.WorkerTeam;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.Schedules;
import dev.lanewise.spec.TensorFactors;
import dev.lanewise.step.ParameterCopies;
import dev.lanewise.step.Step;
import dev.lanewise.step.UpdateRule;
import dev.lanewise.step.UpdateRules;

/** A trainer's steps on one thread with kernels that somebody else chooses, such as those that tell when each of them has ended. */
public final class StepInParts {

    private final Kernels kernels;
    private final Step step;
    private long steps;

    /**
     * Steps from a network's parameters on.
     *
     * @param network   where to start
     * @param loss      the loss
     * @param optimizer the optimizer, at its own rate
     * @param kernels   what runs
     */
    public StepInParts(Network network, Loss loss, Optimizer optimizer, Kernels kernels) {
        this.kernels = kernels;
        UpdateRules rules = UpdateRules.of(optimizer, TensorFactors.NONE, network.spec().tensors());
        Parameters parameters = new Parameters(network.spec(), UpdateRule.of(optimizer).slots());
        ParameterCopies.copy(network, parameters.tensors());
        step = new Step(Chains.of(parameters, loss, Use.TRAIN), rules, Schedules.CONSTANT, 1, parameters.tensors().slots(),
                new WorkerTeam(1), false);
    }

    /**
     * Learns from a batch.
     *
     * @param batch the batch
     * @return the mean loss before the update
     */
    public double step(Batch batch) {
        return step.run(kernels, batch, ++steps, false);
    }
}
