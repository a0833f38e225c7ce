package dev.lanewise.samples;

import dev.lanewise.file.FileKind;
import dev.lanewise.formats.numpy.Npz;
import dev.lanewise.formats.onnx.Onnx;
import dev.lanewise.formats.safetensors.Safetensors;
import dev.lanewise.formats.tensor.NamedArrays;
import dev.lanewise.formats.tensor.NetworkArrays;
import dev.lanewise.store.ModelFile;
import dev.lanewise.store.NonFiniteWeights;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A model file of any kind, told by its content.
 *
 * @param kind    what the file is, for a sentence
 * @param content what it holds; nothing where it holds arrays that do not say what their network looks like
 * @param arrays  what it holds where it has arrays with names; nothing in other files
 */
record AnyModel(String kind, Optional<ModelFile.Content> content, Optional<NamedArrays> arrays) {

    /** Reads a file; throws IOException where it is none of these kinds, or damaged. */
    static AnyModel read(Path file, NonFiniteWeights nonFinite) throws IOException {
        FileKind kind = kindOf(file);
        return switch (kind) {
            case ONNX -> whole(kind, Onnx.read(file));
            case SAFETENSORS -> ofArrays(kind.description(), file, Safetensors.read(file));
            case ZIP -> {
                ForeignModel.refuse(kind, file);
                yield ofArrays("an archive of NumPy arrays", file, Npz.read(file));
            }
            default -> {
                ForeignModel.refuse(kind, file);
                yield whole(FileKind.LANEWISE, ModelFile.read(file, nonFinite));
            }
        };
    }

    /** The first bytes tell; a file that is none has no kind, and its reader says so. */
    static FileKind kindOf(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            return FileKind.UNKNOWN;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return FileKind.of(in.readNBytes(FileKind.BYTES));
        }
    }

    private static AnyModel whole(FileKind kind, ModelFile.Content content) {
        return new AnyModel(kind.description(), Optional.of(content), Optional.empty());
    }

    private static AnyModel ofArrays(String kind, Path file, NamedArrays arrays) throws IOException {
        try {
            Optional<ModelFile.Content> content = NetworkArrays.spec(arrays).map(_ -> new ModelFile.Content(
                    List.of(NetworkArrays.network(arrays)), NetworkArrays.metadata(arrays), Optional.empty(), Optional.empty()));
            return new AnyModel(kind, content, Optional.of(arrays));
        } catch (IllegalArgumentException e) {
            throw new IOException(file.getFileName() + ": " + e.getMessage(), e);
        }
    }

    /** What the file holds, or what {@code reading} makes of its arrays, if they are all there is. */
    ModelFile.Content content(Function<NamedArrays, ModelFile.Content> reading) {
        return content.orElseGet(() -> reading.apply(arrays.orElseThrow()));
    }
}
