package dev.lanewise.spec;

import dev.lanewise.data.CounterRandom;
import dev.lanewise.text.CallSyntax;

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
        /** Checks the number; throws IllegalArgumentException if it is not finite. */
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
        /** Checks the ends; throws IllegalArgumentException if they are not finite or in the wrong order. */
        public Uniform {
            if (!(Float.isFinite(low) && Float.isFinite(high) && low <= high)) {
                throw new IllegalArgumentException("uniform expects finite ends with low <= high, got " + low + " and " + high);
            }
        }
    }

    /**
     * Normal. PyTorch calls it {@code normal_}, Keras {@code RandomNormal}.
     *
     * @param mean      around which
     * @param deviation standard deviation, at least 0
     */
    record Normal(float mean, float deviation) implements Initializer {
        /** Checks the numbers; throws IllegalArgumentException if one is out of range. */
        public Normal {
            requireNormal("normal", mean, deviation);
        }
    }

    /**
     * Normal, but drawn again where it is more than two standard deviations from the mean, as Keras' {@code TruncatedNormal}; the numbers
     * then have 0.88 of that standard deviation. PyTorch's {@code trunc_normal_} has bounds of its own, by default -2 and 2.
     *
     * @param mean      around which
     * @param deviation standard deviation before the cut, at least 0
     */
    record TruncatedNormal(float mean, float deviation) implements Initializer {
        /** Checks the numbers; throws IllegalArgumentException if one is out of range. */
        public TruncatedNormal {
            requireNormal("truncated_normal", mean, deviation);
        }
    }

    /**
     * Uniform in [-a, a) with {@code a = sqrt(6 / in)}: PyTorch's {@code kaiming_uniform_} as it is by default.
     *
     * @see <a href="https://arxiv.org/abs/1502.01852">He et al., Delving deep into rectifiers, ICCV 2015</a>
     */
    record HeUniform() implements Initializer {
    }

    /**
     * Normal with standard deviation {@code sqrt(2 / in)}: PyTorch's {@code kaiming_normal_}. Keras cuts its one off at two deviations.
     *
     * @see <a href="https://arxiv.org/abs/1502.01852">He et al., Delving deep into rectifiers, ICCV 2015</a>
     */
    record HeNormal() implements Initializer {
    }

    /**
     * Uniform in [-a, a) with {@code a = sqrt(6 / (in + out))}: PyTorch's {@code xavier_uniform_}.
     *
     * @see <a href="https://proceedings.mlr.press/v9/glorot10a.html">Glorot and Bengio, Understanding the difficulty of training
     *      deep feedforward neural networks, AISTATS 2010</a>
     */
    record GlorotUniform() implements Initializer {
    }

    /**
     * Normal with standard deviation {@code sqrt(2 / (in + out))}: PyTorch's {@code xavier_normal_}. Keras cuts its one off at two
     * deviations.
     *
     * @see <a href="https://proceedings.mlr.press/v9/glorot10a.html">Glorot and Bengio, Understanding the difficulty of training
     *      deep feedforward neural networks, AISTATS 2010</a>
     */
    record GlorotNormal() implements Initializer {
    }

    /**
     * Uniform in [-a, a) with {@code a = sqrt(3 / in)}; goes with SELU.
     *
     * @see <a href="https://doi.org/10.1007/3-540-49430-8_2">LeCun, Bottou, Orr, Muller, Efficient BackProp, 1998</a>
     */
    record LecunUniform() implements Initializer {
    }

    /**
     * Normal with standard deviation {@code sqrt(1 / in)}; goes with SELU. Keras cuts its one off at two deviations.
     *
     * @see <a href="https://doi.org/10.1007/3-540-49430-8_2">LeCun, Bottou, Orr, Muller, Efficient BackProp, 1998</a>
     */
    record LecunNormal() implements Initializer {
    }

    /**
     * A random matrix [rows, columns] whose columns, or rows where there are fewer, are orthogonal and as long as the gain: PyTorch's
     * {@code orthogonal_}. A vector is a matrix of one row. It is the Q of a QR decomposition and takes {@code 4 m n^2} operations and
     * {@code 8 m n} bytes for n columns of m numbers.
     *
     * @param gain the length
     * @see <a href="https://arxiv.org/abs/1312.6120">Saxe, McClelland, Ganguli, Exact solutions to the nonlinear dynamics of learning in
     *      deep linear neural networks, ICLR 2014</a>
     */
    record Orthogonal(float gain) implements Initializer {
        /** Checks the gain; throws IllegalArgumentException if it is not finite. */
        public Orthogonal {
            if (!Float.isFinite(gain)) {
                throw new IllegalArgumentException("orthogonal expects a finite gain, got " + gain);
            }
        }
    }

    /** {@return {@link Zero}, all zero} */
    static Initializer zeros() {
        return new Zero();
    }

    /** {@return {@link Constant} of 1} */
    static Initializer ones() {
        return new Constant(1f);
    }

    /**
     * All the same.
     *
     * @param value the number
     * @return {@link Constant}
     * @throws IllegalArgumentException if it is not finite
     */
    static Initializer constant(float value) {
        return new Constant(value);
    }

    /**
     * Uniform from low to high.
     *
     * @param low  lower end
     * @param high upper end
     * @return {@link Uniform}
     * @throws IllegalArgumentException if they are not finite or in the wrong order
     */
    static Initializer uniform(float low, float high) {
        return new Uniform(low, high);
    }

    /**
     * Normal.
     *
     * @param mean      around which
     * @param deviation standard deviation
     * @return {@link Normal}
     * @throws IllegalArgumentException if one is out of range
     */
    static Initializer normal(float mean, float deviation) {
        return new Normal(mean, deviation);
    }

    /**
     * Normal within two standard deviations.
     *
     * @param mean      around which
     * @param deviation standard deviation before the cut
     * @return {@link TruncatedNormal}
     * @throws IllegalArgumentException if one is out of range
     */
    static Initializer truncatedNormal(float mean, float deviation) {
        return new TruncatedNormal(mean, deviation);
    }

    /** {@return {@link HeUniform}} */
    static Initializer heUniform() {
        return new HeUniform();
    }

    /** {@return {@link HeNormal}} */
    static Initializer heNormal() {
        return new HeNormal();
    }

    /** {@return {@link GlorotUniform}} */
    static Initializer glorotUniform() {
        return new GlorotUniform();
    }

    /** {@return {@link GlorotNormal}} */
    static Initializer glorotNormal() {
        return new GlorotNormal();
    }

    /** {@return {@link LecunUniform}} */
    static Initializer lecunUniform() {
        return new LecunUniform();
    }

    /** {@return {@link LecunNormal}} */
    static Initializer lecunNormal() {
        return new LecunNormal();
    }

    /** {@return {@link Orthogonal} with gain 1} */
    static Initializer orthogonal() {
        return new Orthogonal(1f);
    }

    /**
     * What suits an activation when nothing is said: He for ReLU and its {@linkplain Activation#isRectifier kin}, LeCun for SELU, else
     * Glorot, each of them uniform.
     *
     * @param activation of the layer
     * @return the initializer of its weights
     */
    static Initializer defaultFor(Activation activation) {
        if (activation.isRectifier()) {
            return heUniform();
        }
        return activation instanceof Activation.Selu ? lecunUniform() : glorotUniform();
    }

    private static void requireNormal(String name, float mean, float deviation) {
        if (!(deviation >= 0 && Float.isFinite(Math.abs(mean) + CounterRandom.FARTHEST_GAUSSIAN * deviation))) {
            throw new IllegalArgumentException(name + " expects a mean and a deviation of at least 0, with a finite mean + 7 deviations,"
                    + " got " + mean + " and " + deviation);
        }
    }

    /** {@return the name used in files and on the command line, for example {@code he_uniform} or {@code uniform(0.0,1.0)}} */
    default String toText() {
        return switch (this) {
            case Zero z -> "zero";
            case Constant c -> "constant(" + c.value() + ")";
            case Uniform u -> "uniform(" + u.low() + "," + u.high() + ")";
            case Normal n -> "normal(" + n.mean() + "," + n.deviation() + ")";
            case TruncatedNormal n -> "truncated_normal(" + n.mean() + "," + n.deviation() + ")";
            case HeUniform h -> "he_uniform";
            case HeNormal h -> "he_normal";
            case GlorotUniform g -> "glorot_uniform";
            case GlorotNormal g -> "glorot_normal";
            case LecunUniform l -> "lecun_uniform";
            case LecunNormal l -> "lecun_normal";
            case Orthogonal o -> "orthogonal(" + o.gain() + ")";
        };
    }

    /**
     * The initializer of a name.
     *
     * @param text what {@link #toText()} writes, or a name of PyTorch or Keras: {@code zeros}, {@code ones}, {@code kaiming_normal},
     *             {@code xavier_uniform}, {@code random_normal} ...; capitals, hyphens and underscores make no difference
     * @return the initializer
     * @throws IllegalArgumentException if the name is unknown
     */
    static Initializer parse(String text) {
        CallSyntax words = CallSyntax.of(text, "initializer");
        return switch (words.name()) {
            case "zero", "zeros" -> words.with(0, zeros());
            case "ones" -> words.with(0, ones());
            case "constant" -> constant(words.with(1, words).number(0));
            case "uniform", "randomuniform" -> uniform(words.with(2, words).number(0), words.number(1));
            case "normal", "randomnormal" -> normal(words.with(2, words).number(0), words.number(1));
            case "truncatednormal" -> truncatedNormal(words.with(2, words).number(0), words.number(1));
            case "heuniform", "kaiminguniform" -> words.with(0, heUniform());
            case "henormal", "kaimingnormal" -> words.with(0, heNormal());
            case "glorotuniform", "xavieruniform" -> words.with(0, glorotUniform());
            case "glorotnormal", "xaviernormal" -> words.with(0, glorotNormal());
            case "lecununiform" -> words.with(0, lecunUniform());
            case "lecunnormal" -> words.with(0, lecunNormal());
            case "orthogonal" -> words.count() == 0 ? orthogonal() : new Orthogonal(words.with(1, words).number(0));
            default -> throw words.unknown("zero, constant(value), uniform(low,high), normal(mean,deviation),"
                    + " truncated_normal(mean,deviation), he_uniform, he_normal, glorot_uniform, glorot_normal, lecun_uniform,"
                    + " lecun_normal, orthogonal(gain)");
        };
    }
}
