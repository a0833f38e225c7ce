package dev.lanewise.step;

import dev.lanewise.chain.Chain;
import dev.lanewise.chain.Chains;
import dev.lanewise.chain.MiniatureSpec;
import dev.lanewise.chain.Parameters;
import dev.lanewise.chain.Use;
import dev.lanewise.data.Batch;
import dev.lanewise.kernel.ImplementationSwitch;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.Miniature;
import dev.lanewise.kernel.MiniatureSizes;
import dev.lanewise.kernel.Placement;
import dev.lanewise.platform.WorkerTeam;
import dev.lanewise.spec.GradientOptions;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.Schedules;
import dev.lanewise.spec.TensorFactors;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which kernels the steps of a training run, and a miniature of such a step.
 *
 * @param spec      of the network
 * @param loss      the loss
 * @param optimizer the optimizer
 * @param gradient  what an update does beside it
 * @param samples   samples in a step, or in a micro-batch
 * @param goesOn    whether a step has several micro-batches
 * @param passedOn  whether several workers pass weights from core to core
 */
public record TrainingKind(NetworkSpec spec, Loss loss, Optimizer optimizer, GradientOptions gradient, int samples, boolean goesOn,
        boolean passedOn) implements Miniature {

    /** Multiply-adds that run scalar kernels before vectors are prepared: some 0.4 to 0.7 seconds. */
    private static final long SCALAR_WORK = 3_400_000_000L;

    /** Refuses a loss that does not go with the network. */
    public TrainingKind {
        loss.requireFits(spec);
    }

    /** What decides which kernels run; sizes do so by placements alone. */
    private record Key(boolean few, Set<Object> kinds, boolean passedOn, Set<Placement> placements) {
    }

    /** Passes forward and back that keep no moments, such as an evaluation's. */
    public static TrainingKind withoutMoments(NetworkSpec spec, Loss loss, int samples) {
        return new TrainingKind(spec, loss, new Optimizer.Sgd(1f), GradientOptions.NONE, samples, false, false);
    }

    /** The switch of all trainings of this kind. */
    public ImplementationSwitch implementation() {
        Chain chain = chain();
        Set<Object> kinds = new HashSet<>(chain.kinds());
        kinds.add(optimizer.getClass());
        if (optimizer instanceof Optimizer.Averaged averaged) {
            kinds.add(averaged.base().getClass());
        }
        if (gradient.isPenalized()) {
            kinds.add("penalties");
        }
        if (gradient.isClipped()) {
            kinds.add("clipping");
        }
        if (gradient.isClippedByNorm()) {
            kinds.add("clipping by norm");
        }
        if (goesOn) {
            kinds.add("micro-batches");
        }
        if (gradient.isMaxNorm()) {
            kinds.add("max norm");
        }
        return ImplementationSwitch.ofSteps(new Key(chain.isFew(samples), kinds, passedOn, chain.placements()), SCALAR_WORK);
    }

    /** Of one sample in a step: three products for each layer. */
    public long multiplyAdds() {
        return 3 * chain().multiplyAdds();
    }

    /** A chain of such a training that has no parameters. */
    private Chain chain() {
        return Chains.withoutParameters(spec, loss, Use.TRAIN, 1 + UpdateRule.of(optimizer).slots().size());
    }

    /** A step for each placement that occurs, since streamed weights take other tiles and another order. */
    @Override
    public Runnable on(Kernels kernels) {
        Chain chain = chain();
        boolean few = chain.isFew(samples);
        List<Runnable> steps = chain.placements().stream().map(placement -> on(kernels, placement, few)).toList();
        return () -> steps.forEach(Runnable::run);
    }

    private Runnable on(Kernels kernels, Placement placement, boolean few) {
        NetworkSpec small = MiniatureSpec.of(spec, few, MiniatureSizes.SHORT_SUMS);
        UpdateRules rules = UpdateRules.of(optimizer, TensorFactors.NONE, gradient, small.tensors());
        Parameters parameters = new Parameters(small, UpdateRule.of(optimizer).slots());
        parameters.initialize(1);
        Loss smallLoss = loss.miniature(small.outputs());
        int miniature = MiniatureSizes.samples(samples);
        Step step = Step.of(Chains.of(parameters, smallLoss, Use.TRAIN, placement), rules, Schedules.CONSTANT, 1,
                parameters.tensors().slots(), new WorkerTeam(1), passedOn, goesOn ? miniature : Step.WHOLE_BATCH);
        Batch batch = batch(small, smallLoss.targetsFor(small.outputs()), goesOn ? 2 * miniature : miniature);
        return () -> step.run(kernels, batch, 1, true);
    }

    private static Batch batch(NetworkSpec spec, int width, int samples) {
        float[] inputs = new float[samples * spec.inputs()], targets = new float[samples * width];
        Arrays.fill(inputs, 0.5f);
        for (int b = 0; b < samples; b++) {
            targets[b * width + b % width] = 1f;
        }
        return Batch.withTargets(inputs, spec.inputs(), targets, width);
    }
}
