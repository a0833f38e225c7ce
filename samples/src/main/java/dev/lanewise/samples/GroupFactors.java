package dev.lanewise.samples;

import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.TensorFactors.Factor;
import dev.lanewise.spec.TensorFactors.Target;
import dev.lanewise.spec.TensorFactors;
import dev.lanewise.spec.TensorGroup;
import dev.lanewise.spec.TensorSpec;
import dev.lanewise.text.Phrases;
import java.util.ArrayList;
import java.util.List;

/**
 * What was typed of groups of tensors with one option.
 *
 * @param option its name
 * @param target what the factors multiply
 * @param typed  each as {@code GROUP=FACTOR}
 */
record GroupFactors(String option, Target target, List<String> typed) {

    /**
     * The factors.
     *
     * @throws IllegalArgumentException if one is negative or no number, there is no such group, or a group has two
     */
    TensorFactors factors() {
        List<Factor> factors = new ArrayList<>();
        for (String text : typed) {
            Factor factor = factor(text);
            if (factors.stream().anyMatch(other -> other.group().equals(factor.group()))) {
                throw new IllegalArgumentException(option + " may be given once for a group, got " + factor.group().toText() + " twice");
            }
            factors.add(factor);
        }
        return new TensorFactors(factors);
    }

    /** The same, but a layer or tensor that a network does not have is refused, too. */
    TensorFactors fitting(NetworkSpec network) {
        TensorFactors factors = factors();
        List<TensorSpec> tensors = network.tensors();
        for (Factor factor : factors.factors()) {
            if (factor.group() instanceof TensorGroup.Named && tensors.stream().noneMatch(factor.group()::has)) {
                throw new IllegalArgumentException(option + " " + factor.group().toText() + ": the network has no such layer or tensor; it "
                        + "learns " + Phrases.list(tensors.stream().map(TensorSpec::name)));
            }
        }
        return factors;
    }

    private Factor factor(String text) {
        int at = text.lastIndexOf('=');
        if (at < 1) {
            throw new IllegalArgumentException(option + " expects GROUP=FACTOR, got '" + text + "'");
        }
        try {
            return new Factor(target, TensorGroup.parse(text.substring(0, at)), number(text.substring(at + 1)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(option + " " + text + ": " + e.getMessage(), e);
        }
    }

    private static float number(String text) {
        try {
            return Float.parseFloat(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("FACTOR expects a number, got '" + text + "'", e);
        }
    }
}
