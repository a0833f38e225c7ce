package dev.lanewise.spec;

import dev.lanewise.text.CallSyntax;
import java.util.List;

/**
 * A learned factor for each feature: {@code h = s x}, feature by feature. The factors start at 1, so that the layer starts as the identity.
 */
public record Scale() implements Layer {

    @Override
    public int outputs(int inputs) {
        return inputs;
    }

    /** {@code scale} of shape [features]. */
    @Override
    public List<TensorSpec> tensors(String name, int inputs) {
        TensorSpec.Start ones = new TensorSpec.Start(new Initializer.Constant(1f), inputs, inputs);
        return List.of(new TensorSpec(name + ".scale", List.of(inputs), TensorSpec.Role.NORM, ones));
    }

    /**
     * The layer as a line of a model file.
     *
     * @return {@code scale()}
     */
    @Override
    public String toText() {
        return "scale()";
    }

    static Scale parse(CallSyntax words) {
        if (!words.numbers().equals(List.of(""))) {
            throw words.otherCount("no number");
        }
        return new Scale();
    }
}
