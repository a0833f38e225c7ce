package dev.lanewise.samples;

import dev.lanewise.spec.CenteredRmsProp;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.RmsPropMomentum;
import dev.lanewise.spec.TensorFactors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options that say how parameters change with a step, and how fast. */
final class LearningRule {

    private static final String DECAY_FACTOR = "--decay-factor";

    @Option(names = "--optimizer", defaultValue = "momentum", paramLabel = "NAME",
            description = "A name, which has the usual numbers, or a name with all of its numbers: " + Optimizer.WORDS
                    + ". Default: ${DEFAULT-VALUE}")
    private String optimizer;

    @Option(names = "--lr", paramLabel = "RATE",
            description = "Learning rate at the start. Default: what is usual for the optimizer, such as 0.05 for momentum, 0.001 for adam")
    private Float lr;

    @Option(names = "--momentum", paramLabel = "MU",
            description = "For momentum, nesterov, rmsprop_momentum and centered_rmsprop. Default: 0.9, and 0 for centered_rmsprop")
    private Float momentum;

    @Option(names = "--average", paramLabel = "DECAY",
            description = "Keep a moving average of all parameters, of which this share stays in each step, such as 0.999. It is what is"
                    + " tested and saved in the end; with --validation also what is validated. Default: none")
    private Float average;

    @Mixin
    private RateFactors rateFactors;

    @Option(names = DECAY_FACTOR, paramLabel = "GROUP=FACTOR",
            description = "Multiplies the weight decay of a group of tensors, as --lr-factor does the learning rate; for adamw and lion, "
                    + "and for --l1 and --l2. "
                    + "Default: 1")
    private final List<String> decays = new ArrayList<>();

    @Option(names = "--decay", paramLabel = "DECAY",
            description = "Decoupled weight decay of adamw and lion. Default: 0.01 for adamw, 0 for lion")
    private Float decay;

    /** Refuses numbers that are out of range, and options of which the optimizer makes no use. */
    void requireUsable(CommandSpec command, UpdateLimits limits) {
        Usage.require(command, lr == null || lr > 0 && Float.isFinite(lr), "--lr expects a number above 0, got " + lr);
        Usage.require(command, momentum == null || momentum >= 0 && momentum < 1,
                "--momentum expects a number from 0 to below 1, got " + momentum);
        Optimizer named = Usage.checked(command, this::base);
        Usage.require(command, !(named instanceof Optimizer.Averaged),
                "--optimizer expects one that keeps no averages, for which there is --average, got " + optimizer);
        Usage.require(command, average == null || average >= 0 && average < 1,
                "--average expects a number from 0 to below 1, such as 0.999, got " + average);
        Usage.require(command, momentum == null || has(named, "mu"),
                "--momentum expects an optimizer that has one, such as momentum or nesterov, got " + optimizer);
        Usage.require(command, momentum == null || !optimizer.contains(","),
                "--momentum expects an optimizer without its momentum in brackets, got " + optimizer);
        Usage.require(command, decays.isEmpty() || has(named, "decay") || limits.gradient().isPenalized(),
                DECAY_FACTOR + " expects an optimizer that has a weight decay, such as adamw, or --l1 or --l2, got " + optimizer);
        Usage.require(command, decay == null || has(named, "decay"),
                "--decay expects an optimizer that has a weight decay, such as adamw, got " + optimizer);
        Usage.require(command, decay == null || !optimizer.contains(","),
                "--decay expects an optimizer without its decay in brackets, got " + optimizer);
        Usage.checked(command, this::factors);
    }

    /** Whether a number of this name is among those that {@link Optimizer#WORDS} lists for it. */
    private static boolean has(Optimizer optimizer, String number) {
        return Arrays.stream(optimizer.getClass().getRecordComponents()).anyMatch(component -> component.getName().equals(number));
    }

    /**
     * The optimizer with its rate, and averages where they were asked for.
     *
     * @throws IllegalArgumentException if an option is wrong
     */
    Optimizer optimizer() {
        return average == null ? base() : Optimizer.averaged(base(), average);
    }

    /** Whether averages were asked for. */
    boolean keepsAverages() {
        return average != null;
    }

    private Optimizer base() {
        Optimizer usual = usual(), rated = lr == null ? usual : Optimizer.parse(withRate(optimizer, lr));
        return switch (rated) {
            case Optimizer.Momentum(float rate, float _) when momentum != null -> new Optimizer.Momentum(rate, momentum);
            case Optimizer.Nesterov(float rate, float _) when momentum != null -> new Optimizer.Nesterov(rate, momentum);
            case RmsPropMomentum(float rate, float alpha, float eps, float _) when momentum != null ->
                new RmsPropMomentum(rate, alpha, eps, momentum);
            case CenteredRmsProp(float rate, float alpha, float eps, float _) when momentum != null ->
                new CenteredRmsProp(rate, alpha, eps, momentum);
            case Optimizer.AdamW(float rate, float beta1, float beta2, float eps, float _) when decay != null ->
                new Optimizer.AdamW(rate, beta1, beta2, eps, decay);
            case Optimizer.Lion(float rate, float beta1, float beta2, float _) when decay != null ->
                new Optimizer.Lion(rate, beta1, beta2, decay);
            default -> rated;
        };
    }

    /** Numbers in brackets have no names, so that an error about them needs the option's. */
    private Optimizer usual() {
        try {
            return Optimizer.parse(optimizer);
        } catch (IllegalArgumentException e) {
            throw optimizer.contains("(") ? new IllegalArgumentException("--optimizer " + optimizer + ": " + e.getMessage(), e) : e;
        }
    }

    private static String withRate(String name, float rate) {
        if (name.contains("(")) {
            throw new IllegalArgumentException("--lr expects an optimizer without numbers, which have the learning rate, got " + name);
        }
        return name + "(" + rate + ")";
    }

    /**
     * What the learning rate and the decay are multiplied by for groups of tensors.
     *
     * @throws IllegalArgumentException if an option is wrong
     */
    TensorFactors factors() {
        return together(rateFactors.factors(), decayFactors().factors());
    }

    /** The same, but a layer or tensor that a network does not have is refused, too. */
    TensorFactors fitting(NetworkSpec network) {
        return together(rateFactors.fitting(network), decayFactors().fitting(network));
    }

    private GroupFactors decayFactors() {
        return new GroupFactors(DECAY_FACTOR, TensorFactors.Target.DECAY, decays);
    }

    private static TensorFactors together(TensorFactors rates, TensorFactors decays) {
        return new TensorFactors(Stream.concat(rates.factors().stream(), decays.factors().stream()).toList());
    }
}
