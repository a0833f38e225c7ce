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

/** A network with its weights as an ONNX model: Gemm, or a product of bytes, and the activation for each layer. */
final class OnnxModel {

    static final String INPUT = "x";

    private static final int IR_VERSION = 8;
    private static final int OPERATORS = 13;

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("network");

    private OnnxModel() {
    }

    /** The bytes of the model for some samples at a time. */
    static byte[] of(Net net, int samples) {
        return new OnnxModel().bytes(net, samples, false);
    }

    /**
     * The same with 8-bit weights, in the form of onnxruntime's {@code quantize_dynamic(per_channel=True)}: weights are symmetric, a scale
     * for each output as in Lanewise; inputs of a layer become bytes with the scale and the zero point of the call.
     *
     * @see <a href="https://onnxruntime.ai/docs/performance/model-optimizations/quantization.html">Quantize ONNX models</a>
     */
    static byte[] int8(Net net, int samples) {
        return new OnnxModel().bytes(net, samples, true);
    }

    private byte[] bytes(Net net, int samples, boolean int8) {
        Network start = Rival.start(net);
        String h = INPUT;
        for (int l = 0; l + 1 < net.sizes.size(); l++) {
            int in = net.sizes.get(l), out = net.sizes.get(l + 1);
            float[] weights = start.tensor("layer" + (l + 1) + ".weight");
            tensor("b" + l, start.tensor("layer" + (l + 1) + ".bias"), out);
            String z = int8 ? int8Layer(h, l, weights, in, out) : layer(h, l, weights, in, out);
            h = l + 2 < net.sizes.size() ? node(operator(net.hidden).addInput(z), "h" + l) : node(operator(net.output).addInput(z), "y");
        }
        graph.addInput(value(INPUT, samples, net.sizes.getFirst())).addOutput(value(h, samples, net.sizes.getLast()));
        return ModelProto.newBuilder().setIrVersion(IR_VERSION).addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATORS))
                .setGraph(graph).build().toByteArray();
    }

    private String layer(String h, int l, float[] weights, int in, int out) {
        tensor("w" + l, weights, out, in);
        return node(NodeProto.newBuilder().setOpType("Gemm").addInput(h).addInput("w" + l).addInput("b" + l)
                .addAttribute(integer("transB", 1)), "z" + l);
    }

    private String int8Layer(String h, int l, float[] weights, int in, int out) {
        byte[] quantized = new byte[in * out];
        float[] scales = new float[out];
        for (int o = 0; o < out; o++) {
            float largest = 0;
            for (int i = 0; i < in; i++) {
                largest = Math.max(largest, Math.abs(weights[o * in + i]));
            }
            scales[o] = largest / Byte.MAX_VALUE;
            for (int i = 0; i < in; i++) {
                quantized[i * out + o] = (byte) Math.rint(weights[o * in + i] / scales[o]);
            }
        }
        tensor("w" + l, TensorProto.DataType.INT8, ByteString.copyFrom(quantized), in, out);
        tensor("wz" + l, TensorProto.DataType.INT8, ByteString.copyFrom(new byte[out]), out);
        tensor("ws" + l, scales, out);
        graph.addNode(NodeProto.newBuilder().setName("quantize" + l).setOpType("DynamicQuantizeLinear").addInput(h)
                .addOutput("q" + l).addOutput("s" + l).addOutput("p" + l));
        String sums = node(NodeProto.newBuilder().setOpType("MatMulInteger").addInput("q" + l).addInput("w" + l).addInput("p" + l)
                .addInput("wz" + l), "sums" + l);
        String floats = node(NodeProto.newBuilder().setOpType("Cast").addInput(sums)
                .addAttribute(integer("to", TensorProto.DataType.FLOAT.getNumber())), "floats" + l);
        String scale = node(NodeProto.newBuilder().setOpType("Mul").addInput("s" + l).addInput("ws" + l), "scale" + l);
        String scaled = node(NodeProto.newBuilder().setOpType("Mul").addInput(floats).addInput(scale), "scaled" + l);
        return node(NodeProto.newBuilder().setOpType("Add").addInput(scaled).addInput("b" + l), "z" + l);
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
        tensor(name, TensorProto.DataType.FLOAT, ByteString.copyFrom(raw), dims);
    }

    private void tensor(String name, TensorProto.DataType type, ByteString raw, long... dims) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(type.getNumber()).setRawData(raw);
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
