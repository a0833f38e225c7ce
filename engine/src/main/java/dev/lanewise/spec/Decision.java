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
        return classOf(spec, outputs, 0);
    }

    /** The class of outputs from an index on, or {@link NetworkSpec#NO_CLASS}. */
    static int classOf(NetworkSpec spec, float[] outputs, int from) {
        int count = spec.outputs();
        if (from < 0 || outputs.length - from < count) {
            throw new IllegalArgumentException("the network " + spec.shape() + " has " + Phrases.count(count, "output")
                    + ", got an array of " + outputs.length + " from index " + from + " on");
        }
        if (count > 1) {
            return largest(outputs, from, count);
        }
        requireClasses(spec);
        return Float.isNaN(outputs[from]) ? NetworkSpec.NO_CLASS : outputs[from] >= threshold(output(spec)) ? 1 : 0;
    }

    static void requireClasses(NetworkSpec spec) {
        if (classes(spec) == 0) {
            throw new IllegalArgumentException("the network " + spec.shape() + " has one output with the activation "
                    + output(spec).toText() + ", which tells no classes apart; it takes two or more outputs, or one whose activation"
                    + " saturates, such as sigmoid or tanh");
        }
    }

    private static int largest(float[] outputs, int from, int count) {
        int best = from;
        for (int i = from; i < from + count; i++) {
            if (Float.isNaN(outputs[i])) {
                return NetworkSpec.NO_CLASS;
            }
            if (outputs[i] > outputs[best]) {
                best = i;
            }
        }
        return Float.isInfinite(outputs[best]) ? NetworkSpec.NO_CLASS : best - from;
    }

    private static Activation output(NetworkSpec spec) {
        return spec.layers().getLast().activation();
    }
}
