package dev.lanewise.samples;

import dev.lanewise.model.Activation;
import dev.lanewise.model.NetworkSpec;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The options that say which layers stand between the inputs of a network and its outputs. */
final class HiddenLayers {

    private static final String NONE = "none";

    @Option(names = "--hidden", defaultValue = "512,256", paramLabel = "SIZES",
            description = "Sizes of the hidden layers, or none for a linear model. Default: ${DEFAULT-VALUE}")
    private String sizes;

    @Option(names = "--activation", defaultValue = "relu", paramLabel = "NAME",
            description = "Activation of the hidden layers: identity, sigmoid, tanh, relu, leaky_relu(slope). Default: ${DEFAULT-VALUE}")
    private String activation;

    /**
     * A spec that lacks its last layer.
     *
     * @throws IllegalArgumentException if an option is wrong
     */
    NetworkSpec.Builder behind(int inputs) {
        NetworkSpec.Builder layers = NetworkSpec.inputs(inputs);
        Activation f = Activation.parse(Usage.name(activation));
        if (f instanceof Activation.Softmax) {
            throw new IllegalArgumentException("--activation expects an element-wise activation for the hidden layers, got softmax");
        }
        if (sizes.equalsIgnoreCase(NONE)) {
            return layers;
        }
        for (String size : sizes.split(",", -1)) {
            layers.dense(size(size.strip()), f);
        }
        return layers;
    }

    private int size(String text) {
        if (!text.matches("[1-9][0-9]{0,6}")) {
            throw new IllegalArgumentException("--hidden expects sizes such as 512,256, or none, got '" + sizes + "'");
        }
        return Integer.parseInt(text);
    }

    /** The activation's name as a report has it. */
    String activation() {
        return activation.toLowerCase(Locale.ROOT);
    }
}
