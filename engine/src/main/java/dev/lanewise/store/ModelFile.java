package dev.lanewise.store;

import dev.lanewise.file.OutputFile;
import dev.lanewise.file.SectionName;
import dev.lanewise.file.SectionReader;
import dev.lanewise.file.SectionWriter;
import dev.lanewise.file.StoredKind;
import dev.lanewise.model.Engine;
import dev.lanewise.model.Network;
import dev.lanewise.section.ParameterSection;
import dev.lanewise.section.TensorSections;
import dev.lanewise.spec.NetworkSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Networks in files: their specs, named tensors and what is said beside them, every byte covered by a CRC32C. {@code engine/FORMAT.md} says
 * byte by byte how.
 *
 * <p>Version 2 is written, versions 1 and 2 are read. Optional sections that a later version adds are passed over. A file never holds
 * samples, paths or names of users, unless the metadata are given any.
 */
public final class ModelFile {

    private static final String METADATA = "meta";

    private ModelFile() {
    }

    /**
     * What a file holds.
     *
     * @param network        the network
     * @param metadata       what is said beside it
     * @param libraryVersion the version of Lanewise that wrote the file, for example {@code 1.0.0}; nothing in older files
     */
    public record Content(Network network, ModelMetadata metadata, Optional<String> libraryVersion) {
    }

    /**
     * Writes a network and the version of this library; a file of that name is replaced only when the new one is whole. A link is
     * followed, a device or pipe written.
     *
     * @param network what to write
     * @param path    where to; its folder must exist
     * @throws IOException if that fails; the message names the path and the cause, and the old file is untouched
     */
    public static void save(Network network, Path path) throws IOException {
        save(network, ModelMetadata.NONE, path);
    }

    /**
     * Writes a network and what is to be known of it.
     *
     * @param network  what to write
     * @param metadata written beside it
     * @param path     where to; its folder must exist
     * @throws IOException if that fails; the message names the path and the cause, and the old file is untouched
     */
    public static void save(Network network, ModelMetadata metadata, Path path) throws IOException {
        OutputFile.write(path, content(network, metadata));
    }

    /**
     * Writes a network that must not be lost, as {@link #saveOrKeep(Network, ModelMetadata, Path)} does.
     *
     * @param network what to write
     * @param path    where to
     * @throws IOException if the file could not be written; the message names the path, the cause, and where the network is kept
     */
    public static void saveOrKeep(Network network, Path path) throws IOException {
        saveOrKeep(network, ModelMetadata.NONE, path);
    }

    /**
     * Writes a network that must not be lost, such as the result of a long training: where the file cannot be written the network is
     * kept beside it, in the current folder or in the folder for temporary files.
     *
     * @param network  what to write
     * @param metadata written beside it
     * @param path     where to
     * @throws IOException if the file could not be written; the message names the path, the cause, and where the network is kept
     */
    public static void saveOrKeep(Network network, ModelMetadata metadata, Path path) throws IOException {
        OutputFile.writeOrKeep(path, content(network, metadata));
    }

    private static OutputFile.Content content(Network network, ModelMetadata metadata) {
        return out -> {
            SectionWriter writer = new SectionWriter(out, StoredKind.MODEL);
            writer.text(SectionName.SPEC, network.spec().toText());
            writer.text(SectionName.LIBRARY, Engine.VERSION);
            if (!metadata.entries().isEmpty()) {
                writer.text(METADATA, metadata.toText());
            }
            TensorSections.write(writer, List.of(network), List.of());
            writer.finish();
        };
    }

    /**
     * Reads a network.
     *
     * @param path a file that {@link #save} wrote
     * @return the network, with the same bits
     * @throws IOException if the file cannot be read, is no model file, is damaged or has weights that are not finite; the message says
     *                     what was expected and found
     */
    public static Network load(Path path) throws IOException {
        return read(path).network();
    }

    /**
     * Reads a network.
     *
     * @param path      a file that {@link #save} wrote
     * @param nonFinite what to do about weights that are not finite
     * @return the network, with the same bits
     * @throws IOException if the file cannot be read, is no model file or is damaged; the message says what was expected and found
     */
    public static Network load(Path path, NonFiniteWeights nonFinite) throws IOException {
        return read(path, nonFinite).network();
    }

    /**
     * Reads a network and what is said beside it.
     *
     * @param path a file that {@link #save} wrote
     * @return the network, with the same bits, and the metadata
     * @throws IOException if the file cannot be read, is no model file, is damaged or has weights that are not finite; the message says
     *                     what was expected and found
     */
    public static Content read(Path path) throws IOException {
        return read(path, NonFiniteWeights.REFUSE);
    }

    /**
     * Reads a network and what is said beside it.
     *
     * @param path      a file that {@link #save} wrote
     * @param nonFinite what to do about weights that are not finite
     * @return the network, with the same bits, and the metadata
     * @throws IOException if the file cannot be read, is no model file or is damaged; the message says what was expected and found
     */
    public static Content read(Path path, NonFiniteWeights nonFinite) throws IOException {
        try (SectionReader reader = new SectionReader(path, StoredKind.MODEL, SectionName.LIBRARY, METADATA)) {
            NetworkSpec spec = NetworkSpec.parse(reader.text(SectionName.SPEC));
            Network network = network(reader, spec, nonFinite, path.getFileName().toString());
            reader.finish();
            return new Content(network, reader.optional(METADATA).map(ModelMetadata::read).orElse(ModelMetadata.NONE),
                    reader.optional(SectionName.LIBRARY));
        } catch (IllegalArgumentException e) {
            throw new IOException(path.getFileName() + ": " + e.getMessage(), e);
        }
    }

    private static Network network(SectionReader reader, NetworkSpec spec, NonFiniteWeights nonFinite, String file) throws IOException {
        if (reader.isNext(SectionName.TABLE)) {
            return TensorSections.read(reader, spec, List.of(), nonFinite == NonFiniteWeights.REFUSE, file).getFirst();
        }
        return ParameterSection.read(reader, SectionName.PARAMETERS, spec, file);
    }
}
