package dev.lanewise.store;

import dev.lanewise.file.OutputFile;
import dev.lanewise.file.SectionReader;
import dev.lanewise.file.SectionWriter;
import dev.lanewise.model.Network;
import dev.lanewise.model.NetworkSpec;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Networks in files: a section {@code SPEC} with the spec's text, a section {@code PARM} with the parameters, layer by layer,
 * weights as [out][in] row-major, then biases; each with a CRC32C, all little-endian.
 */
public final class ModelFile {

    private static final int VERSION = 1;
    private static final String SPEC = "SPEC";
    private static final String PARAMETERS = "PARM";

    private ModelFile() {
    }

    /**
     * Writes a network; a file of that name is replaced only when the new one is whole. A link is followed, a device or pipe written.
     *
     * @param network what to write
     * @param path    where to; its folder must exist
     * @throws IOException if that fails; the message names the path and the cause, and the old file is untouched
     */
    public static void save(Network network, Path path) throws IOException {
        OutputFile.write(path, content(network));
    }

    /**
     * Writes a network that must not be lost, such as the result of a long training: where the file cannot be written the network is
     * kept beside it, in the current folder or in the folder for temporary files.
     *
     * @param network what to write
     * @param path    where to
     * @throws IOException if the file could not be written; the message names the path, the cause, and where the network is kept
     */
    public static void saveOrKeep(Network network, Path path) throws IOException {
        OutputFile.writeOrKeep(path, content(network));
    }

    private static OutputFile.Content content(Network network) {
        return out -> {
            SectionWriter writer = new SectionWriter(out, VERSION);
            writer.text(SPEC, network.spec().text());
            ParameterSection.write(writer, PARAMETERS, network);
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
        try (SectionReader reader = new SectionReader(path, VERSION)) {
            NetworkSpec spec = spec(path, reader.text(SPEC));
            Network network = ParameterSection.read(reader, PARAMETERS, spec, path.getFileName().toString());
            reader.finish();
            return network;
        }
    }

    private static NetworkSpec spec(Path path, String text) throws IOException {
        try {
            return NetworkSpec.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IOException(path.getFileName() + ": " + e.getMessage(), e);
        }
    }
}
