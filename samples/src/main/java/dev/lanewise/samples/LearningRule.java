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

    /** How the parameters are changed. */
    enum Rule { SGD, MOMENTUM, ADAM, ADAMW }

    /** How the learning rate falls. */
    enum Fall { CONSTANT, LINEAR, COSINE }

    @Option(names = "--optimizer", defaultValue = "momentum", paramLabel = "NAME",
            description = "sgd, momentum, adam or adamw (weight decay 0.01). Default: ${DEFAULT-VALUE}")
    private Rule optimizer;

    @Option(names = "--lr", paramLabel = "RATE",
            description = "Learning rate at the start. Default: 0.1 for sgd, 0.05 for momentum, 0.001 for adam and adamw")
    private Float lr;

    @Option(names = "--momentum", defaultValue = "0.9", paramLabel = "MU", description = "For momentum. Default: ${DEFAULT-VALUE}")
    private float momentum;

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
        return switch (optimizer) {
            case SGD -> new Optimizer.Sgd(lr == null ? 0.1f : lr);
            case MOMENTUM -> new Optimizer.Momentum(lr == null ? 0.05f : lr, momentum);
            case ADAM -> new Optimizer.Adam(lr == null ? 0.001f : lr);
            case ADAMW -> new Optimizer.AdamW(lr == null ? 0.001f : lr, 0.01f);
        };
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
