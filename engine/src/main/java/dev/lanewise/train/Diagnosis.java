package dev.lanewise.train;

import dev.lanewise.data.Batch;
import dev.lanewise.kernel.Dense;
import dev.lanewise.model.Parameters;
import dev.lanewise.panel.Panels;

/** Where numbers first stop being finite, and the likely cause; asked only when that has happened. */
final class Diagnosis {

    /** Inputs beyond this are taken for inputs that nobody has scaled. */
    private static final float LARGE_INPUT = 1000f;

    private Diagnosis() {
    }

    /** The rest of a sentence that begins with a loss: what a step with the batch has made of its inputs tells where it comes from. */
    static String ofLoss(Parameters parameters, Panels[] inputsOfLayers, Batch batch) {
        int layer = Magnitudes.firstNonFinite(parameters);
        if (layer > 0) {
            return "because of " + ofParameters(layer);
        }
        Panels x = inputsOfLayers[0];
        String badInput = firstNonFinite(x);
        if (!badInput.isEmpty()) {
            return "at layer 1; the cause is the input: " + badInput;
        }
        if (batch.targets() != null && hasBadTarget(batch)) {
            return "at the loss; the cause is a target of the batch that is not finite";
        }
        int first = 1;
        while (first < inputsOfLayers.length && Float.isFinite(Magnitudes.largest(inputsOfLayers[first]))) {
            first++;
        }
        String what = first < inputsOfLayers.length ? "whose outputs are the first that are not finite" : "the last one, or its loss";
        return "at layer " + first + ", " + what + "; the likely cause is "
                + cause(parameters, Magnitudes.largest(x));
    }

    /** What is wrong with a layer, from 1. */
    static String ofParameters(int layer) {
        return "layer " + layer + ", which has parameters that are not finite; the likely cause is a learning rate that is too large";
    }

    private static String cause(Parameters parameters, float largestInput) {
        float largest = 0;
        for (Dense layer : parameters.layers()) {
            largest = Math.max(largest, Magnitudes.largest(layer));
        }
        return (largestInput > LARGE_INPUT ? "inputs that are not scaled" : "a learning rate that is too large") + " (the largest input is "
                + largestInput + ", the largest parameter " + largest + ")";
    }

    private static String firstNonFinite(Panels x) {
        for (int sample = 0; sample < x.rows(); sample++) {
            for (int feature = 0; feature < x.cols(); feature++) {
                if (!Float.isFinite(x.at(sample, feature))) {
                    return "sample " + sample + " of the batch has " + x.at(sample, feature) + " as input " + feature;
                }
            }
        }
        return "";
    }

    private static boolean hasBadTarget(Batch batch) {
        for (int sample = 0; sample < batch.size(); sample++) {
            for (int output = 0; output < batch.outputs(); output++) {
                if (!Float.isFinite(Targets.at(batch, sample, output))) {
                    return true;
                }
            }
        }
        return false;
    }
}
