package dev.lanewise.reproducibility;

import dev.lanewise.data.Dataset;
import dev.lanewise.model.Categories;
import dev.lanewise.model.Network;
import dev.lanewise.model.Predictor;
import dev.lanewise.panel.FloatDigest;
import dev.lanewise.panel.Panels;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.train.Trainer;
import java.util.SplittableRandom;

/**
 * A network and how it is trained: whatever of it changes a bit of the result.
 *
 * @param name    of the net, without blanks
 * @param spec    its layers
 * @param loss    what it makes small
 * @param choices sets everything else that a trainer can be told, but its threads
 * @param batch   samples in a step
 * @param samples of the data set; not a multiple of the batch
 */
record TrainingCase(String name, NetworkSpec spec, Loss loss, Choices choices, int batch, int samples) {

    private static final int EPOCHS = 2;

    /** What a trainer is told beside its loss, batch and seed. */
    @FunctionalInterface
    interface Choices {
        void tell(Trainer.Builder builder);
    }

    static TrainingCase of(String name, NetworkSpec spec, Loss loss, Choices choices, int batch) {
        return new TrainingCase(name, spec, loss, choices, batch, 2 * batch + Math.max(1, batch / 3));
    }

    /** The state after training, then the outputs for its samples together and for the first one alone. */
    String sums() {
        Dataset data = data();
        Trainer.Builder builder = Trainer.builder(spec).loss(loss).batch(batch).seed(name.length());
        choices.tell(builder);
        try (Trainer trainer = builder.build()) {
            for (int epoch = 0; epoch < EPOCHS; epoch++) {
                trainer.epoch(data);
            }
            return trainer.stateSha256() + " " + answers(trainer.network(), data);
        }
    }

    private String answers(Network network, Dataset data) {
        float[] inputs = new float[samples * spec.inputs()];
        for (int i = 0; i < samples; i++) {
            System.arraycopy(data.input(i), 0, inputs, i * spec.inputs(), spec.inputs());
        }
        Panels outputs = Panels.allocate(samples + 1, spec.outputs());
        float[] together = new float[samples * spec.outputs()];
        new Predictor(network, samples).predict(inputs, samples, together);
        float[] alone = network.predict(data.input(0));
        for (int o = 0; o < spec.outputs(); o++) {
            for (int i = 0; i < samples; i++) {
                outputs.set(i, o, together[i * spec.outputs() + o]);
            }
            outputs.set(samples, o, alone[o]);
        }
        FloatDigest sum = new FloatDigest();
        sum.add(outputs);
        return sum.hex();
    }

    private Dataset data() {
        var random = new SplittableRandom(name.hashCode());
        // so small that a step of any optimizer on any loss stays finite
        float[] inputs = floats(random, samples * spec.inputs(), -1, (float) (1 / Math.sqrt(spec.inputs())));
        Categories.round(inputs, spec);
        if (!spec.layers().getLast().activation().isElementwise()) {
            return Dataset.labelled(inputs, spec.inputs(), random.ints(samples, 0, spec.outputs()).toArray(), spec.outputs());
        }
        int targets = loss.targetsFor(spec.outputs());
        return Dataset.withTargets(inputs, spec.inputs(), floats(random, samples * targets, 0, 1f), targets);
    }

    private static float[] floats(SplittableRandom random, int count, double from, float scale) {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = scale * (float) random.nextDouble(from, 1);
        }
        return floats;
    }
}
