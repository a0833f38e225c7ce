package dev.lanewise.formats.onnx;

import dev.lanewise.file.OutputFile;
import dev.lanewise.formats.onnx.graph.GraphReader;
import dev.lanewise.formats.onnx.read.ModelBuilder;
import dev.lanewise.formats.onnx.write.ModelWriter;
import dev.lanewise.model.Network;
import dev.lanewise.store.ModelFile;
import dev.lanewise.store.ModelMetadata;
import dev.lanewise.table.TableModel;
import dev.lanewise.text.Phrases;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads and writes models in ONNX.
 *
 * {@snippet lang=java :
 * static void convert(Path fromPython, Path toPython) throws IOException {
 *     ModelFile.Content content = Onnx.read(fromPython);
 *     Network network = content.network();
 *     Onnx.write(network, toPython);
 * }
 * }
 */
public final class Onnx {

    private static final long ROOM_FOR_NODES = 1 << 24;
    /** What protobuf reads and writes. */
    private static final long MOST_BYTES = Integer.MAX_VALUE - 8;
    private static final String IN_MEMORY = "the ONNX model in memory";

    private Onnx() {
    }

    /**
     * Reads a model. What is linear is folded into the dense layer beside it, in double. Of a graph that ends with LogSoftmax the outputs
     * are the probabilities, not their logarithms; several columns of an input {@code x} are called {@code x[0]} and so on.
     *
     * @param file an ONNX model; where it keeps tensors in other files, these are in its folder
     * @return what {@link ModelFile#read} returns of such a model in a file of this library: a network where the columns of the inputs are
     *         numbers; where the graph encodes them, because some are texts, may be missing or become one input for each category, or
     *         takes a mean away that is more than 50 times the scale, which floats cannot fold, a model that
     *         {@link TableModel#of(ModelFile.Content)} makes of it
     * @throws IOException if the file cannot be read, is damaged, has weights that are not finite, or says something that a feed-forward
     *                     network cannot; the message names the node, its operator and what is supported
     */
    public static ModelFile.Content read(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(name + ": an ONNX file has at most " + MOST_BYTES + " bytes, got " + Files.size(file)
                    + "; larger models keep their weights in other files");
        }
        return read(name, Files.readAllBytes(file), Optional.of(file.toAbsolutePath().getParent()));
    }

    /**
     * Reads a model from a stream, such as a resource of the class path. The stream is read to its end, into memory.
     *
     * @param in       gives an ONNX model with its tensors inside, and nothing behind it; stays open
     * @param maxBytes the most that it may give; more are refused
     * @return as {@link #read(Path)}
     * @throws IOException as {@link #read(Path)}; also if there are more bytes, or tensors are in other files
     */
    public static ModelFile.Content read(InputStream in, long maxBytes) throws IOException {
        byte[] bytes = in.readNBytes((int) Math.min(maxBytes, MOST_BYTES));
        if (in.read() >= 0) {
            throw new IOException(IN_MEMORY + ": expected at most " + Phrases.count(bytes.length, "byte") + ", got more");
        }
        return read(bytes);
    }

    /**
     * Reads a model from an array.
     *
     * @param bytes all bytes of an ONNX model with its tensors inside
     * @return as {@link #read(Path)}
     * @throws IOException as {@link #read(Path)}; also if tensors are in other files
     */
    public static ModelFile.Content read(byte[] bytes) throws IOException {
        return read(IN_MEMORY, bytes, Optional.empty());
    }

    private static ModelFile.Content read(String name, byte[] bytes, Optional<Path> folder) throws IOException {
        try {
            return ModelBuilder.read(GraphReader.read(bytes, folder));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IOException(name + ": " + e.getMessage(), e);
        }
    }

    /**
     * Writes a network.
     *
     * @param network what to write
     * @param file    where to; its folder must exist
     * @throws IOException              if that fails; the message names the path and the cause, and an old file is untouched
     * @throws IllegalArgumentException if ONNX cannot say it; the message says what
     */
    public static void write(Network network, Path file) throws IOException {
        write(ModelFile.Content.of(network, ModelMetadata.NONE, Optional.empty()), file);
    }

    /**
     * Writes a model for tables, with an input for each column and what becomes of it.
     *
     * @param model what to write
     * @param file  where to; its folder must exist
     * @throws IOException              if that fails; the message names the path and the cause, and an old file is untouched
     * @throws IllegalArgumentException if ONNX cannot say it, such as a quantile map; the message says what
     */
    public static void write(TableModel model, Path file) throws IOException {
        write(model.content(), file);
    }

    /**
     * Writes what a model file holds, as IR 8 with opset 17 and a free batch: names of classes come out beside the probabilities, and
     * metadata are kept with {@code lanewise.} in front of their keys.
     *
     * @param content what to write; of several networks the mean is written
     * @param file    where to; its folder must exist
     * @throws IOException              if that fails; the message names the path and the cause, and an old file is untouched
     * @throws IllegalArgumentException if ONNX cannot say it; the message says what
     */
    public static void write(ModelFile.Content content, Path file) throws IOException {
        long floats = content.networks().stream().mapToLong(network -> network.spec().parameterCount()).sum();
        if (floats * Float.BYTES > MOST_BYTES - ROOM_FOR_NODES) {
            throw new IllegalArgumentException("an ONNX file has at most " + MOST_BYTES + " bytes, too few for " + floats + " parameters");
        }
        byte[] bytes = ModelWriter.write(content);
        OutputFile.write(file, out -> out.write(bytes));
    }
}
