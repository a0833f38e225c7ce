package dev.lanewise.step;

import dev.lanewise.data.Batch;
import dev.lanewise.data.Dataset;

/**
 * Between which numbers all targets of a data set are.
 *
 * @param lowest  the lowest target
 * @param highest the highest
 */
public record TargetRange(float lowest, float highest) {

    /** Looks at every target. */
    public static TargetRange of(Dataset dataset) {
        float lowest = Float.POSITIVE_INFINITY, highest = Float.NEGATIVE_INFINITY;
        Batch batch = Batch.of(dataset, Targets.BLOCK);
        for (int from = 0; from < dataset.size(); from += batch.size()) {
            dataset.fill(batch, from, from + Math.min(batch.capacity(), dataset.size() - from));
            for (int sample = 0; sample < batch.size(); sample++) {
                for (int output = 0; output < batch.outputs(); output++) {
                    float y = Targets.at(batch, sample, output);
                    lowest = Math.min(lowest, y);
                    highest = Math.max(highest, y);
                }
            }
        }
        return new TargetRange(lowest, highest);
    }
}
