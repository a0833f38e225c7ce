package dev.lanewise.samples;

import dev.lanewise.data.ClassWeights;
import dev.lanewise.data.Dataset;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import picocli.CommandLine.Option;

/** The options that say what training on images makes small, and how much each class counts. */
final class TrainingLoss {

    private static final String BALANCED = "balanced";

    @Option(names = "--loss", paramLabel = "NAME",
            description = Loss.WORDS + ". The last layer has the activation that goes with it, or identity. "
                    + "Default: softmax_cross_entropy, or what suits the network of --from")
    private String name;

    @Option(names = "--label-smoothing", paramLabel = "SHARE",
            description = "For softmax_cross_entropy: the share of each label that is spread over all classes, such as 0.1. Default: 0")
    private Float smoothing;

    @Option(names = "--class-weights", paramLabel = "WEIGHTS",
            description = "How much images of each class count: balanced (all classes the same in sum), or a number for each class, such as"
                    + " 1,2.5. Default: each image counts the same")
    private String classWeights;

    /**
     * The loss of a network that ends with the activation that goes with it.
     *
     * @throws IllegalArgumentException if an option is wrong
     */
    Loss loss() {
        return smoothed(name == null ? Loss.softmaxCrossEntropy() : Loss.parse(Usage.name(name)));
    }

    /** The loss of a network that is given: as typed, or what suits it. */
    Loss loss(NetworkSpec network) {
        return name == null ? smoothed(Loss.defaultFor(network.layers().getLast().activation())) : loss();
    }

    /**
     * Checks that the loss goes with a network for images.
     *
     * @throws IllegalArgumentException if it does not, or an option is wrong
     */
    void requireFits(NetworkSpec network) {
        Loss loss = loss(network);
        if (loss.targetsFor(network.outputs()) != network.outputs()) {
            throw new IllegalArgumentException("--loss " + loss.toText() + " expects fewer targets than outputs, but images have a class"
                    + " for each output");
        }
        loss.requireFits(network);
    }

    private Loss smoothed(Loss loss) {
        if (smoothing == null) {
            return loss;
        }
        if (!(smoothing >= 0 && smoothing < 1)) {
            throw new IllegalArgumentException("--label-smoothing expects a share from 0 to below 1, got " + smoothing);
        }
        if (!loss.equals(Loss.softmaxCrossEntropy())) {
            throw new IllegalArgumentException("--label-smoothing goes with softmax_cross_entropy, but the loss is " + loss.toText());
        }
        return Loss.softmaxCrossEntropy(smoothing);
    }

    /** The activation of the last layer. */
    Activation output() {
        return loss().outputActivation().orElse(Activation.identity());
    }

    /**
     * The loss, once all has been checked that can be checked without images.
     *
     * @throws IllegalArgumentException if an option is wrong
     */
    Loss usable() {
        if (classWeights != null && !isBalanced()) {
            typedWeights();
        }
        return loss();
    }

    /**
     * Training images with the weights of their classes.
     *
     * @throws IllegalArgumentException if there is not a weight for each class
     */
    Dataset weighted(Dataset train) {
        if (classWeights == null) {
            return train;
        }
        requireClasses(train.outputs());
        return train.withClassWeights(isBalanced() ? ClassWeights.balanced(train) : typedWeights());
    }

    /**
     * Checks that there is a weight for each class, where weights are typed.
     *
     * @throws IllegalArgumentException if there is not
     */
    void requireClasses(int classes) {
        int weights = classWeights == null || isBalanced() ? classes : typedWeights().weights().size();
        if (weights != classes) {
            throw new IllegalArgumentException("--class-weights expects balanced, or a number for each of " + classes + " classes, got "
                    + weights);
        }
    }

    private boolean isBalanced() {
        return Usage.name(classWeights).equals(BALANCED);
    }

    private ClassWeights typedWeights() {
        String[] words = classWeights.split(",", -1);
        float[] weights = new float[words.length];
        for (int i = 0; i < weights.length; i++) {
            try {
                weights[i] = Float.parseFloat(words[i].strip());
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("--class-weights expects balanced, or a number for each class, such as 1,2.5, got '"
                        + classWeights + "'", e);
            }
        }
        try {
            return ClassWeights.of(weights);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--class-weights " + classWeights + ": " + e.getMessage(), e);
        }
    }
}
