package dev.lanewise.formats.onnx.write;

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
import dev.lanewise.formats.onnx.graph.Element;
import dev.lanewise.formats.onnx.graph.Node;
import dev.lanewise.model.Engine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Collects nodes and constants; values are told by their names. */
final class GraphWriter {

    private static final long IR = 8, OPSET = 17, OPSET_OF_ML = 3;
    private static final String BATCH = "batch";

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("lanewise");
    private final Set<String> taken = new HashSet<>();
    private int values;

    /** Attributes of a node, by name. */
    static final class Attributes {
        private final Map<String, AttributeProto> all = new TreeMap<>();

        Attributes with(String name, long value) {
            return with(name, AttributeProto.newBuilder().setType(AttributeProto.AttributeType.INT).setI(value));
        }

        Attributes with(String name, float value) {
            return with(name, AttributeProto.newBuilder().setType(AttributeProto.AttributeType.FLOAT).setF(value));
        }

        Attributes with(String name, List<String> texts) {
            return with(name, AttributeProto.newBuilder().setType(AttributeProto.AttributeType.STRINGS)
                    .addAllStrings(texts.stream().map(ByteString::copyFromUtf8).toList()));
        }

        Attributes withIntegers(String name, List<Long> values) {
            return with(name, AttributeProto.newBuilder().setType(AttributeProto.AttributeType.INTS).addAllInts(values));
        }

        Attributes withFloats(String name, List<Float> values) {
            return with(name, AttributeProto.newBuilder().setType(AttributeProto.AttributeType.FLOATS).addAllFloats(values));
        }

        private Attributes with(String name, AttributeProto.Builder value) {
            all.put(name, value.setName(name).build());
            return this;
        }
    }

    static Attributes with(String name, long value) {
        return new Attributes().with(name, value);
    }

    /** A node with one output, which is returned. */
    String node(String operator, Attributes attributes, String... inputs) {
        return node("", operator, attributes, inputs);
    }

    /** The same without attributes. */
    String node(String operator, String... inputs) {
        return node("", operator, new Attributes(), inputs);
    }

    /** The same of the operators for classical machine learning. */
    String ml(String operator, Attributes attributes, String... inputs) {
        return node(Node.ML, operator, attributes, inputs);
    }

    private String node(String domain, String operator, Attributes attributes, String... inputs) {
        String output = free(operator, "_out");
        graph.addNode(NodeProto.newBuilder().setName(output.substring(0, output.length() - "_out".length())).setDomain(domain)
                .setOpType(operator).addAllInput(List.of(inputs)).addOutput(output).addAllAttribute(attributes.all.values()));
        return output;
    }

    /** A constant of floats, which is told by its name. */
    String floats(String name, List<Integer> dims, float... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(numbers.length, Float.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(numbers);
        return tensor(taken.contains(name) ? name(name) : name, Element.FLOAT, dims, bytes);
    }

    /** A constant of whole numbers. */
    String integers(List<Integer> dims, long... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(numbers);
        return tensor(name("integers"), Element.INT64, dims, bytes);
    }

    /** A constant of doubles. */
    String doubles(double... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(numbers);
        return tensor(name("doubles"), Element.DOUBLE, List.of(1, numbers.length), bytes);
    }

    /** A name for a constant. */
    String name(String what) {
        return free(what, "");
    }

    /** A name that is no other's. */
    private String free(String what, String ending) {
        String name = what + "_" + ++values + ending;
        while (taken.contains(name)) {
            name = what + "_" + ++values + ending;
        }
        return name;
    }

    /** Keeps names of inputs and outputs for these; others are counted on. */
    void reserve(Collection<String> names) {
        taken.addAll(names);
    }

    /** A number that all share. */
    String number(float value) {
        return floats(name("number"), List.of(), value);
    }

    /** Texts. */
    String texts(List<String> texts) {
        String name = name("texts");
        graph.addInitializer(TensorProto.newBuilder().setName(name).setDataType(Element.STRING.number()).addDims(texts.size())
                .addAllStringData(texts.stream().map(ByteString::copyFromUtf8).toList()));
        return name;
    }

    private String tensor(String name, Element type, List<Integer> dims, ByteBuffer bytes) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(type.number());
        dims.forEach(tensor::addDims);
        graph.addInitializer(tensor.setRawData(ByteString.copyFrom(bytes.rewind())));
        return name;
    }

    /** Columns of numbers, chosen of rows. */
    String columns(String rows, List<Integer> places) {
        return node("Gather", with("axis", 1), rows, integers(List.of(places.size()), places.stream().mapToLong(place -> place).toArray()));
    }

    /** Columns of parts, side by side. */
    String sideBySide(List<String> parts) {
        return parts.size() == 1 ? parts.getFirst() : node("Concat", with("axis", 1), parts.toArray(String[]::new));
    }

    /** An input [batch, columns]. */
    String input(String name, Element type, int columns) {
        graph.addInput(value(name, type, columns));
        return name;
    }

    /** Names a value as an output [batch, columns]; [batch] where columns is 0. */
    void output(String name, Element type, int columns, String value) {
        graph.addNode(NodeProto.newBuilder().setName("Identity_" + ++values).setOpType("Identity").addInput(value).addOutput(name));
        graph.addOutput(value(name, type, columns));
    }

    private static ValueInfoProto value(String name, Element type, int columns) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(BATCH));
        if (columns > 0) {
            shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(columns));
        }
        return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(TypeProto.Tensor.newBuilder()
                .setElemType(type.number()).setShape(shape))).build();
    }

    /** The whole model with what is said beside it. */
    ModelProto model(Map<String, String> metadata) {
        ModelProto.Builder model = ModelProto.newBuilder().setIrVersion(IR).setProducerName("lanewise").setProducerVersion(Engine.VERSION)
                .setGraph(graph);
        model.addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET));
        if (graph.getNodeList().stream().anyMatch(node -> node.getDomain().equals(Node.ML))) {
            model.addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(Node.ML).setVersion(OPSET_OF_ML));
        }
        new TreeMap<>(metadata).forEach((key, value) -> model.addMetadataProps(StringStringEntryProto.newBuilder().setKey(key)
                .setValue(value)));
        return model.build();
    }
}
