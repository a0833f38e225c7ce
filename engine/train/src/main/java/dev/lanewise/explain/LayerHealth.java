package dev.lanewise.explain;

import dev.lanewise.data.Batch;
import dev.lanewise.data.Dataset;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.TensorFactors;
import dev.lanewise.train.Gradients;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a layer does on some samples: what of it is dead or saturated, and how large its gradients are beside what it has learned.
 *
 * @param layer          its number, from 1
 * @param inputs         inputs of the layer
 * @param outputs        outputs of the layer, its nodes
 * @param kind           the activation of a dense layer, such as {@code relu}; of another kind its line in a model file
 * @param zeroShare      share of its outputs, over all samples and members of an ensemble, that are exactly zero; NaN of a layer without
 *                       sums and of heads, whose outputs are not looked at
 * @param saturatedShare share of its outputs that are within 0.01 of a bound of their activation; NaN for activations that do not
 *                       saturate on both sides, and for the softmax, whose outputs ought to
 * @param deadNodes      nodes whose output is zero for every sample
 * @param tensors        what it learns; none of a layer that learns nothing
 */
public record LayerHealth(int layer, int inputs, int outputs, String kind, double zeroShare, double saturatedShare, int deadNodes,
        List<TensorHealth> tensors) {

    /**
     * How a tensor is, and how it would change.
     *
     * @param name         what its layer calls it, such as {@code weight}
     * @param norm         the root of the sum of squares
     * @param gradientNorm the same of the gradient of the mean loss of the samples
     * @param updateRatio  {@code lr * gradientNorm / norm}, how much a step of plain descent changes it; 0 where the gradient is 0 or
     *                     the tensor is frozen
     */
    public record TensorHealth(String name, double norm, double gradientNorm, double updateRatio) {
    }

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
     * @return for each layer, from the input to the output
     * @throws IllegalArgumentException if network, loss and samples do not fit each other, or the learning rate is not above 0
     */
    public static List<LayerHealth> of(Network network, Loss loss, Dataset samples, float learningRate) {
        return of(network, loss, samples, learningRate, TensorFactors.NONE);
    }

    /**
     * Looks at every layer of a network in which groups of tensors have learning rates of their own.
     *
     * @param network      the network
     * @param loss         the loss
     * @param samples      what to run through it; its gradients are those of one step with all of them
     * @param learningRate of the update-to-weight ratio, above 0
     * @param factors      what it is multiplied by for groups of tensors; decays have no part in it
     * @return for each layer, from the input to the output
     * @throws IllegalArgumentException if network, loss, samples and factors do not fit each other, or the learning rate is not above 0
     */
    public static List<LayerHealth> of(Network network, Loss loss, Dataset samples, float learningRate, TensorFactors factors) {
        if (!(learningRate > 0 && Float.isFinite(learningRate))) {
            throw new IllegalArgumentException("the learning rate expects a number above 0, got " + learningRate);
        }
        factors.requireFit(network.spec());
        Batch all = Batch.of(samples, samples.size());
        samples.fill(all, 0, samples.size());
        Gradients gradients = Gradients.of(network, loss, all);
        ReferenceChain chain = new ReferenceChain(network.spec(), network::tensor);
        Map<Integer, ActivationStatistics> outputs = ActivationStatistics.of(network.spec(), chain, samples);
        List<LayerHealth> layers = new ArrayList<>();
        for (int l = 0; l < network.spec().layers().size(); l++) {
            List<TensorHealth> tensors = chain.tensorsOf(l + 1).stream().map(tensor -> tensor(tensor, gradients,
                    learningRate * factors.of(TensorFactors.Target.LEARNING_RATE, tensor.spec()))).toList();
            layers.add(layer(network, l, Optional.ofNullable(outputs.get(l)), tensors));
        }
        return layers;
    }

    private static LayerHealth layer(Network network, int l, Optional<ActivationStatistics> outputs, List<TensorHealth> tensors) {
        NetworkSpec spec = network.spec();
        String kind = outputs.isPresent() ? spec.layers().get(l).activation().toText() : spec.layers().get(l).toText();
        return new LayerHealth(l + 1, spec.widths().get(l), spec.widths().get(l + 1), kind,
                outputs.map(ActivationStatistics::zeroShare).orElse(Double.NaN),
                outputs.map(ActivationStatistics::saturatedShare).orElse(Double.NaN), outputs.map(ActivationStatistics::deadNodes)
                .orElse(0), tensors);
    }

    private static TensorHealth tensor(ReferenceTensor tensor, Gradients gradients, double learningRate) {
        double squares = 0, gradientSquares = 0;
        for (int element = 0; element < tensor.values().length; element++) {
            squares += square(tensor.values()[element]);
            gradientSquares += square(gradients.at(tensor.number(), element));
        }
        double norm = Math.sqrt(squares), gradientNorm = Math.sqrt(gradientSquares);
        String name = tensor.spec().name();
        return new TensorHealth(name.substring(name.indexOf('.') + 1), norm, gradientNorm,
                gradientNorm == 0 || learningRate == 0 ? 0 : learningRate * gradientNorm / norm);
    }

    private static double square(float value) {
        return (double) value * value;
    }

    /**
     * One of its tensors.
     *
     * @param name what the layer calls it, such as {@code bias}
     * @return how it is; nothing where the layer learns no such tensor
     */
    public Optional<TensorHealth> tensor(String name) {
        return tensors.stream().filter(tensor -> tensor.name().equals(name)).findFirst();
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
        if (tensors.stream().anyMatch(tensor -> !Double.isFinite(tensor.gradientNorm()))) {
            notes.add("its gradients are not finite");
        } else {
            tensor("weight").flatMap(LayerHealth::outOfProportion).ifPresent(notes::add);
        }
        return notes;
    }

    private static Optional<String> outOfProportion(TensorHealth weights) {
        if (weights.updateRatio() > LARGEST_RATIO) {
            return Optional.of("update-to-weight ratio above 1e-1: may explode");
        }
        return weights.updateRatio() < SMALLEST_RATIO ? Optional.of("update-to-weight ratio below 1e-6: hardly learns") : Optional.empty();
    }
}
