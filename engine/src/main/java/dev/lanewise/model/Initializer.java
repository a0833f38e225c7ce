package dev.lanewise.model;

import dev.lanewise.data.CounterRandom;
import dev.lanewise.text.Words;

/** Where weights and biases start; each number depends on the seed, the layer and the position alone. */
public sealed interface Initializer {

    /** All zero. */
    record Zero() implements Initializer {
    }

    /**
     * All the same.
     *
     * @param value the number
     */
    record Constant(float value) implements Initializer {
        /**
         * Checks the number.
         *
         * @throws IllegalArgumentException if it is not finite
         */
        public Constant {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("constant expects a finite number, got " + value);
            }
        }
    }

    /**
     * Uniform from low to high, which itself comes up by rounding only.
     *
     * @param low  lower end
     * @param high upper end
     */
    record Uniform(float low, float high) implements Initializer {
        /**
         * Checks the ends.
         *
         * @throws IllegalArgumentException if they are not finite or in the wrong order
         */
        public Uniform {
            if (!(Float.isFinite(low) && Float.isFinite(high) && low <= high)) {
                throw new IllegalArgumentException("uniform expects finite ends with low <= high, got " + low + " and " + high);
            }
        }
    }

    /**
     * Uniform in [-a, a) with {@code a = sqrt(6 / in)}.
     *
     * @see <a href="https://arxiv.org/abs/1502.01852">He et al., Delving deep into rectifiers, ICCV 2015</a>
     */
    record HeUniform() implements Initializer {
    }

    /**
     * Normal with standard deviation {@code sqrt(2 / in)}.
     *
     * @see <a href="https://arxiv.org/abs/1502.01852">He et al., Delving deep into rectifiers, ICCV 2015</a>
     */
    record HeNormal() implements Initializer {
    }

    /**
     * Uniform in [-a, a) with {@code a = sqrt(6 / (in + out))}.
     *
     * @see <a href="https://proceedings.mlr.press/v9/glorot10a.html">Glorot and Bengio, Understanding the difficulty of training
     *      deep feedforward neural networks, AISTATS 2010</a>
     */
    record GlorotUniform() implements Initializer {
    }

    /**
     * Normal with standard deviation {@code sqrt(2 / (in + out))}.
     *
     * @see <a href="https://proceedings.mlr.press/v9/glorot10a.html">Glorot and Bengio, Understanding the difficulty of training
     *      deep feedforward neural networks, AISTATS 2010</a>
     */
    record GlorotNormal() implements Initializer {
    }

    /**
     * What suits an activation when nothing is said: He for ReLU and leaky ReLU, else Glorot, uniform.
     *
     * @param activation of the layer
     * @return the initializer of its weights
     */
    static Initializer suiting(Activation activation) {
        return switch (activation) {
            case Activation.Relu r -> new HeUniform();
            case Activation.LeakyRelu l -> new HeUniform();
            case Activation.Identity i -> new GlorotUniform();
            case Activation.Sigmoid s -> new GlorotUniform();
            case Activation.Tanh t -> new GlorotUniform();
            case Activation.Parametric(Activation function) -> suiting(function);
            case Activation.Softmax s -> new GlorotUniform();
        };
    }

    /**
     * The number at one position.
     *
     * @param seed     of the network
     * @param purpose  the layer, and whether it is for its weights or biases
     * @param position counted row-major over [out][in]
     * @param in       inputs of the layer
     * @param out      outputs of the layer
     * @return the number
     */
    default float at(long seed, long purpose, long position, int in, int out) {
        return switch (this) {
            case Zero z -> 0f;
            case Constant c -> c.value();
            case Uniform u -> (float) Math.fma((double) u.high() - u.low(), CounterRandom.uniform(seed, purpose, position), u.low());
            case HeUniform h -> symmetric(StrictMath.sqrt(6.0 / in), seed, purpose, position);
            case HeNormal h -> (float) (StrictMath.sqrt(2.0 / in) * CounterRandom.gaussian(seed, purpose, position));
            case GlorotUniform g -> symmetric(StrictMath.sqrt(6.0 / ((double) in + out)), seed, purpose, position);
            case GlorotNormal g -> (float) (StrictMath.sqrt(2.0 / ((double) in + out)) * CounterRandom.gaussian(seed, purpose, position));
        };
    }

    private static float symmetric(double end, long seed, long purpose, long position) {
        return (float) (end * (2.0 * CounterRandom.uniform(seed, purpose, position) - 1.0));
    }

    /**
     * The name used in files and on the command line.
     *
     * @return for example {@code he_uniform} or {@code uniform(0.0,1.0)}
     */
    default String text() {
        return switch (this) {
            case Zero z -> "zero";
            case Constant c -> "constant(" + c.value() + ")";
            case Uniform u -> "uniform(" + u.low() + "," + u.high() + ")";
            case HeUniform h -> "he_uniform";
            case HeNormal h -> "he_normal";
            case GlorotUniform g -> "glorot_uniform";
            case GlorotNormal g -> "glorot_normal";
        };
    }

    /**
     * The initializer of a name.
     *
     * @param text what {@link #text()} writes; capitals, hyphens and underscores make no difference
     * @return the initializer
     * @throws IllegalArgumentException if the name is unknown
     */
    static Initializer parse(String text) {
        Words words = Words.of(text, "initializer");
        return switch (words.name()) {
            case "zero" -> words.with(0, new Zero());
            case "constant" -> new Constant(words.with(1, words).number(0));
            case "uniform" -> new Uniform(words.with(2, words).number(0), words.number(1));
            case "heuniform" -> words.with(0, new HeUniform());
            case "henormal" -> words.with(0, new HeNormal());
            case "glorotuniform" -> words.with(0, new GlorotUniform());
            case "glorotnormal" -> words.with(0, new GlorotNormal());
            default -> throw words.unknown(
                    "zero, constant(value), uniform(low,high), he_uniform, he_normal, glorot_uniform, glorot_normal");
        };
    }
}
