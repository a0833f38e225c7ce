package dev.lanewise.model;

import dev.lanewise.chain.Chain;
import dev.lanewise.chain.Use;
import dev.lanewise.kernel.Dense;
import dev.lanewise.kernel.LossFunction;
import dev.lanewise.kernel.Placement;
import dev.lanewise.panel.Panels;
import java.util.ArrayList;
import java.util.List;

/** The chains of networks; for the engine's own packages. */
@SuppressWarnings("exports")
public final class Chains {

    private Chains() {
    }

    /**
     * The chain of a loss of a network.
     *
     * @param parameters the network's
     * @param loss       the loss, which goes with the network
     * @param use        what for
     * @return the chain
     */
    public static Chain of(Parameters parameters, Loss loss, Use use) {
        return of(parameters.layers(), loss, use);
    }

    /**
     * The chain of a loss of layers.
     *
     * @param layers from the input to the output
     * @param loss   the loss, which goes with the last one
     * @param use    what for
     * @return the chain
     */
    public static Chain of(List<Dense> layers, Loss loss, Use use) {
        return Chain.of(layers, use, function(loss));
    }

    /**
     * A chain without parameters, which only measures.
     *
     * @param spec     the network's spec
     * @param use      what for
     * @param matrices parameters and moments that stand beside each other
     * @return the chain
     */
    public static Chain withoutParameters(NetworkSpec spec, Use use, int matrices) {
        return Chain.of(shapes(spec.inputs(), spec.layers(), matrices), use, function(Loss.suiting(spec.layers().getLast().activation())));
    }

    private static LossFunction function(Loss loss) {
        return switch (loss) {
            case Loss.SquaredError _ -> LossFunction.SQUARED_ERROR;
            case Loss.SoftmaxCrossEntropy _ -> LossFunction.SOFTMAX_CROSS_ENTROPY;
            case Loss.SigmoidCrossEntropy _ -> LossFunction.SIGMOID_CROSS_ENTROPY;
        };
    }

    /** Layers whose matrices have no floats. */
    static List<Dense> shapes(int inputs, List<Layer> layers, int matrices) {
        List<Dense> shapes = new ArrayList<>();
        int in = inputs;
        for (Layer layer : layers) {
            int out = layer.outputs(in);
            Activation activation = layer.activation();
            shapes.add(new Dense(Panels.shape(in, out), Panels.shape(1, out), Parameters.function(activation), Parameters.slope(activation),
                    Parameters.isSoftmax(activation), Placement.of(matrices * Panels.size(in, out))));
            in = out;
        }
        return shapes;
    }
}
