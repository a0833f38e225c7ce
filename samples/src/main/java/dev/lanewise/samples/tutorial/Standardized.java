package dev.lanewise.samples.tutorial;

import dev.lanewise.data.Dataset;

/**
 * Features brought to mean 0 and variance 1 over all samples, as scikit-learn's StandardScaler does when it is fitted on all of
 * them; a feature that is the same in every sample becomes 0.
 */
final class Standardized {

    private Standardized() {
    }

    /**
     * Standardises every feature.
     *
     * @param raw labelled samples
     * @return the same samples with {@code (x - mean) / sqrt(variance)}, the variance that of the samples themselves
     */
    static Dataset of(Dataset raw) {
        float[] inputs = new float[raw.size() * raw.features()];
        int[] labels = new int[raw.size()];
        for (int i = 0; i < raw.size(); i++) {
            System.arraycopy(raw.input(i), 0, inputs, i * raw.features(), raw.features());
            labels[i] = raw.label(i);
        }
        for (int feature = 0; feature < raw.features(); feature++) {
            standardize(inputs, feature, raw.features());
        }
        return Dataset.labelled(inputs, raw.features(), labels, raw.outputs());
    }

    private static void standardize(float[] inputs, int feature, int features) {
        int samples = inputs.length / features;
        double sum = 0, squares = 0;
        for (int at = feature; at < inputs.length; at += features) {
            sum += inputs[at];
        }
        double mean = sum / samples;
        for (int at = feature; at < inputs.length; at += features) {
            squares += (inputs[at] - mean) * (inputs[at] - mean);
        }
        double deviation = Math.sqrt(squares / samples);
        for (int at = feature; at < inputs.length; at += features) {
            inputs[at] = deviation == 0 ? 0f : (float) ((inputs[at] - mean) / deviation);
        }
    }
}
