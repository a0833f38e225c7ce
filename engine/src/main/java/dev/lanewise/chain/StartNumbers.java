package dev.lanewise.chain;

import dev.lanewise.data.CounterRandom;
import dev.lanewise.spec.Initializer;
import dev.lanewise.spec.TensorSpec;

/**
 * The numbers that one tensor starts with. Each is a function of the seed, the purpose and its position, so that no order of calls
 * changes it; those of an orthogonal matrix are worked out together first.
 */
@FunctionalInterface
public interface StartNumbers {

    /** Where normal numbers are cut off, in standard deviations. */
    double CUT = 2;
    /** From the counters of one attempt at a number to those of the next; above every position. */
    long NEXT_ATTEMPT = 1L << 32;

    /** The number at a row-major position, from 0. */
    float at(long position);

    /** The numbers of a tensor of a network, whose seed is given; {@code purpose} is the tensor's own among all of the network. */
    static StartNumbers of(TensorSpec tensor, long seed, long purpose) {
        StartNumbers numbers = byRule(tensor, seed, purpose);
        int columns = tensor.shape().getLast(), zeros = tensor.start().zeroInputs();
        return zeros == 0 ? numbers : position -> position % columns < zeros ? 0f : numbers.at(position);
    }

    private static StartNumbers byRule(TensorSpec tensor, long seed, long purpose) {
        double in = tensor.start().fanIn(), out = tensor.start().fanOut();
        return switch (tensor.start().initializer()) {
            case Initializer.Zero _ -> _ -> 0f;
            case Initializer.Constant(float value) -> _ -> value;
            case Initializer.Uniform(float low, float high) ->
                position -> (float) Math.fma((double) high - low, CounterRandom.uniform(seed, purpose, position), low);
            case Initializer.Normal(float mean, float deviation) ->
                position -> (float) Math.fma(deviation, CounterRandom.gaussian(seed, purpose, position), mean);
            case Initializer.TruncatedNormal(float mean, float deviation) ->
                position -> (float) Math.fma(deviation, cutGaussian(seed, purpose, position), mean);
            case Initializer.HeUniform _ -> symmetric(6 / in, seed, purpose);
            case Initializer.HeNormal _ -> normal(2 / in, seed, purpose);
            case Initializer.GlorotUniform _ -> symmetric(6 / (in + out), seed, purpose);
            case Initializer.GlorotNormal _ -> normal(2 / (in + out), seed, purpose);
            case Initializer.LecunUniform _ -> symmetric(3 / in, seed, purpose);
            case Initializer.LecunNormal _ -> normal(1 / in, seed, purpose);
            case Initializer.Orthogonal(float gain) -> OrthogonalMatrix.of(tensor, gain, seed, purpose);
        };
    }

    /** Uniform from minus to plus the root of a square. */
    private static StartNumbers symmetric(double square, long seed, long purpose) {
        double end = StrictMath.sqrt(square);
        return position -> (float) (end * (2.0 * CounterRandom.uniform(seed, purpose, position) - 1.0));
    }

    /** Normal around 0. */
    private static StartNumbers normal(double variance, long seed, long purpose) {
        double deviation = StrictMath.sqrt(variance);
        return position -> (float) (deviation * CounterRandom.gaussian(seed, purpose, position));
    }

    /** The first of a sequence of normal numbers that is not beyond the cut: 95 of 100 are not. */
    private static double cutGaussian(long seed, long purpose, long position) {
        long counter = position;
        double number = CounterRandom.gaussian(seed, purpose, counter);
        while (Math.abs(number) > CUT) {
            counter += NEXT_ATTEMPT;
            number = CounterRandom.gaussian(seed, purpose, counter);
        }
        return number;
    }
}
