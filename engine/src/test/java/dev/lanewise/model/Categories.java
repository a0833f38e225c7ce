package dev.lanewise.model;

import dev.lanewise.spec.Embedding;
import dev.lanewise.spec.NetworkSpec;

/** Makes samples that fit a network whose first layer takes some inputs for categories. */
public final class Categories {

    private Categories() {
    }

    /** Turns those of the inputs that are categories, numbers from -1 to 1, into whole numbers; leaves all others. */
    public static void round(float[] inputs, NetworkSpec spec) {
        if (spec.layers().getFirst() instanceof Embedding embedding) {
            for (Embedding.Table table : embedding.tables()) {
                for (int at = table.input(); at < inputs.length; at += spec.inputs()) {
                    inputs[at] = Math.min(table.categories() - 1, (int) (Math.abs(inputs[at]) * table.categories()));
                }
            }
        }
    }
}
