package dev.lanewise.samples;

import dev.lanewise.formats.numpy.Npz;
import dev.lanewise.formats.onnx.Onnx;
import dev.lanewise.formats.safetensors.Safetensors;
import dev.lanewise.formats.tensor.NamedArrays;
import dev.lanewise.formats.tensor.NetworkArrays;
import dev.lanewise.store.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a model is written, told by the ending of a file's name. */
enum ModelFormat {

    /** The library's own. */
    LANEWISE("a Lanewise model") {
        @Override
        void write(ModelFile.Content content, Path file) throws IOException {
            ModelFile.save(content, file);
        }
    },
    /** For ONNX Runtime and others, with the steps before and behind the network. */
    ONNX("an ONNX model") {
        @Override
        void write(ModelFile.Content content, Path file) throws IOException {
            Onnx.write(content, file);
        }
    },
    /** Tensors of one network. */
    SAFETENSORS("safetensors") {
        @Override
        void write(ModelFile.Content content, Path file) throws IOException {
            Safetensors.write(arrays(content), file);
        }
    },
    /** Arrays of one network. */
    NPZ("arrays of NumPy") {
        @Override
        void write(ModelFile.Content content, Path file) throws IOException {
            Npz.write(arrays(content), file);
        }
    };

    private final String description;

    ModelFormat(String description) {
        this.description = description;
    }

    /** What it is, for a sentence. */
    String description() {
        return description;
    }

    /** Writes or replaces a file; throws IllegalArgumentException where the format cannot say what the model does. */
    abstract void write(ModelFile.Content content, Path file) throws IOException;

    /** The format of a file's name; nothing where it has another ending. */
    static Optional<ModelFormat> of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(format -> name.endsWith(format.ending())).findFirst();
    }

    /** All endings, for messages. */
    static String endings() {
        return Arrays.stream(values()).map(ModelFormat::ending).collect(Collectors.joining(", "));
    }

    String ending() {
        return "." + name().toLowerCase(Locale.ROOT);
    }

    private static NamedArrays arrays(ModelFile.Content content) {
        if (content.columns().isPresent() || content.networks().size() > 1) {
            throw new IllegalArgumentException("arrays are those of one network without columns, but this model has "
                    + (content.columns().isPresent() ? "columns of a table" : content.networks().size() + " networks"));
        }
        return NetworkArrays.of(content.network(), content.metadata());
    }
}
