package dev.lanewise.samples;

import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.Schedule;
import dev.lanewise.spec.TensorFactors;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say how parameters change with a step, and how fast. */
final class LearningRule {

    /** How the learning rate falls. */
    enum Fall { CONSTANT, LINEAR, COSINE }

    @Option(names = "--optimizer", defaultValue = "momentum", paramLabel = "NAME",
            description = "A name, which has the usual numbers, or a name with all of its numbers: " + Optimizer.WORDS
                    + ". Default: ${DEFAULT-VALUE}")
    private String optimizer;

    @Option(names = "--lr", paramLabel = "RATE",
            description = "Learning rate at the start. Default: what is usual for the optimizer, such as 0.05 for momentum, 0.001 for adam")
    private Float lr;

    @Option(names = "--momentum", paramLabel = "MU", description = "For momentum and nesterov. Default: 0.9")
    private Float momentum;

    @Mixin
    private RateFactors rateFactors;

    @Option(names = "--decay-factor", paramLabel = "GROUP=FACTOR",
            description = "Multiplies the weight decay of a group of tensors, as --lr-factor does the learning rate; for adamw. Default: 1")
    private final Map<String, Float> decays = new LinkedHashMap<>();

    @Option(names = "--schedule", defaultValue = "linear", paramLabel = "NAME",
            description = "How the learning rate falls to 0 over all epochs: linear, cosine or constant (it stays). "
                    + "Default: ${DEFAULT-VALUE}")
    private Fall schedule;

    /**
     * The optimizer with its rate.
     *
     * @throws IllegalArgumentException if an option is wrong
     */
    Optimizer optimizer() {
        Optimizer named = Optimizer.parse(lr == null ? optimizer : withRate(optimizer, lr));
        return switch (named) {
            case Optimizer.Momentum(float rate, float _) when momentum != null -> new Optimizer.Momentum(rate, momentum);
            case Optimizer.Nesterov(float rate, float _) when momentum != null -> new Optimizer.Nesterov(rate, momentum);
            default -> named;
        };
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
        return RateFactors.added(rateFactors.factors(), TensorFactors.Target.DECAY, decays);
    }

    /** The schedule of a run of so many steps. */
    Schedule schedule(long steps) {
        return switch (schedule) {
            case CONSTANT -> new Schedule.Constant();
            case LINEAR -> new Schedule.Linear(steps);
            case COSINE -> new Schedule.Cosine(steps);
        };
    }

    /** The schedule's name as a report has it. */
    String scheduleName() {
        return schedule.name().toLowerCase(Locale.ROOT);
    }
}
