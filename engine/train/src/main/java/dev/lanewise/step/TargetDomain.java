package dev.lanewise.step;

import dev.lanewise.data.Batch;
import dev.lanewise.data.Dataset;
import dev.lanewise.spec.Loss;
import java.util.Optional;

/**
 * The targets that a loss is made for: from 0 to 1 for the cross-entropy of sigmoids and the focal loss; rows of at least 0 that sum to 1
 * for the cross-entropy of a softmax; at least 0 for the Poisson loss. With others they have no smallest value, or another gradient than
 * h - y. Numbers that are not finite are left to the trainer's policy, and labels always fit.
 */
public final class TargetDomain {

    /** How far the sum of a row may be from 1: probabilities are often written with two digits. */
    static final double SUM_TOLERANCE = 0.01;

    /** Looks at the targets of a batch, whose samples count from {@code first}. */
    @FunctionalInterface
    private interface Check {
        public void require(Batch batch, int first, Loss loss);
    }

    private TargetDomain() {
    }

    private static Optional<Check> check(Loss loss) {
        return switch (loss.targets()) {
            case NUMBERS -> Optional.empty();
            case COUNTS -> Optional.of(TargetDomain::requireCounts);
            case SHARES -> Optional.of(TargetDomain::requireShares);
            case DISTRIBUTIONS -> Optional.of(TargetDomain::requireDistributions);
        };
    }

    /** Whether every number is a target of the loss. */
    public static boolean isEveryNumber(Loss loss) {
        return check(loss).isEmpty();
    }

    /** Looks at every target of a data set. */
    public static void require(Loss loss, Dataset dataset) {
        if (dataset.isLabelled() || isEveryNumber(loss)) {
            return;
        }
        Batch batch = Batch.of(dataset, Math.min(Targets.BLOCK, dataset.size()));
        for (int from = 0; from < dataset.size(); from += batch.size()) {
            dataset.fill(batch, from, from + Math.min(batch.capacity(), dataset.size() - from));
            require(loss, batch, from);
        }
    }

    /** Looks at every target of a batch, whose samples count from {@code first}. */
    public static void require(Loss loss, Batch batch, int first) {
        if (!batch.isLabelled()) {
            check(loss).ifPresent(check -> check.require(batch, first, loss));
        }
    }

    private static void requireCounts(Batch batch, int first, Loss loss) {
        for (int sample = 0; sample < batch.size(); sample++) {
            for (int output = 0; output < batch.outputs(); output++) {
                requireNotNegative(Targets.at(batch, sample, output), first + sample, output, loss);
            }
        }
    }

    private static void requireNotNegative(float y, int sample, int output, Loss loss) {
        if (y < 0 && Float.isFinite(y)) {
            throw refusal(sample, "target " + y + " for output " + output, loss, "targets of at least 0");
        }
    }

    private static void requireShares(Batch batch, int first, Loss loss) {
        for (int sample = 0; sample < batch.size(); sample++) {
            for (int output = 0; output < batch.outputs(); output++) {
                float y = Targets.at(batch, sample, output);
                if ((y < 0 || y > 1) && Float.isFinite(y)) {
                    throw refusal(first + sample, "target " + y + " for output " + output, loss, "targets from 0 to 1");
                }
            }
        }
    }

    private static void requireDistributions(Batch batch, int first, Loss loss) {
        for (int sample = 0; sample < batch.size(); sample++) {
            double sum = 0;
            for (int output = 0; output < batch.outputs(); output++) {
                float y = Targets.at(batch, sample, output);
                requireNotNegative(y, first + sample, output, loss);
                sum += y;
            }
            if (Math.abs(sum - 1) > SUM_TOLERANCE && Double.isFinite(sum)) {
                throw refusal(first + sample, "targets that sum to " + (float) sum, loss,
                        "rows of targets that sum to 1, give or take " + SUM_TOLERANCE);
            }
        }
    }

    private static IllegalArgumentException refusal(int sample, String got, Loss loss, String expected) {
        return new IllegalArgumentException("sample " + sample + " has " + got + ", but the loss " + loss.toText() + " expects "
                + expected);
    }
}
