package dev.lanewise.spec;

import dev.lanewise.text.CallSyntax;
import java.util.List;

/**
 * Dropout: in training each of its inputs is dropped, set to zero, with a probability, and what is kept is multiplied by
 * {@code 1 / (1 - rate)}, so that its mean stays. What is dropped depends on the seed of the training, the layer, the step, the sample's
 * place in its batch and the feature alone. Predictions, evaluations and explanations are of the network without it.
 *
 * @param rate the probability, from 0 to below 1
 * @see <a href="https://jmlr.org/papers/v15/srivastava14a.html">Srivastava et al., Dropout: a simple way to prevent neural networks from
 *      overfitting, JMLR 2014</a>
 */
public record Dropout(double rate) implements Layer {

    /**
     * Checks the rate.
     *
     * @throws IllegalArgumentException if it is not from 0 to below 1
     */
    public Dropout {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("dropout expects a rate from 0 to below 1, got " + rate);
        }
    }

    @Override
    public int outputs(int inputs) {
        return inputs;
    }

    /** None. */
    @Override
    public List<TensorSpec> tensors(String name, int inputs) {
        return List.of();
    }

    /**
     * The layer as a line of a model file.
     *
     * @return for example {@code dropout(0.5)}
     */
    @Override
    public String toText() {
        return "dropout(" + rate + ")";
    }

    static Dropout parse(CallSyntax words) {
        return new Dropout(words.with(1, words).real(0));
    }
}
