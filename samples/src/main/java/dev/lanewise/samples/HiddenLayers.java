package dev.lanewise.samples;

import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.NetworkSpec;
import picocli.CommandLine.Option;

/** The options that say which layers stand between the inputs of a network and its outputs. */
final class HiddenLayers {

    private static final String NONE = "none";
    private static final String USUAL_SIZES = "512,256";
    private static final String USUAL_ACTIVATION = "relu";

    @Option(names = "--hidden", paramLabel = "SIZES",
            description = "Sizes of the hidden layers, or none for a linear model. Default: " + USUAL_SIZES + ", or those of --from")
    private String sizes;

    @Option(names = "--activation", paramLabel = "NAME",
            description = "Activation of the hidden layers, one of " + Activation.NAMES + "; no softmax. Default: " + USUAL_ACTIVATION
                    + ", or that of --from")
    private String activation;

    @Option(names = "--dropout", paramLabel = "RATE",
            description = "Drop outputs of each hidden layer with this probability while training. Default: 0, or that of --from")
    private Double dropout;

    /**
     * A spec that lacks its last layer.
     *
     * @throws IllegalArgumentException if an option is wrong
     */
    NetworkSpec.Builder behind(int inputs) {
        NetworkSpec.Builder layers = NetworkSpec.inputs(inputs);
        Activation f = Activation.parse(activation());
        if (!f.isElementwise()) {
            throw new IllegalArgumentException("--activation expects an element-wise activation for the hidden layers, got " + f.toText());
        }
        String wanted = sizes == null ? USUAL_SIZES : sizes.strip();
        if (wanted.equalsIgnoreCase(NONE)) {
            if (activation != null) {
                throw new IllegalArgumentException("--activation is that of the hidden layers: expected it without --hidden " + NONE);
            }
            return layers;
        }
        for (String size : wanted.split(",", -1)) {
            layers.dense(size(size.strip()), f);
            if (dropout != null && dropout != 0) {
                layers.layer(Layer.dropout(dropout));
            }
        }
        return layers;
    }

    private int size(String text) {
        if (!text.matches("[1-9][0-9]{0,6}")) {
            throw new IllegalArgumentException("--hidden expects sizes from 1 to 9999999, such as 512,256, or none, got '" + sizes + "'");
        }
        return Integer.parseInt(text);
    }

    /** Whether nothing was typed that a network contradicts. */
    boolean agreeWith(NetworkSpec network) {
        Activation last = network.layers().getLast().activation();
        NetworkSpec typed = behind(network.inputs()).dense(network.outputs(), last).build();
        boolean hasOther = activation != null && !typed.layers().getFirst().activation().equals(
                network.layers().getFirst().activation());
        return !hasOther && (sizes == null && dropout == null || typed.shape().equals(network.shape()));
    }

    private String activation() {
        return activation == null ? USUAL_ACTIVATION : Usage.name(activation);
    }

    /** The activation's name: as it was typed, or else that of a network's hidden layers, or else the usual one. */
    String activation(NetworkSpec network) {
        return activation != null || network.layers().size() == 1 ? activation() : network.layers().getFirst().activation().toText();
    }
}
