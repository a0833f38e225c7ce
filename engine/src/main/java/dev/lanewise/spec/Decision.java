package dev.lanewise.spec;

import dev.lanewise.text.Phrases;

/** Which class the outputs of a network stand for. */
final class Decision {

    private Decision() {
    }

    /** Classes that the outputs tell apart, or 0. */
    static int classes(NetworkSpec spec) {
        if (spec.outputs() > 1) {
            return spec.outputs();
        }
        return Float.isNaN(threshold(output(spec))) ? 0 : 2;
    }

    /** From which output on a single one stands for the second class; NaN where it tells no classes apart. */
    private static float threshold(Activation output) {
        ActivationTraits traits = ActivationTraits.of(output);
        return traits.saturates() ? (traits.lowerBound() + traits.upperBound()) / 2 : Float.NaN;
    }

    /** The class, or {@link NetworkSpec#NO_CLASS}. */
    static int classOf(NetworkSpec spec, float[] outputs) {
        requireClasses(spec);
        if (outputs.length != spec.outputs()) {
            throw new IllegalArgumentException("the network " + spec.shape() + " has " + Phrases.count(spec.outputs(), "output") + ", got "
                    + outputs.length);
        }
        if (outputs.length > 1) {
            return largest(outputs);
        }
        return Float.isNaN(outputs[0]) ? NetworkSpec.NO_CLASS : outputs[0] >= threshold(output(spec)) ? 1 : 0;
    }

    static void requireClasses(NetworkSpec spec) {
        if (classes(spec) == 0) {
            throw new IllegalArgumentException("the network " + spec.shape() + " has one output with the activation "
                    + output(spec).toText() + ", which tells no classes apart; it takes two or more outputs, or one whose activation"
                    + " saturates, such as sigmoid or tanh");
        }
    }

    private static int largest(float[] outputs) {
        int best = 0;
        for (int i = 0; i < outputs.length; i++) {
            if (Float.isNaN(outputs[i])) {
                return NetworkSpec.NO_CLASS;
            }
            if (outputs[i] > outputs[best]) {
                best = i;
            }
        }
        return Float.isInfinite(outputs[best]) ? NetworkSpec.NO_CLASS : best;
    }

    private static Activation output(NetworkSpec spec) {
        return spec.layers().getLast().activation();
    }
}
