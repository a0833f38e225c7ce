package dev.lanewise.spec;

import dev.lanewise.text.Phrases;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The end of an ensemble that {@link Members} begin: a dense layer for each member, {@code h[m] = activation(W[m] x[m] + b[m])}. Weights
 * and biases start uniform from {@code -1 / sqrt(inputs)} to {@code 1 / sqrt(inputs)}, as PyTorch's {@code Linear}. It is the last layer.
 *
 * <p>The loss of a sample is the mean of the losses of its members; its prediction is the mean of what they make of it, behind the
 * activation.
 *
 * @param members    how many there are, from 1 to {@link Members#MOST}
 * @param outputs    outputs of each, at least 1
 * @param activation what a member makes of its sums
 */
public record Heads(int members, int outputs, Activation activation) implements Layer {

    private static final int WORDS = 3;
    private static final String EXPECTED = "expected a layer as 'heads(members) outputs activation', such as 'heads(8) 3 softmax', got ";

    /**
     * Checks the layer.
     *
     * @throws IllegalArgumentException if it has no outputs, more or fewer members than there may be, or an activation that is learned
     */
    public Heads {
        Objects.requireNonNull(activation, "activation");
        Members.requireCount(members);
        if (outputs < 1) {
            throw new IllegalArgumentException("heads need at least 1 output, got " + outputs);
        }
        if (activation.isLearned()) {
            throw new IllegalArgumentException("heads expect an activation that is not learned, got " + activation.toText());
        }
        if ((long) members * outputs > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(members + " heads have at most " + Integer.MAX_VALUE / members + " outputs each, got "
                    + outputs);
        }
    }

    @Override
    public int outputs(int inputs) {
        return outputs;
    }

    /** Behind them nothing is shared any more. */
    @Override
    public void requirePlace(int place, int layers) {
        if (place < layers) {
            throw new IllegalArgumentException("layer " + place + " is heads, which only the last layer, here layer " + layers
                    + ", may be");
        }
    }

    /** {@code heads} of shape [members x outputs, inputs], member by member, and {@code head_biases} of shape [members, outputs]. */
    @Override
    public List<TensorSpec> tensors(String name, int inputs) {
        float end = (float) (1 / Math.sqrt(inputs));
        TensorSpec.Start start = new TensorSpec.Start(new Initializer.Uniform(-end, end), inputs, outputs);
        return List.of(new TensorSpec(name + ".heads", List.of(members * outputs, inputs), TensorSpec.Role.HEAD, start),
                new TensorSpec(name + ".head_biases", List.of(members, outputs), TensorSpec.Role.BIAS, start));
    }

    @Override
    public Optional<Layer> miniature(int otherOutputs) {
        return Optional.of(new Heads(members, otherOutputs, activation));
    }

    /**
     * The layer as a line of a model file.
     *
     * @return for example {@code heads(8) 3 softmax}
     */
    @Override
    public String toText() {
        return "heads(" + members + ") " + outputs + " " + activation.toText();
    }

    static Heads parse(String text) {
        String[] words = text.split(" ", WORDS + 1);
        if (words.length != WORDS) {
            throw new IllegalArgumentException(EXPECTED + Phrases.shown(text));
        }
        return new Heads(Members.countOf(words[0], EXPECTED, text), NetworkSpec.parseSize(words[1]), Activation.parse(words[2]));
    }
}
