package dev.lanewise.spec;

import dev.lanewise.text.CallSyntax;
import dev.lanewise.text.Phrases;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What the learning rate and the decay of an optimizer are multiplied by for groups of tensors; by 1 for all other tensors. A tensor that
 * is in several groups has the product of their factors, worked out in double. Immutable.
 *
 * <p>A learning rate factor of 0 freezes a tensor: training changes neither its numbers nor what the optimizer keeps beside them, and its
 * gradient is not summed.
 *
 * @param factors sorted by what they multiply and by the text of their group
 */
public record TensorFactors(List<Factor> factors) {

    /** The learning rate and the decay of all tensors are those of the optimizer. */
    public static final TensorFactors NONE = new TensorFactors(List.of());

    private static final int MOST = 1_000;

    /** What is multiplied. */
    public enum Target {
        /** The learning rate. */
        LEARNING_RATE,
        /** The decay of an optimizer that has one, and penalties; see {@link GradientOptions}. */
        DECAY;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One factor.
     *
     * @param target what is multiplied
     * @param group  for which tensors
     * @param value  by what: finite, at least 0
     */
    public record Factor(Target target, TensorGroup group, float value) {

        private static final Comparator<Factor> ORDER = Comparator.comparing(Factor::target).thenComparing(factor -> factor.group.toText());

        /**
         * Checks the factor; -0 becomes 0.
         *
         * @throws IllegalArgumentException if it is negative or not finite
         */
        public Factor {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(group, "group");
            if (!(value >= 0 && Float.isFinite(value))) {
                throw new IllegalArgumentException("the " + target.word() + " factor of " + group.toText()
                        + " expects a number of at least 0, got " + value);
            }
            value = Math.abs(value);
        }

        private boolean isForTheSame(Factor other) {
            return target == other.target && group.equals(other.group);
        }

        /**
         * The factor as checkpoints and messages have it.
         *
         * @return for example {@code learning_rate(biases,2.0)} or {@code decay(layer1,0.0)}
         */
        public String toText() {
            return target.word() + "(" + group.toText() + "," + value + ")";
        }

        static Factor parse(String text) {
            CallSyntax words = CallSyntax.of(text, "factor");
            Target target = switch (words.name()) {
                case "learningrate" -> Target.LEARNING_RATE;
                case "decay" -> Target.DECAY;
                default -> throw words.unknown("learning_rate(group,factor), decay(group,factor)");
            };
            if (words.count() != 2) {
                throw words.otherCount("a group and a number");
            }
            return new Factor(target, TensorGroup.parse(words.numbers().getFirst()), words.number(1));
        }
    }

    /**
     * Sorts the factors.
     *
     * @throws IllegalArgumentException if there are two for one group, or more than 1,000
     */
    public TensorFactors {
        requireFew(factors.size());
        factors = factors.stream().sorted(Factor.ORDER).toList();
        for (int i = 1; i < factors.size(); i++) {
            if (factors.get(i).isForTheSame(factors.get(i - 1))) {
                throw new IllegalArgumentException("expected one factor for a group, got " + factors.get(i - 1).toText() + " and "
                        + factors.get(i).toText());
            }
        }
    }

    private static void requireFew(long count) {
        if (count > MOST) {
            throw new IllegalArgumentException("expected at most " + MOST + " factors for groups of tensors, got " + count);
        }
    }

    /**
     * These factors and one more, which replaces one for the same group.
     *
     * @param factor the other
     * @return new factors
     */
    public TensorFactors with(Factor factor) {
        List<Factor> all = new ArrayList<>(factors);
        all.removeIf(factor::isForTheSame);
        all.add(factor);
        return new TensorFactors(all);
    }

    /**
     * Refuses layers and tensors that a network does not have. Roles may be without a tensor, so that one set of factors serves many
     * networks.
     *
     * @param spec the network
     * @throws IllegalArgumentException if a group is named and has no tensor
     */
    public void requireFit(NetworkSpec spec) {
        List<TensorSpec> tensors = spec.tensors();
        for (Factor factor : factors) {
            if (factor.group instanceof TensorGroup.Named && tensors.stream().noneMatch(factor.group::has)) {
                throw new IllegalArgumentException("the " + factor.target.word() + " factor of " + factor.group.toText()
                        + " expects a layer or tensor of the network " + spec.shape() + ", which learns "
                        + Phrases.list(tensors.stream().map(TensorSpec::name)));
            }
        }
    }

    /**
     * What the learning rate or the decay of a tensor is multiplied by.
     *
     * @param target which of both
     * @param tensor name and role of the tensor
     * @return the product of the factors of its groups, in their order; 1 where it is in none
     */
    public double of(Target target, TensorSpec tensor) {
        double product = 1;
        for (Factor factor : factors) {
            product *= factor.target == target && factor.group.has(tensor) ? factor.value : 1;
        }
        return product;
    }

    /**
     * Whether a tensor is in a group that has a factor.
     *
     * @param target of the learning rate or of the decay
     * @param tensor name and role of the tensor
     * @return false where its factor is 1 because nobody has named one
     */
    public boolean has(Target target, TensorSpec tensor) {
        return factors.stream().anyMatch(factor -> factor.target == target && factor.group.has(tensor));
    }

    /**
     * The factors as checkpoints have them.
     *
     * @return for each a line such as {@code learning_rate(layer1,0.1)}, with a line feed
     */
    public String toText() {
        return factors.stream().map(factor -> factor.toText() + "\n").collect(Collectors.joining());
    }

    /**
     * The factors of a text.
     *
     * @param text what {@link #toText()} writes; capitals, hyphens and underscores make no difference
     * @return the factors
     * @throws IllegalArgumentException if it is not of that form
     */
    public static TensorFactors parse(String text) {
        requireFew(text.lines().count());
        return new TensorFactors(text.lines().map(Factor::parse).toList());
    }
}
