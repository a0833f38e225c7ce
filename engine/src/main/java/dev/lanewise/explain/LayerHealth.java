package dev.lanewise.explain;

import dev.lanewise.data.Batch;
import dev.lanewise.data.Dataset;
import dev.lanewise.model.Activation;
import dev.lanewise.model.Loss;
import dev.lanewise.model.Network;
import dev.lanewise.train.Gradients;
import java.util.ArrayList;
import java.util.List;

/**
 * How a dense layer does on some samples: what of it is dead or saturated, and how large its gradients are beside its weights.
 *
 * @param layer              its number, from 1
 * @param inputs             inputs of the layer
 * @param outputs            outputs of the layer, its nodes
 * @param activation         what it makes of its sums
 * @param zeroShare          share of its outputs, over all samples, that are exactly zero
 * @param saturatedShare     share of its outputs that are below 0.01 or above 0.99 (sigmoid), or beyond 0.99 in size (tanh); NaN for
 *                           activations that do not saturate on both sides, and for the softmax, whose outputs ought to
 * @param deadNodes          nodes whose output is zero for every sample
 * @param weightNorm         {@code |W|}, the root of the sum of squares
 * @param weightGradientNorm {@code |dW|} of the mean loss of the samples
 * @param biasGradientNorm   {@code |db|} of the same
 * @param updateRatio        {@code lr * |dW| / |W|}, how much a step of plain descent changes the weights; 0 where dW is 0
 */
public record LayerHealth(int layer, int inputs, int outputs, Activation activation, double zeroShare, double saturatedShare,
        int deadNodes, double weightNorm, double weightGradientNorm, double biasGradientNorm, double updateRatio) {

    /** An update-to-weight ratio above this moves the weights so far that the loss may explode. */
    public static final double LARGEST_RATIO = 1e-1;
    /** With an update-to-weight ratio below this a layer hardly learns. */
    public static final double SMALLEST_RATIO = 1e-6;
    /** With a larger share of saturated outputs little of the gradient comes through a layer. */
    public static final double MOST_SATURATED = 0.5;

    /**
     * Looks at every layer.
     *
     * @param network      the network
     * @param loss         the loss
     * @param samples      what to run through it; its gradients are those of one step with all of them
     * @param learningRate of the update-to-weight ratio, above 0
     * @return for each dense layer, from the input to the output
     * @throws IllegalArgumentException if network, loss and samples do not fit each other, or the learning rate is not above 0
     */
    public static List<LayerHealth> of(Network network, Loss loss, Dataset samples, float learningRate) {
        if (!(learningRate > 0 && Float.isFinite(learningRate))) {
            throw new IllegalArgumentException("the learning rate expects a number above 0, got " + learningRate);
        }
        Batch all = Batch.of(samples, samples.size());
        samples.fill(all, 0, samples.size());
        Gradients gradients = Gradients.of(network, loss, all);
        List<LayerOutputs> outputs = LayerOutputs.of(network, samples);
        List<LayerHealth> layers = new ArrayList<>();
        for (int l = 0; l < outputs.size(); l++) {
            layers.add(layer(network, l, outputs.get(l), gradients, learningRate));
        }
        return layers;
    }

    private static LayerHealth layer(Network network, int l, LayerOutputs outputs, Gradients gradients, float learningRate) {
        int in = network.spec().inputsOf(l), out = network.spec().outputsOf(l);
        double w = 0, dW = 0, db = 0;
        for (float weight : network.weights(l)) {
            w += (double) weight * weight;
        }
        for (int o = 0; o < out; o++) {
            for (int i = 0; i < in; i++) {
                dW += square(gradients.weight(l, o, i));
            }
            db += square(gradients.bias(l, o));
        }
        double weightNorm = Math.sqrt(w), gradientNorm = Math.sqrt(dW);
        double ratio = gradientNorm == 0 ? 0 : learningRate * gradientNorm / weightNorm;
        return new LayerHealth(l + 1, in, out, network.spec().layers().get(l).activation(), outputs.zeroShare(), outputs.saturatedShare(),
                outputs.deadNodes(), weightNorm, gradientNorm, Math.sqrt(db), ratio);
    }

    private static double square(float value) {
        return (double) value * value;
    }

    /**
     * What is worth a word.
     *
     * @return plain sentences without a full stop; empty where all is well
     */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (deadNodes > 0) {
            notes.add(deadNodes + " of " + outputs + (outputs == 1 ? " node" : " nodes") + (deadNodes == 1 ? " is dead" : " are dead")
                    + ": zero for every sample");
        }
        if (saturatedShare > MOST_SATURATED) {
            notes.add("more than half of its outputs are saturated: little of the gradient comes through");
        }
        if (!Double.isFinite(weightGradientNorm) || !Double.isFinite(biasGradientNorm)) {
            notes.add("its gradients are not finite");
        } else if (updateRatio > LARGEST_RATIO) {
            notes.add("update-to-weight ratio above 1e-1: may explode");
        } else if (updateRatio < SMALLEST_RATIO) {
            notes.add("update-to-weight ratio below 1e-6: hardly learns");
        }
        return notes;
    }
}
