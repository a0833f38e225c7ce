package dev.lanewise.chain;

import dev.lanewise.kernel.ActivationFunction;
import dev.lanewise.kernel.ActivationLoops;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.panel.Panels;
import java.util.Set;

/** An activation that keeps its derivative: on the way back f'(z) stands where z stood. */
public final class ActivationStage extends FeatureStage {

    private final ActivationFunction function;
    private final float parameter;

    /**
     * An activation between two values of the same width.
     *
     * @param in        pre-activations
     * @param out       outputs
     * @param function  the activation
     * @param parameter its parameter, where it has one
     */
    public ActivationStage(Value in, Value out, ActivationFunction function, float parameter) {
        super(in, out);
        this.function = function;
        this.parameter = parameter;
    }

    @Override
    BoundStage bind(Slots slots) {
        return new OfActivation(this, slots);
    }

    @Override
    Set<?> kinds() {
        return Set.of(function);
    }

    private static final class OfActivation extends Bound {

        private final ActivationFunction function;
        private final float parameter;
        private final Panels slope;
        private final Panels scratch;

        OfActivation(ActivationStage stage, Slots slots) {
            super(stage, slots);
            function = stage.function;
            parameter = stage.parameter;
            slope = hasBackward() ? in : null;
            scratch = slots.panels(ActivationLoops.SCRATCH_ROWS, Panels.LANES);
        }

        @Override
        void write(Kernels kernels, Run run) {
            ActivationLoops loops = ActivationLoops.of(kernels);
            if (few) {
                loops.forwardRows(function, parameter, in, out, slope, scratch);
            } else {
                loops.forward(function, parameter, in, out, slope, scratch);
            }
        }

        @Override
        void writeGradient(Kernels kernels, Run run) {
            if (dIn != null) {
                ActivationLoops.of(kernels).multiply(dOut, slope, dIn);
            }
        }
    }
}
