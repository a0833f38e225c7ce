package dev.lanewise.formats.onnx.write;

import dev.lanewise.spec.Activation;

/** Activations as operators of opset 17. */
final class ActivationWriter {

    private final GraphWriter graph;

    ActivationWriter(GraphWriter graph) {
        this.graph = graph;
    }

    /** What an activation makes of a value; alpha names the slopes or shares of one that is learned. */
    String write(Activation activation, String z, String alpha) {
        return switch (activation) {
            case Activation.Identity _ -> z;
            case Activation.Sigmoid _ -> graph.node("Sigmoid", z);
            case Activation.Tanh _ -> graph.node("Tanh", z);
            case Activation.Relu _ -> graph.node("Relu", z);
            case Activation.LeakyRelu(float slope) -> graph.node("LeakyRelu", new GraphWriter.Attributes().with("alpha", slope), z);
            case Activation.Prelu _ -> graph.node("PRelu", z, alpha);
            case Activation.Elu(float scale) -> graph.node("Elu", new GraphWriter.Attributes().with("alpha", scale), z);
            case Activation.Selu _ -> graph.node("Selu", z);
            case Activation.Softplus _ -> graph.node("Softplus", z);
            case Activation.Softsign _ -> graph.node("Softsign", z);
            case Activation.Gelu _ -> gelu(z);
            case Activation.GeluTanh _ -> geluTanh(z);
            case Activation.Silu _ -> graph.node("Mul", z, graph.node("Sigmoid", z));
            case Activation.Mish _ -> graph.node("Mul", z, graph.node("Tanh", graph.node("Softplus", z)));
            case Activation.HardSigmoid _ -> graph.node("HardSigmoid", new GraphWriter.Attributes().with("alpha", 1f / 6)
                    .with("beta", 0.5f), z);
            case Activation.HardTanh _ -> graph.node("Clip", z, graph.number(-1), graph.number(1));
            case Activation.HardSwish _ -> graph.node("HardSwish", z);
            case Activation.Parametric(Activation function) -> parametric(function, z, alpha);
            case Activation.Softmax _ -> graph.node("Softmax", GraphWriter.with("axis", -1), z);
            default -> throw new IllegalArgumentException("the activation " + activation.toText() + " is not written as ONNX");
        };
    }

    /** {@code z / 2 (1 + erf(z / sqrt(2)))}. */
    private String gelu(String z) {
        String erf = graph.node("Erf", graph.node("Mul", z, graph.number((float) Math.sqrt(0.5))));
        return graph.node("Mul", graph.node("Mul", z, graph.number(0.5f)), graph.node("Add", erf, graph.number(1)));
    }

    /** {@code z / 2 (1 + tanh(sqrt(2 / pi) (z + 0.044715 z^3)))}. */
    private String geluTanh(String z) {
        String cube = graph.node("Mul", graph.node("Mul", z, z), z);
        String inner = graph.node("Add", z, graph.node("Mul", cube, graph.number(0.044715f)));
        String tanh = graph.node("Tanh", graph.node("Mul", inner, graph.number((float) Math.sqrt(2 / Math.PI))));
        return graph.node("Mul", graph.node("Mul", z, graph.number(0.5f)), graph.node("Add", tanh, graph.number(1)));
    }

    private String parametric(Activation function, String z, String alpha) {
        String difference = graph.node("Sub", write(function, z, alpha), z);
        return graph.node("Add", z, graph.node("Mul", difference, alpha));
    }
}
