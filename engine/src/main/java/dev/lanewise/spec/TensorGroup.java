package dev.lanewise.spec;

import dev.lanewise.text.Phrases;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Some of the tensors that a network learns, for example those that have a learning rate of their own
 * ({@code Trainer.Builder.learningRateFactor}). Immutable.
 */
public sealed interface TensorGroup {

    /**
     * The tensors of all layers that have one role.
     *
     * @param role what a layer does with them
     */
    record OfRole(TensorSpec.Role role) implements TensorGroup {

        /** Needs a role. */
        public OfRole {
            Objects.requireNonNull(role, "role");
        }

        private static Stream<TensorGroup> all() {
            return Stream.of(TensorSpec.Role.values()).map(OfRole::new);
        }
    }

    /**
     * All tensors of one layer, or one tensor.
     *
     * @param name such as {@code layer1} or {@code layer1.weight}
     */
    record Named(String name) implements TensorGroup {

        private static final Pattern NAME = Pattern.compile("layer[1-9][0-9]{0,8}(\\.[a-z0-9._]{1,57})?");

        /**
         * Checks the name.
         *
         * @throws IllegalArgumentException if no layer or tensor can have it
         */
        public Named {
            if (!isName(name)) {
                throw new IllegalArgumentException("expected the name of a layer or tensor, such as layer1 or layer1.weight, got "
                        + Phrases.shown(name));
            }
        }

        private static boolean isName(String text) {
            return NAME.matcher(text).matches();
        }
    }

    /**
     * The weights of all layers: what multiplies their inputs.
     *
     * @return the group
     */
    static TensorGroup weights() {
        return new OfRole(TensorSpec.Role.WEIGHT);
    }

    /**
     * The biases of all layers.
     *
     * @return the group
     */
    static TensorGroup biases() {
        return new OfRole(TensorSpec.Role.BIAS);
    }

    /**
     * The parameters of all learned activations.
     *
     * @return the group
     */
    static TensorGroup activations() {
        return new OfRole(TensorSpec.Role.ACTIVATION);
    }

    /**
     * What scales or shifts features, in all layers.
     *
     * @return the group
     */
    static TensorGroup norms() {
        return new OfRole(TensorSpec.Role.NORM);
    }

    /**
     * The tables of all embeddings.
     *
     * @return the group
     */
    static TensorGroup embeddings() {
        return new OfRole(TensorSpec.Role.TABLE);
    }

    /**
     * The weights of the heads of an ensemble.
     *
     * @return the group
     */
    static TensorGroup heads() {
        return new OfRole(TensorSpec.Role.HEAD);
    }

    /**
     * All tensors of one layer.
     *
     * @param layer its number, from 1; layers that learn nothing count, too
     * @return the group
     * @throws IllegalArgumentException if the number is below 1 or above 999,999,999
     */
    static TensorGroup layer(int layer) {
        return new Named("layer" + layer);
    }

    /**
     * One tensor by its name, or all of a layer.
     *
     * @param name such as {@code layer1.weight} or {@code layer1}
     * @return the group
     * @throws IllegalArgumentException if no layer or tensor can have that name
     */
    static TensorGroup named(String name) {
        return new Named(name);
    }

    /**
     * Whether a tensor belongs to the group.
     *
     * @param tensor its name and role
     * @return whether it does
     */
    default boolean has(TensorSpec tensor) {
        return switch (this) {
            case OfRole(TensorSpec.Role role) -> tensor.role() == role;
            case Named(String name) -> tensor.name().equals(name) || tensor.name().startsWith(name + ".");
        };
    }

    /**
     * The group as checkpoints, command lines and messages have it.
     *
     * @return {@code weights}, {@code biases}, {@code activations}, {@code norms}, {@code embeddings}, {@code heads}, or a name such as
     *         {@code layer1} or {@code layer1.weight}
     */
    default String toText() {
        return switch (this) {
            case OfRole(TensorSpec.Role role) -> switch (role) {
                case WEIGHT -> "weights";
                case BIAS -> "biases";
                case ACTIVATION -> "activations";
                case NORM -> "norms";
                case TABLE -> "embeddings";
                case HEAD -> "heads";
            };
            case Named(String name) -> name;
        };
    }

    /**
     * The group of a text.
     *
     * @param text what {@link #toText()} writes; capitals make no difference
     * @return the group
     * @throws IllegalArgumentException if it is neither a role nor a name that a layer or tensor can have
     */
    static TensorGroup parse(String text) {
        String key = text.strip().toLowerCase(Locale.ROOT);
        if (Named.isName(key)) {
            return new Named(key);
        }
        return OfRole.all().filter(group -> group.toText().equals(key)).findFirst().orElseThrow(() -> new IllegalArgumentException(
                "unknown group of tensors " + Phrases.shown(text) + ", expected one of "
                + OfRole.all().map(TensorGroup::toText).collect(Collectors.joining(", ")) + ", a layer such as layer1 or a tensor such as"
                + " layer1.weight"));
    }
}
