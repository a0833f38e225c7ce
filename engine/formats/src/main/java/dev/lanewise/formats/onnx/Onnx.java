package dev.lanewise.formats.onnx;

import dev.lanewise.formats.onnx.graph.GraphReader;
import dev.lanewise.formats.onnx.read.NetworkBuilder;
import dev.lanewise.store.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads and writes models in ONNX. */
public final class Onnx {

    private Onnx() {
    }

    /**
     * Reads a model.
     *
     * @param file an ONNX model; where it keeps tensors in other files, these are in its folder
     * @return what {@link ModelFile#read} returns of such a model in a file of this library
     * @throws IOException if the file cannot be read, is damaged, or says something that a feed-forward network cannot; the message names
     *                     the node, its operator and what is supported
     */
    public static ModelFile.Content read(Path file) throws IOException {
        try {
            Path folder = file.toAbsolutePath().getParent();
            return NetworkBuilder.read(GraphReader.read(Files.readAllBytes(file), folder));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IOException(file.getFileName() + ": " + e.getMessage(), e);
        }
    }
}
