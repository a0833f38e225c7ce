package dev.lanewise.step;

import dev.lanewise.data.Batch;
import dev.lanewise.data.Dataset;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.text.Phrases;

/** Whether samples go with a network and its loss; asked at the door, never in a loop. What a step asks for is known beforehand. */
public final class ShapeCheck {

    private final NetworkSpec spec;
    private final Loss loss;
    private final int inputs;
    private final int targets;
    private final boolean limitsInputs;
    private final boolean limitsTargets;

    /** A check of samples for a network and a loss. */
    public ShapeCheck(NetworkSpec spec, Loss loss) {
        this.spec = spec;
        this.loss = loss;
        inputs = spec.inputs();
        targets = loss.targetsFor(spec.outputs());
        limitsInputs = spec.layers().getFirst().limitsInputs();
        limitsTargets = !TargetDomain.isEveryNumber(loss);
    }

    /** Refuses a data set of another shape, or with an input or a target that is none; all are looked at. */
    public void require(Dataset dataset) {
        requireShape(dataset);
        InputDomain.require(spec, dataset);
        TargetDomain.require(loss, dataset);
        requireWeight(dataset);
    }

    /** Refuses a data set in which no sample weighs anything, as parts of one with weights may be. */
    public static void requireWeight(Dataset dataset) {
        for (int sample = 0; sample < dataset.size(); sample++) {
            if (dataset.weight(sample) > 0) {
                return;
            }
        }
        throw new IllegalArgumentException("expected a sample with a weight above 0, but all "
                + Phrases.count(dataset.size(), "sample") + " weigh 0");
    }

    /** Refuses a data set of another shape. */
    public void requireShape(Dataset dataset) {
        requireShape(dataset.features(), dataset.outputs(), dataset.isLabelled());
    }

    /** Refuses a batch of another shape, or with an input or a target that is none. */
    public void require(Batch batch) {
        requireShape(batch.features(), batch.outputs(), batch.isLabelled());
        if (limitsInputs) {
            InputDomain.require(spec, batch);
        }
        if (limitsTargets) {
            TargetDomain.require(loss, batch, 0);
        }
    }

    private void requireShape(int features, int width, boolean isLabelled) {
        if (features != inputs) {
            throw new IllegalArgumentException("layer 1 of the network " + spec.shape() + " expects "
                    + Phrases.count(inputs, "input") + ", but samples have " + Phrases.count(features, "feature"));
        }
        if (width != targets) {
            throw new IllegalArgumentException(expected() + ", but samples have " + (isLabelled
                    ? Phrases.count(width, "class", "classes") + "; " + wayOut(width) : Phrases.count(width, "target")));
        }
    }

    private String expected() {
        return targets == spec.outputs() ? "the network " + spec.shape() + " has " + Phrases.count(targets, "output")
                : "the loss " + loss.toText() + " of the network " + spec.shape() + " expects " + Phrases.count(targets, "target");
    }

    private static String wayOut(int classes) {
        String outputs = "take " + Phrases.count(classes, "output") + " with softmax";
        return classes == 2 ? outputs + ", or one sigmoid output and one column of targets, 0 or 1, instead of labels" : outputs;
    }
}
