package dev.lanewise.step;

import dev.lanewise.data.Batch;
import dev.lanewise.data.Dataset;

/** The mean of losses, summed in double in the order of samples; each sample counts as much as it weighs. */
public final class MeanLoss {

    private MeanLoss() {
    }

    /** Of a batch; 0 where all samples weigh nothing. */
    public static double of(float[] losses, Batch batch) {
        if (!batch.hasWeights()) {
            return of(losses, batch.size());
        }
        double sum = 0;
        for (int b = 0; b < batch.size(); b++) {
            sum += (double) batch.weight(b) * losses[b];
        }
        return batch.weightSum() == 0 ? 0 : sum / batch.weightSum();
    }

    /** Of a data set, in which some sample weighs something. */
    public static double of(float[] losses, Dataset dataset) {
        if (!dataset.hasWeights()) {
            return of(losses, dataset.size());
        }
        double sum = 0, weightSum = 0;
        for (int sample = 0; sample < dataset.size(); sample++) {
            sum += (double) dataset.weight(sample) * losses[sample];
            weightSum += dataset.weight(sample);
        }
        return sum / weightSum;
    }

    private static double of(float[] losses, int samples) {
        double sum = 0;
        for (int b = 0; b < samples; b++) {
            sum += losses[b];
        }
        return sum / samples;
    }
}
