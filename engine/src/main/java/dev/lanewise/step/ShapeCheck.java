package dev.lanewise.step;

import dev.lanewise.data.Batch;
import dev.lanewise.data.Dataset;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.text.Phrases;

/** Whether samples go with a network and its loss; asked at the door, never in a loop. */
public final class ShapeCheck {

    private ShapeCheck() {
    }

    /** Refuses a data set of another shape, or with an input or a target that is none; all are looked at. */
    public static void require(NetworkSpec spec, Loss loss, Dataset dataset) {
        requireShape(spec, dataset);
        InputDomain.require(spec, dataset);
        TargetDomain.require(loss, dataset);
    }

    /** Refuses a data set of another shape. */
    public static void requireShape(NetworkSpec spec, Dataset dataset) {
        requireShape(spec, dataset.features(), dataset.outputs(), dataset.isLabelled());
    }

    /** Refuses a batch of another shape, or with an input or a target that is none. */
    public static void require(NetworkSpec spec, Loss loss, Batch batch) {
        requireShape(spec, batch.features(), batch.outputs(), batch.labels() != null);
        InputDomain.require(spec, batch);
        TargetDomain.require(loss, batch, 0);
    }

    private static void requireShape(NetworkSpec spec, int features, int outputs, boolean isLabelled) {
        if (features != spec.inputs()) {
            throw new IllegalArgumentException("layer 1 of the network " + spec.shape() + " expects "
                    + Phrases.count(spec.inputs(), "input") + ", but samples have " + Phrases.count(features, "feature"));
        }
        if (outputs != spec.outputs()) {
            throw new IllegalArgumentException("the network " + spec.shape() + " has " + Phrases.count(spec.outputs(), "output")
                    + ", but samples have " + (isLabelled ? Phrases.count(outputs, "class", "classes") + "; " + wayOut(outputs)
                    : Phrases.count(outputs, "target")));
        }
    }

    private static String wayOut(int classes) {
        String outputs = "take " + Phrases.count(classes, "output") + " with softmax";
        return classes == 2 ? outputs + ", or one sigmoid output and one column of targets, 0 or 1, instead of labels" : outputs;
    }
}
