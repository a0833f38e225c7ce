package dev.lanewise.samples;

import dev.lanewise.model.Network;
import dev.lanewise.model.WeightOrder;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Dense;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.text.Phrases;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options by which a small network and a sample are typed, and what they say; without any, the tutorial's. */
final class TypedNetwork {

    private static final int MOST_LAYERS = 9;
    /** The tutorial's 3-3-1 network and input; the target is ours. */
    private static final String SIZES = "3-3-1";
    private static final List<String> WEIGHTS = List.of("0.2 0.2 0.2; 0.4 0.4 0.4; 0.6 0.6 0.6", "0.5 0.5 0.5");
    private static final List<String> BIASES = List.of("0.8 0.8 0.8", "0.2");
    private static final String INPUT = "1.5 2.0 3.0";
    private static final String TARGET = "1";
    private static final String ACTIVATION = "sigmoid";

    private CommandSpec mixee;

    @Option(names = "--network", paramLabel = "SIZES", description = "Sizes of the layers, such as 2-2-1. Default: the tutorial's 3-3-1")
    private String sizes;

    @Option(names = "--input", paramLabel = "NUMBERS", description = "The input, such as \"1 0\". Default: the tutorial's")
    private String input;

    @Option(names = "--target", paramLabel = "NUMBERS", description = "The wanted output. Default: 1")
    private String target;

    @Option(names = "--activation", paramLabel = "NAME",
            description = "Of all layers, or one for each layer, such as sigmoid,identity. Default: " + ACTIVATION)
    private String activation;

    /**
     * Adds {@code --w1}, {@code --b1} and so on to the command.
     *
     * @param spec the command that has these options
     */
    @Spec(Spec.Target.MIXEE)
    void setMixee(CommandSpec spec) {
        mixee = spec;
        for (int l = 1; l <= MOST_LAYERS; l++) {
            spec.addOption(layerOption("--w" + l, "ROWS", "Weights of layer " + l + ", a row for each node that they lead to, such as "
                    + "\".1 .2; .3 .4\".", l));
            spec.addOption(layerOption("--b" + l, "NUMBERS", "Biases of layer " + l + ", such as \"0 0\".", l));
        }
    }

    private static OptionSpec layerOption(String name, String label, String description, int layer) {
        return OptionSpec.builder(name).paramLabel(label).type(String.class).description(description).hidden(layer > 2).build();
    }

    private String layerText(String name) {
        return mixee.findOption(name).getValue();
    }

    /** Whether anything of a network or sample was typed. */
    boolean given() {
        boolean layer = false;
        for (int l = 1; l <= MOST_LAYERS; l++) {
            layer |= layerText("--w" + l) != null || layerText("--b" + l) != null;
        }
        return layer || sizes != null || input != null || target != null;
    }

    /** Refuses whatever was typed, because a file has it. */
    void requireNothingTyped() {
        if (given()) {
            throw new IllegalArgumentException("--model brings its own numbers: expected it without --network, --w1, --input and the like");
        }
        if (activation != null) {
            throw new IllegalArgumentException("--model brings its own activations: expected it without --activation");
        }
    }

    /** The network and sample; throws IllegalArgumentException with a sentence where something is missing or does not fit. */
    ExplainCommand.Case read(String lossName) {
        boolean own = sizes != null;
        int[] nodes = Arrays.stream((own ? sizes : SIZES).split("-", -1)).mapToInt(this::size).toArray();
        int layers = nodes.length - 1;
        if (layers < 1 || layers > MOST_LAYERS) {
            throw new IllegalArgumentException("--network expects two to ten sizes, such as 2-2-1, got '" + sizes + "'");
        }
        requireNoneBeyond(layers);
        Loss loss = lossName == null ? null : Loss.parse(Usage.name(lossName));
        List<Activation> activations = activations(layers, loss);
        List<Layer> spec = new ArrayList<>();
        float[][][] weights = new float[layers][][];
        float[][] biases = new float[layers][];
        for (int l = 0; l < layers; l++) {
            spec.add(new Dense(nodes[l + 1], activations.get(l)));
            weights[l] = rows("--w" + (l + 1), own ? null : WEIGHTS.get(l), nodes[l + 1], nodes[l]);
            biases[l] = rows("--b" + (l + 1), own ? null : BIASES.get(l), 1, nodes[l + 1])[0];
        }
        Network network = Network.of(new NetworkSpec(nodes[0], spec), WeightOrder.OUT_IN, weights, biases);
        Loss used = loss == null ? Loss.defaultFor(activations.getLast()) : loss;
        used.requireFits(network.spec());
        float[] in = numbers("--input", input == null && !own ? INPUT : input, nodes[0]);
        float[] out = numbers("--target", target == null && !own ? TARGET : target, used.targetsFor(nodes[layers]));
        return new ExplainCommand.Case(network, used, in, out);
    }

    private void requireNoneBeyond(int layers) {
        for (int l = layers + 1; l <= MOST_LAYERS; l++) {
            String option = layerText("--w" + l) != null ? "--w" + l : "--b" + l;
            if (layerText(option) != null) {
                throw new IllegalArgumentException(option + " is of layer " + l + ", but the network " + (sizes == null ? SIZES : sizes)
                        + " has " + Phrases.count(layers, "layer"));
            }
        }
    }

    private int size(String text) {
        if (!text.matches("[1-9][0-9]{0,5}")) {
            throw new IllegalArgumentException("--network expects sizes from 1 to 999999, such as 2-2-1, got '" + sizes + "'");
        }
        return Integer.parseInt(text);
    }

    /** One name serves all layers, but the cross-entropies bring the last one with them. */
    private List<Activation> activations(int layers, Loss loss) {
        String[] names = (activation == null ? ACTIVATION : activation).split(",", -1);
        if (names.length != 1 && names.length != layers) {
            throw new IllegalArgumentException("--activation expects one name or " + layers + ", one for each layer, got '" + activation
                    + "'");
        }
        List<Activation> activations = new ArrayList<>();
        for (int l = 0; l < layers; l++) {
            activations.add(Activation.parse(Usage.name(names[names.length == 1 ? 0 : l])));
        }
        if (names.length == 1 && loss != null) {
            loss.outputActivation().ifPresent(output -> activations.set(layers - 1, output));
        }
        return activations;
    }

    private float[][] rows(String option, String otherwise, int rows, int columns) {
        String typed = layerText(option) == null ? otherwise : layerText(option);
        if (typed == null) {
            throw new IllegalArgumentException(option + " is missing: the network " + sizes + " expects " + rows
                    + (rows == 1 ? " row of " : " rows of ") + columns + (columns == 1 ? " number" : " numbers"));
        }
        String[] parts = typed.split(";", -1);
        if (parts.length != rows) {
            throw new IllegalArgumentException(option + " expects " + rows + (rows == 1 ? " row" : " rows, parted by ;") + ", got "
                    + parts.length + " in '" + typed + "'");
        }
        float[][] matrix = new float[rows][];
        Arrays.setAll(matrix, row -> numbers(option, parts[row], columns));
        return matrix;
    }

    private float[] numbers(String option, String text, int count) {
        if (text == null) {
            throw new IllegalArgumentException(option + " is missing: the network " + sizes + " expects " + count
                    + (count == 1 ? " number" : " numbers"));
        }
        String[] words = text.strip().split("[\\s,]+");
        if (words.length != count) {
            throw new IllegalArgumentException(option + " expects " + count + (count == 1 ? " number" : " numbers") + ", got "
                    + words.length + " in '" + text.strip() + "'");
        }
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = number(option, words[i]);
        }
        return numbers;
    }

    private static float number(String option, String word) {
        try {
            float number = Float.parseFloat(word);
            if (Float.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " expects numbers, got '" + word + "'", e);
        }
        throw new IllegalArgumentException(option + " expects finite numbers, got '" + word + "'");
    }
}
