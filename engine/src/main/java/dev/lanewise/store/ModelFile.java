package dev.lanewise.store;

import dev.lanewise.file.OutputFile;
import dev.lanewise.file.SectionName;
import dev.lanewise.file.SectionReader;
import dev.lanewise.file.SectionWriter;
import dev.lanewise.file.StoredKind;
import dev.lanewise.model.Network;
import dev.lanewise.model.NetworkSpec;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Networks in files, each section with a CRC32C, all little-endian: {@code KIND}, {@code SPEC} with the spec's text, the optional
 * {@code meta} with metadata, and {@code PARM} with the parameters, layer by layer, weights as [out][in] row-major, then biases.
 *
 * <p>Version 2 is written, versions 1 and 2 are read. Optional sections that a later version adds are passed over.
 */
public final class ModelFile {

    private static final String METADATA = "meta";

    private ModelFile() {
    }

    /**
     * What a file holds.
     *
     * @param network  the network
     * @param metadata what is said beside it
     */
    public record Content(Network network, ModelMetadata metadata) {
    }

    /**
     * Writes a network; a file of that name is replaced only when the new one is whole. A link is followed, a device or pipe written.
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
            writer.text(SectionName.SPEC, network.spec().text());
            if (!metadata.entries().isEmpty()) {
                writer.text(METADATA, metadata.toText());
            }
            ParameterSection.write(writer, SectionName.PARAMETERS, network);
            writer.finish();
        };
    }

    /**
     * Reads a network.
     *
     * @param path a file that {@link #save} wrote
     * @return the network, with the same bits
     * @throws IOException if the file cannot be read, is no model file or is damaged; the message says what was expected and found
     */
    public static Network load(Path path) throws IOException {
        return read(path).network();
    }

    /**
     * Reads a network and what is said beside it.
     *
     * @param path a file that {@link #save} wrote
     * @return the network, with the same bits, and the metadata
     * @throws IOException if the file cannot be read, is no model file or is damaged; the message says what was expected and found
     */
    public static Content read(Path path) throws IOException {
        try (SectionReader reader = new SectionReader(path, StoredKind.MODEL, METADATA)) {
            NetworkSpec spec = NetworkSpec.parse(reader.text(SectionName.SPEC));
            Network network = ParameterSection.read(reader, SectionName.PARAMETERS, spec, path.getFileName().toString());
            reader.finish();
            return new Content(network, reader.optional(METADATA).map(ModelMetadata::read).orElse(ModelMetadata.NONE));
        } catch (IllegalArgumentException e) {
            throw new IOException(path.getFileName() + ": " + e.getMessage(), e);
        }
    }
}
