package dev.lanewise.version1;

import dev.lanewise.data.Dataset;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Dense;
import dev.lanewise.spec.Initializer;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.Schedule;
import dev.lanewise.train.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A run whose checkpoints were written in version 1: an optimizer, a schedule, and a network that goes with the schedule's name.
 *
 * @param optimizer how the parameters are changed
 * @param schedule  how the rate changes
 * @param spec      the network
 * @param loss      its loss
 */
record Run(Optimizer optimizer, Schedule schedule, NetworkSpec spec, Loss loss) {

    /** Updates that each run was to have. */
    static final int STEPS = 20;
    static final int BATCH = 5;
    static final long SEED = -7;

    private static final int SAMPLES = 23;
    private static final int FEATURES = 3;

    private static final NetworkSpec SQUARED = NetworkSpec.inputs(FEATURES).dense(5, Activation.tanh()).dense(2, Activation.sigmoid())
            .build();
    private static final NetworkSpec CLASSES = NetworkSpec.inputs(FEATURES).dense(17, Activation.relu()).dense(4, Activation.softmax())
            .build();
    private static final NetworkSpec YES_OR_NO = NetworkSpec.inputs(FEATURES).dense(6, Activation.leakyRelu())
            .layer(new Dense(5, Activation.identity(), new Initializer.HeNormal(), new Initializer.Uniform(-0.1f, 0.1f)))
            .dense(2, Activation.sigmoid()).build();

    /** Every optimizer with every schedule. */
    static List<Run> all() {
        List<Run> runs = new ArrayList<>();
        for (Optimizer optimizer : List.of(new Optimizer.Sgd(0.25f), new Optimizer.Momentum(0.05f, 0.9f), new Optimizer.Adam(0.01f),
                new Optimizer.AdamW(0.01f, 0.1f))) {
            runs.add(new Run(optimizer, new Schedule.Constant(), SQUARED, Loss.squaredError()));
            runs.add(new Run(optimizer, new Schedule.Linear(STEPS), CLASSES, Loss.softmaxCrossEntropy()));
            runs.add(new Run(optimizer, new Schedule.Cosine(STEPS), YES_OR_NO, Loss.sigmoidCrossEntropy()));
        }
        return runs;
    }

    Trainer trainer() {
        return Trainer.builder(spec).loss(loss).optimizer(optimizer).schedule(schedule).batch(BATCH).seed(SEED).build();
    }

    /** Made of whole numbers, so that nothing but this method has to stay as it is. */
    Dataset samples() {
        float[] inputs = new float[SAMPLES * FEATURES], targets = new float[SAMPLES * spec.outputs()];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (i * 37 % 64 - 32) / 32f;
        }
        int[] labels = new int[SAMPLES];
        for (int s = 0; s < SAMPLES; s++) {
            labels[s] = s * 11 % spec.outputs();
            targets[s * spec.outputs() + labels[s]] = 1;
        }
        return loss.equals(Loss.softmaxCrossEntropy()) ? Dataset.labelled(inputs, FEATURES, labels, spec.outputs())
                : Dataset.withTargets(inputs, FEATURES, targets, spec.outputs());
    }

    @Override
    public String toString() {
        return (optimizer.getClass().getSimpleName() + "-" + schedule.getClass().getSimpleName()).toLowerCase(Locale.ROOT);
    }
}
