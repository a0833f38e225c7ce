package dev.lanewise.architecture;

import dev.lanewise.data.Batch;
import dev.lanewise.data.LabelDictionary;
import dev.lanewise.model.Engine;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.train.Trainer;

/** A program of someone who uses the engine: trains and predicts with its public classes alone. */
public final class SmallProgram {

    private SmallProgram() {
    }

    /**
     * Prints the answer and what it was computed with.
     *
     * @param arguments ignored
     */
    public static void main(String[] arguments) {
        System.out.println("answer " + answer());
        System.out.println("labels " + labels());
        System.out.println("vector bits " + Engine.report().vectorBits());
    }

    /** Classes of some labels, known or not. */
    static String labels() {
        LabelDictionary dictionary = new LabelDictionary();
        String classes = dictionary.add("setosa") + " " + dictionary.add("virginica") + " " + dictionary.add("setosa");
        try {
            return classes + " " + dictionary.index("versicolor");
        } catch (IllegalArgumentException e) {
            return classes + " " + dictionary.index("virginica") + " " + dictionary.label(1) + ", " + e.getMessage();
        }
    }

    /** The bits of two outputs after a few steps: the same everywhere. */
    static String answer() {
        NetworkSpec spec = NetworkSpec.inputs(3).dense(20, Activation.tanh()).dense(2, Activation.softmax()).build();
        float[] inputs = {0, 0, 1, 0, 1, 1, 1, 0, 1, 1, 1, 1};
        Batch exclusiveOr = Batch.labelled(inputs, 3, new int[] {0, 1, 1, 0}, 2);
        try (Trainer trainer = Trainer.builder(spec).optimizer(new Optimizer.Adam(0.05f)).batch(4).seed(3).build()) {
            for (int step = 0; step < 10; step++) {
                trainer.step(exclusiveOr);
            }
            float[] outputs = trainer.network().predict(new float[] {1, 0, 1});
            return Integer.toHexString(Float.floatToIntBits(outputs[0])) + " " + Integer.toHexString(Float.floatToIntBits(outputs[1]));
        }
    }
}
