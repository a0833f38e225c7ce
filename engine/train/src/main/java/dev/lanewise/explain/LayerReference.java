package dev.lanewise.explain;

import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Dense;
import dev.lanewise.spec.Dropout;
import dev.lanewise.spec.Embedding;
import dev.lanewise.spec.Heads;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.LayerNorm;
import dev.lanewise.spec.Members;
import dev.lanewise.spec.Periodic;
import dev.lanewise.spec.PiecewiseLinear;
import dev.lanewise.spec.Residual;
import dev.lanewise.spec.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The functions that make up each kind of layer. The switch of {@link #of} is the one place of this package that knows all kinds. */
final class LayerReference {

    private LayerReference() {
    }

    /**
     * The functions of a layer, one after the other: the sums and the activation of a dense layer and of heads, one function of all
     * other kinds.
     *
     * @param layer   the layer
     * @param inputs  its inputs
     * @param tensors what it learns, in the order of {@link Layer#tensors}
     */
    static List<StageReference> of(Layer layer, int inputs, List<ReferenceTensor> tensors) {
        return switch (layer) {
            case Dense dense -> List.of(new DenseReference(named("weight", tensors).orElseThrow(), named("bias", tensors)),
                    activation(dense.activation(), tensors));
            case Dropout _ -> List.of(new DropoutReference());
            case LayerNorm norm -> List.of(new LayerNormReference(norm.eps(), tensors.getFirst(), tensors.getLast()));
            case Residual residual -> List.of(new ResidualReference(inputs, body(residual, inputs, tensors)));
            case Members _ -> List.of(new MembersReference(tensors.getFirst()));
            case Heads heads -> List.of(new HeadsReference(heads.members(), tensors.getFirst(), tensors.getLast()),
                    new MemberwiseReference(activation(heads.activation(), tensors), heads.members(), heads.outputs(), heads.outputs()));
            case Scale _ -> List.of(new ScaleReference(tensors.getFirst()));
            case Embedding embedding -> List.of(new EmbeddingReference(embedding, inputs, tensors));
            case Periodic embedding -> List.of(new PeriodicReference(embedding, inputs, tensors));
            case PiecewiseLinear embedding -> List.of(new PiecewiseLinearReference(embedding, inputs, tensors));
        };
    }

    private static List<StageReference> body(Residual residual, int inputs, List<ReferenceTensor> tensors) {
        List<StageReference> body = new ArrayList<>();
        int width = inputs, used = 0;
        for (Layer layer : residual.body()) {
            int end = used + layer.tensors("layer", width).size();
            body.addAll(of(layer, width, tensors.subList(used, end)));
            width = layer.outputs(width);
            used = end;
        }
        return body;
    }

    private static Optional<ReferenceTensor> named(String name, List<ReferenceTensor> tensors) {
        return tensors.stream().filter(tensor -> tensor.spec().name().endsWith("." + name)).findFirst();
    }

    private static StageReference activation(Activation activation, List<ReferenceTensor> tensors) {
        if (!activation.isElementwise()) {
            return new SoftmaxReference();
        }
        if (activation instanceof Activation.Prelu) {
            return new PreluReference(named("alpha", tensors).orElseThrow());
        }
        ElementwiseReference f = ElementwiseReference.of(activation);
        return activation.isLearned() ? new ParametricReference(f, named("alpha", tensors).orElseThrow()) : new ActivationReference(f);
    }
}
