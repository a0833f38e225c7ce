package dev.lanewise.spec;

import dev.lanewise.text.CallSyntax;
import java.util.List;

/**
 * Layer norm: each sample's features are brought to mean 0 and variance 1, then scaled and shifted by two numbers that are learned for each
 * feature, {@code h = gamma (x - mean) / sqrt(variance + eps) + beta}. It is the same in training and prediction.
 *
 * @param eps what is added to the variance, above 0
 * @see <a href="https://arxiv.org/abs/1607.06450">Ba, Kiros and Hinton, Layer normalization, 2016</a>
 */
public record LayerNorm(float eps) implements Layer {

    /** What PyTorch adds to the variance, too. */
    static final float EPS = 1e-5f;

    /**
     * Checks eps.
     *
     * @throws IllegalArgumentException if it is not above 0 and finite
     */
    public LayerNorm {
        if (!(eps > 0 && eps < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("layer norm expects a finite eps above 0, got " + eps);
        }
    }

    @Override
    public int outputs(int inputs) {
        return inputs;
    }

    /** {@code gamma}, which starts at 1, and {@code beta}, which starts at 0, of shape [features]. */
    @Override
    public List<TensorSpec> tensors(String name, int inputs) {
        TensorSpec.Start ones = new TensorSpec.Start(new Initializer.Constant(1f), inputs, inputs);
        TensorSpec.Start zeros = new TensorSpec.Start(new Initializer.Zero(), inputs, inputs);
        return List.of(new TensorSpec(name + ".gamma", List.of(inputs), TensorSpec.Role.NORM, ones),
                new TensorSpec(name + ".beta", List.of(inputs), TensorSpec.Role.NORM, zeros));
    }

    /**
     * The layer as a line of a model file.
     *
     * @return for example {@code layer_norm(1.0E-5)}
     */
    @Override
    public String toText() {
        return "layer_norm(" + eps + ")";
    }

    static LayerNorm parse(CallSyntax words) {
        return new LayerNorm(words.with(1, words).number(0));
    }
}
