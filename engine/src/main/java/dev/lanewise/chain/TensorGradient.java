package dev.lanewise.chain;

import dev.lanewise.kernel.MemberSum;
import dev.lanewise.panel.Panels;

/**
 * What the gradient of a tensor is made of in the second phase of a step: values and their gradients for the whole batch, with a sample a
 * row. A stage lists one for each of its tensors, or one for weights and biases together.
 */
public sealed interface TensorGradient {

    /**
     * Weights and biases of sums: {@code dW = h^T dz}, {@code db = } sums of the columns of dz.
     *
     * @param h          inputs of the sums
     * @param dz         the sums
     * @param isGradient whether the rows of the gradient of dz are read, not its own
     * @param weights    P(in x out)
     * @param bias       P(1 x out), or null where there is none
     */
    record OfProduct(Value h, Value dz, boolean isGradient, Tensor weights, Tensor bias) implements TensorGradient {

        OfProduct(Value h, Value dz, Tensor weights, Tensor bias) {
            this(h, dz, true, weights, bias);
        }
    }

    /**
     * One number for each feature: sums of the columns of a matrix.
     *
     * @param terms      what is summed over the samples
     * @param isGradient whether the rows of its gradient are read, not its own
     * @param vector     P(1 x features)
     */
    record OfColumns(Value terms, boolean isGradient, Tensor vector) implements TensorGradient {

        OfColumns(Value terms, Tensor vector) {
            this(terms, false, vector);
        }
    }

    /**
     * A row for each code: sums of the gradients of the samples that have it.
     *
     * @param codes  the samples
     * @param column which of their features is the code
     * @param out    the value that the rows were written to, whose gradient is read
     * @param at     which of its columns the row begins at
     * @param table  P(codes x columns)
     */
    record OfTable(Value codes, int column, Value out, int at, Tensor table) implements TensorGradient {
    }

    /**
     * Rows for members of an ensemble: sums over the samples, for each member by itself.
     *
     * @param kind    what is summed
     * @param out     rows of members, whose gradient is read
     * @param x       what it is multiplied by, or null
     * @param members how many there are
     * @param tensor  what it is the gradient of
     */
    record OfMembers(MemberSum kind, Value out, Value x, int members, Tensor tensor) implements TensorGradient {
    }

    /**
     * What is summed over the samples to the gradient: the gradients of a value, or of columns the terms themselves.
     *
     * @param slots where the values stand
     * @return P(batch x features)
     */
    default Panels summedRows(Slots slots) {
        return switch (this) {
            case OfProduct product when product.isGradient() -> slots.of(product.dz()).gradientRows;
            case OfProduct product -> slots.of(product.dz()).rows;
            case OfColumns columns when columns.isGradient() -> slots.of(columns.terms()).gradientRows;
            case OfColumns columns -> slots.of(columns.terms()).rows;
            case OfTable table -> slots.of(table.out()).gradientRows;
            case OfMembers sum -> slots.of(sum.out()).gradientRows;
        };
    }
}
