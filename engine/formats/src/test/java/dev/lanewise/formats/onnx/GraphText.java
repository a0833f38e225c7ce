package dev.lanewise.formats.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Files by hand, in the forms that other exporters write. */
final class GraphText {

    static final int FLOAT = 1, INT64 = 7, STRING = 8, FLOAT16 = 10, DOUBLE = 11, BFLOAT16 = 16;

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("by hand");
    private final ModelProto.Builder model;

    GraphText(long ir, long opset) {
        model = ModelProto.newBuilder().setIrVersion(ir);
        model.addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(opset));
        model.addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("ai.onnx.ml").setVersion(3));
    }

    /** An attribute: a whole number, a float, a text, or arrays of these. */
    static AttributeProto with(String name, Object value) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name);
        return switch (value) {
            case Integer number -> attribute.setType(AttributeProto.AttributeType.INT).setI(number).build();
            case Float number -> attribute.setType(AttributeProto.AttributeType.FLOAT).setF(number).build();
            case String text -> attribute.setType(AttributeProto.AttributeType.STRING).setS(ByteString.copyFromUtf8(text)).build();
            case long[] numbers -> attribute.setType(AttributeProto.AttributeType.INTS)
                    .addAllInts(Arrays.stream(numbers).boxed().toList()).build();
            case float[] numbers -> {
                attribute.setType(AttributeProto.AttributeType.FLOATS);
                for (float number : numbers) {
                    attribute.addFloats(number);
                }
                yield attribute.build();
            }
            case String[] texts -> attribute.setType(AttributeProto.AttributeType.STRINGS)
                    .addAllStrings(Arrays.stream(texts).map(ByteString::copyFromUtf8).toList()).build();
            default -> throw new IllegalArgumentException(String.valueOf(value));
        };
    }

    /** An operation as {@code output = Operator(input, input)}; those of classical machine learning begin with {@code ml.}. */
    GraphText node(String text, AttributeProto... attributes) {
        String[] parts = text.replace(" ", "").split("[=(,)]");
        boolean isMl = parts[1].startsWith("ml.");
        graph.addNode(NodeProto.newBuilder().setName(parts[1] + " of " + parts[0]).setOpType(isMl ? parts[1].substring(3) : parts[1])
                .setDomain(isMl ? "ai.onnx.ml" : "").addOutput(parts[0]).addAllInput(List.of(parts).subList(2, parts.length))
                .addAllAttribute(List.of(attributes)));
        return this;
    }

    private static TensorProto.Builder tensor(String name, int type, long... dims) {
        return TensorProto.newBuilder().setName(name).setDataType(type).addAllDims(Arrays.stream(dims).boxed().toList());
    }

    /** Floats in a typed list, as scikit-learn's converter writes them. */
    GraphText floats(String name, float[] numbers, long... dims) {
        TensorProto.Builder tensor = tensor(name, FLOAT, dims);
        for (float number : numbers) {
            tensor.addFloatData(number);
        }
        graph.addInitializer(tensor);
        return this;
    }

    GraphText integers(String name, long... numbers) {
        graph.addInitializer(tensor(name, INT64, numbers.length).addAllInt64Data(Arrays.stream(numbers).boxed().toList()));
        return this;
    }

    GraphText texts(String name, String... texts) {
        graph.addInitializer(tensor(name, STRING, texts.length).addAllStringData(Arrays.stream(texts).map(ByteString::copyFromUtf8)
                .toList()));
        return this;
    }

    /** Raw bytes of another type. */
    GraphText raw(String name, int type, float[] numbers, long... dims) {
        graph.addInitializer(tensor(name, type, dims).setRawData(ByteString.copyFrom(bytes(type, numbers))));
        return this;
    }

    private static byte[] bytes(int type, float[] numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float number : numbers) {
            switch (type) {
                case FLOAT -> bytes.putFloat(number);
                case DOUBLE -> bytes.putDouble(number);
                case FLOAT16 -> bytes.putShort(Float.floatToFloat16(number));
                case BFLOAT16 -> bytes.putShort((short) (Float.floatToIntBits(number) >>> 16));
                default -> throw new IllegalArgumentException(String.valueOf(type));
            }
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /** Floats in another file, from an offset on. */
    GraphText external(String name, String location, long offset, float[] numbers, long... dims) {
        graph.addInitializer(tensor(name, FLOAT, dims).setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(entry("location", location)).addExternalData(entry("offset", String.valueOf(offset)))
                .addExternalData(entry("length", String.valueOf(numbers.length * Float.BYTES))));
        return this;
    }

    static byte[] floatBytes(float[] numbers) {
        return bytes(FLOAT, numbers);
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }

    /** Sizes below 1 are free. */
    GraphText input(String name, int type, int... sizes) {
        graph.addInput(value(name, type, sizes));
        return this;
    }

    GraphText output(String name, int type, int... sizes) {
        graph.addOutput(value(name, type, sizes));
        return this;
    }

    private static ValueInfoProto value(String name, int type, int... sizes) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (int size : sizes) {
            shape.addDim(size < 1 ? TensorShapeProto.Dimension.newBuilder().setDimParam("n")
                    : TensorShapeProto.Dimension.newBuilder().setDimValue(size));
        }
        return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(TypeProto.Tensor.newBuilder()
                .setElemType(type).setShape(shape))).build();
    }

    Path write(Path file) throws IOException {
        return Files.write(file, model.setGraph(graph).build().toByteArray());
    }
}
