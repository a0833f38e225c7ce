package dev.lanewise.bench.rivals;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import dev.lanewise.bench.Net;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A network with its weights as an ONNX model: Gemm and the activation for each layer. */
final class OnnxModel {

    static final String INPUT = "x";

    private static final int IR_VERSION = 8;
    private static final int OPERATORS = 13;

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("network");

    private OnnxModel() {
    }

    /** The bytes of the model for some samples at a time. */
    static byte[] of(Net net, int samples) {
        var model = new OnnxModel();
        Network start = Rival.start(net);
        String h = INPUT;
        for (int l = 0; l + 1 < net.sizes.size(); l++) {
            int in = net.sizes.get(l), out = net.sizes.get(l + 1);
            model.tensor("w" + l, start.tensor("layer" + (l + 1) + ".weight"), out, in);
            model.tensor("b" + l, start.tensor("layer" + (l + 1) + ".bias"), out);
            String z = model.node(NodeProto.newBuilder().setOpType("Gemm").addInput(h).addInput("w" + l).addInput("b" + l)
                    .addAttribute(integer("transB", 1)), "z" + l);
            h = l + 2 < net.sizes.size() ? model.node(operator(net.hidden).addInput(z), "h" + l)
                    : model.node(operator(net.output).addInput(z), "y");
        }
        model.graph.addInput(value(INPUT, samples, net.sizes.getFirst())).addOutput(value(h, samples, net.sizes.getLast()));
        return ModelProto.newBuilder().setIrVersion(IR_VERSION).addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATORS))
                .setGraph(model.graph).build().toByteArray();
    }

    private static NodeProto.Builder operator(Activation activation) {
        return switch (activation) {
            case Activation.Relu _ -> NodeProto.newBuilder().setOpType("Relu");
            case Activation.Tanh _ -> NodeProto.newBuilder().setOpType("Tanh");
            case Activation.Sigmoid _ -> NodeProto.newBuilder().setOpType("Sigmoid");
            case Activation.Softmax _ -> NodeProto.newBuilder().setOpType("Softmax").addAttribute(integer("axis", 1));
            case Activation other ->
                    throw new IllegalArgumentException("no network here has the activation " + other.toText());
        };
    }

    private String node(NodeProto.Builder node, String output) {
        graph.addNode(node.setName(output).addOutput(output));
        return output;
    }

    private static AttributeProto integer(String name, int value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INT).setI(value).build();
    }

    private void tensor(String name, float[] floats, long... dims) {
        ByteBuffer raw = ByteBuffer.allocate(Float.BYTES * floats.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(floats);
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT.getNumber())
                .setRawData(ByteString.copyFrom(raw));
        for (long dim : dims) {
            tensor.addDims(dim);
        }
        graph.addInitializer(tensor);
    }

    private static ValueInfoProto value(String name, int rows, int cols) {
        TensorShapeProto shape = TensorShapeProto.newBuilder().addDim(Dimension.newBuilder().setDimValue(rows))
                .addDim(Dimension.newBuilder().setDimValue(cols)).build();
        return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(
                TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT.getNumber()).setShape(shape))).build();
    }
}
