package dev.lanewise.chain;

import dev.lanewise.kernel.ActivationFunction;
import dev.lanewise.kernel.ActivationLoops;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.panel.Panels;
import java.util.List;
import java.util.Set;

/**
 * An activation with a parameter for each output: the parametric form of a function, or PReLU. Besides its derivative it keeps that by the
 * parameter, whose products with the gradients of the outputs are summed over the batch in the second phase of a step.
 */
public final class LearnedActivationStage extends FeatureStage {

    /** What the parameter of an output does. */
    public enum Form {
        /** It blends: {@code z + alpha (f(z) - z)}. */
        PARAMETRIC,
        /** It is the slope of a ReLU below 0. */
        PRELU
    }

    private final Form form;
    private final ActivationFunction function;
    private final float parameter;
    private final Tensor alpha;

    /**
     * A learned activation between two values of the same width.
     *
     * @param in        pre-activations
     * @param out       outputs
     * @param form      what the parameter of an output does
     * @param function  that of the parametric form
     * @param parameter the function's parameter, where it has one
     * @param alpha     P(1 x features), learned
     * @param terms     of the same width, what is summed over the batch; null where nothing is trained
     */
    public LearnedActivationStage(Value in, Value out, Form form, ActivationFunction function, float parameter, Tensor alpha, Value terms) {
        super(in, out, terms);
        this.form = form;
        this.function = function;
        this.parameter = parameter;
        this.alpha = alpha;
    }

    @Override
    BoundStage bind(Slots slots) {
        return new OfLearnedActivation(this, slots);
    }

    @Override
    List<TensorGradient> gradients() {
        return terms() == null ? List.of() : List.of(new TensorGradient.OfColumns(terms(), alpha));
    }

    @Override
    Set<?> kinds() {
        return Set.of(form, function);
    }

    private static final class OfLearnedActivation extends Bound {

        private final Form form;
        private final ActivationFunction function;
        private final float parameter;
        private final Panels alpha;
        private final Panels slope;
        private final Panels term;
        private final Panels scratch;

        OfLearnedActivation(LearnedActivationStage stage, Slots slots) {
            super(stage, slots);
            form = stage.form;
            function = stage.function;
            parameter = stage.parameter;
            alpha = stage.alpha.values();
            slope = hasBackward() ? in : null;
            term = hasBackward() ? slots.panels(in.rows(), in.cols()) : null;
            scratch = slots.panels(ActivationLoops.SCRATCH_ROWS, Panels.LANES);
        }

        @Override
        void write(Kernels kernels, Run run) {
            ActivationLoops loops = ActivationLoops.of(kernels);
            switch (form) {
                case PARAMETRIC -> {
                    if (few) {
                        loops.parametricRows(function, parameter, alpha, in, out, slope, term, scratch);
                    } else {
                        loops.parametric(function, parameter, alpha, in, out, slope, term, scratch);
                    }
                }
                case PRELU -> {
                    if (few) {
                        loops.preluRows(alpha, in, out, slope, term, scratch);
                    } else {
                        loops.prelu(alpha, in, out, slope, term, scratch);
                    }
                }
            }
        }

        @Override
        void writeGradient(Kernels kernels, Run run) {
            ActivationLoops loops = ActivationLoops.of(kernels);
            if (few) {
                loops.multiply(dOut, term, termRows);
            } else {
                loops.multiply(dOut, term, term);
                kernels.transpose(term, termRows);
            }
            if (dIn != null) {
                loops.multiply(dOut, slope, dIn);
            }
        }
    }
}
