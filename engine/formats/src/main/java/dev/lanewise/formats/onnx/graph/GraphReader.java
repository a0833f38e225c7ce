package dev.lanewise.formats.onnx.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the protobuf messages of a model. */
public final class GraphReader {

    private static final long OLDEST_OPSET = 6;

    private final ConstantReader constants;

    private GraphReader(Optional<Path> folder) {
        constants = new ConstantReader(folder.map(ExternalData::new));
    }

    /**
     * Reads a model.
     *
     * @param bytes  of its file
     * @param folder of the file, where its external data is; nothing where the model has no file, and so no such data
     * @return the graph
     * @throws IOException              if external data cannot be read
     * @throws IllegalArgumentException if the bytes are no model, it contradicts itself or is older than opset 6
     */
    public static Graph read(byte[] bytes, Optional<Path> folder) throws IOException {
        try {
            return new GraphReader(folder).graph(ModelProto.parseFrom(bytes));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("expected an ONNX model, got other or damaged bytes", e);
        }
    }

    private Graph graph(ModelProto model) throws IOException {
        GraphProto graph = model.getGraph();
        if (!model.hasGraph() || graph.getOutputCount() == 0) {
            throw new IllegalArgumentException("expected an ONNX model with a graph that has outputs, got none");
        }
        long opset = 0;
        for (OperatorSetIdProto set : model.getOpsetImportList()) {
            opset = set.getDomain().isEmpty() || set.getDomain().equals("ai.onnx") ? set.getVersion() : opset;
        }
        // a file of scikit-learn may have operators of the other domain alone
        if (opset != 0 && opset < OLDEST_OPSET || opset == 0 && model.getOpsetImportCount() == 0) {
            throw new IllegalArgumentException("expected operators of opset " + OLDEST_OPSET + " or newer, got " + opset
                    + "; convert the file with onnx.version_converter");
        }
        Map<String, Constant> known = new HashMap<>();
        for (TensorProto tensor : graph.getInitializerList()) {
            known.put(tensor.getName(), constants.read(tensor));
        }
        if (graph.getSparseInitializerCount() > 0) {
            throw new IllegalArgumentException("sparse initializers are not supported");
        }
        List<Node> nodes = new ArrayList<>();
        for (NodeProto node : graph.getNodeList()) {
            nodes.add(node(node, nodes.size()));
        }
        List<Port> inputs = graph.getInputList().stream().filter(input -> !known.containsKey(input.getName())).map(GraphReader::port)
                .toList();
        Map<String, String> metadata = new HashMap<>();
        for (StringStringEntryProto entry : model.getMetadataPropsList()) {
            metadata.put(entry.getKey(), entry.getValue());
        }
        return new Graph(nodes, known, inputs, graph.getOutputList().stream().map(GraphReader::port).toList(), opset, metadata);
    }

    private Node node(NodeProto node, int place) throws IOException {
        String name = node.getName().isEmpty() ? "#" + place : node.getName();
        String domain = node.getDomain().equals("ai.onnx") ? "" : node.getDomain();
        Map<String, Constant> attributes = new HashMap<>();
        for (AttributeProto attribute : node.getAttributeList()) {
            Optional<Constant> value = attribute(attribute);
            if (value.isPresent()) {
                attributes.put(attribute.getName(), value.get());
            }
        }
        return new Node(name, domain, node.getOpType(), node.getInputList(), node.getOutputList(), attributes);
    }

    /** Nothing of a graph, a type or another thing that no operator here has. */
    private Optional<Constant> attribute(AttributeProto attribute) throws IOException {
        return switch (attribute.getType()) {
            case FLOAT -> Optional.of(Constant.of(Element.FLOAT, List.of(), attribute.getF()));
            case INT -> Optional.of(Constant.of(Element.INT64, List.of(), attribute.getI()));
            case STRING -> Optional.of(texts(List.of(attribute.getS())));
            case TENSOR -> Optional.of(constants.read(attribute.getT()));
            case FLOATS -> Optional.of(Constant.of(Element.FLOAT, List.of(attribute.getFloatsCount()),
                    attribute.getFloatsList().stream().mapToDouble(Float::doubleValue).toArray()));
            case INTS -> Optional.of(Constant.of(Element.INT64, List.of(attribute.getIntsCount()),
                    attribute.getIntsList().stream().mapToDouble(Long::doubleValue).toArray()));
            case STRINGS -> Optional.of(texts(attribute.getStringsList()));
            default -> Optional.empty();
        };
    }

    private static Constant texts(List<ByteString> texts) {
        return new Constant(Element.STRING, List.of(texts.size()), new double[0], texts.stream().map(ByteString::toStringUtf8).toList());
    }

    private static Port port(ValueInfoProto value) {
        TypeProto.Tensor type = value.getType().getTensorType();
        Optional<Element> element = type.getElemType() == 0 ? Optional.empty() : Optional.of(Element.of(type.getElemType()));
        return new Port(value.getName(), element, type.hasShape() ? Optional.of(type.getShape().getDimList().stream().map(GraphReader::size)
                .toList()) : Optional.empty());
    }

    private static long size(Dimension size) {
        return size.getValueCase() == Dimension.ValueCase.DIM_VALUE ? size.getDimValue() : -1;
    }
}
