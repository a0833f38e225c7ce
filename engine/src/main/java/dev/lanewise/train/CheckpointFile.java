package dev.lanewise.train;

import dev.lanewise.data.DataFingerprint;
import dev.lanewise.file.OutputFile;
import dev.lanewise.file.SectionName;
import dev.lanewise.file.SectionReader;
import dev.lanewise.file.SectionWriter;
import dev.lanewise.file.StoredKind;
import dev.lanewise.file.WrongKindException;
import dev.lanewise.model.Network;
import dev.lanewise.model.NetworkSpec;
import dev.lanewise.store.ModelFile;
import dev.lanewise.store.ParameterSection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checkpoints in files. Sections, each with a CRC32C: {@code KIND}, the optional {@code rid } which run it is, {@code SPEC} the network's
 * spec, {@code RUN } the other settings, {@code PROG} how far training has come, the optional {@code data} which data it was, {@code PARM}
 * the parameters, and {@code MOM1}, {@code MOM2} the moments, as many as there are.
 *
 * <p>Version 2 is written, versions 1 and 2 are read. Optional sections that a later version adds are passed over.
 */
public final class CheckpointFile {

    private static final String PROGRESS = "PROG";
    private static final String RUN_ID = "rid ";
    private static final String DATA = "data";
    private static final String MOMENTS = "MOM";

    private CheckpointFile() {
    }

    /**
     * Writes a checkpoint; a file of that name is replaced only when the new one is whole and on the disk.
     *
     * @param checkpoint what to write
     * @param path       where to; its folder must exist
     * @throws IOException if that fails; the old file is then untouched
     */
    public static void save(Checkpoint checkpoint, Path path) throws IOException {
        OutputFile.write(path, out -> {
            SectionWriter writer = new SectionWriter(out, StoredKind.CHECKPOINT);
            writeIfPresent(writer, RUN_ID, checkpoint.run().map(RunId::text));
            writer.text(SectionName.SPEC, checkpoint.settings().spec().text());
            writer.text(SectionName.SETTINGS, "moments " + checkpoint.moments().size() + "\n"
                    + CheckpointText.settings(checkpoint.settings()));
            writer.text(PROGRESS, CheckpointText.progress(checkpoint.progress()));
            writeIfPresent(writer, DATA, checkpoint.data().map(DataFingerprint::toText));
            ParameterSection.write(writer, SectionName.PARAMETERS, checkpoint.network());
            for (int i = 0; i < checkpoint.moments().size(); i++) {
                ParameterSection.write(writer, MOMENTS + (i + 1), checkpoint.moments().get(i));
            }
            writer.finish();
        });
    }

    private static void writeIfPresent(SectionWriter writer, String name, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            writer.text(name, text.get());
        }
    }

    /**
     * Reads a checkpoint.
     *
     * @param path a file that {@link #save} wrote
     * @return the checkpoint, with the same bits
     * @throws IOException if the file cannot be read, is no checkpoint or is damaged; the message says what was expected and found
     */
    public static Checkpoint load(Path path) throws IOException {
        try (SectionReader reader = new SectionReader(path, StoredKind.CHECKPOINT, RUN_ID, DATA)) {
            return read(reader, path.getFileName().toString());
        } catch (IllegalArgumentException e) {
            throw new IOException(path.getFileName() + ": " + e.getMessage(), e);
        }
    }

    /** The run that a file belongs to, which stands at its beginning; nothing in files of version 1. The rest is not looked at. */
    static Optional<RunId> run(Path path) throws IOException {
        try (SectionReader reader = new SectionReader(path, StoredKind.CHECKPOINT, RUN_ID)) {
            reader.text(SectionName.SPEC);
            return reader.optional(RUN_ID).map(RunId::new);
        } catch (IllegalArgumentException e) {
            throw new IOException(path.getFileName() + ": " + e.getMessage(), e);
        }
    }

    private static Checkpoint read(SectionReader reader, String file) throws IOException {
        NetworkSpec spec = NetworkSpec.parse(reader.text(SectionName.SPEC));
        Facts facts = new Facts(reader.text(SectionName.SETTINGS));
        int count = facts.small("moments");
        Settings settings = CheckpointText.parseSettings(spec, facts);
        Progress progress = CheckpointText.parseProgress(new Facts(reader.text(PROGRESS)));
        Network network = ParameterSection.read(reader, SectionName.PARAMETERS, spec, file);
        List<Network> moments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            moments.add(ParameterSection.read(reader, MOMENTS + (i + 1), spec, file));
        }
        reader.finish();
        return new Checkpoint(settings, progress, reader.optional(RUN_ID).map(RunId::new),
                reader.optional(DATA).map(DataFingerprint::parse), network, moments);
    }

    /**
     * Reads the network of a checkpoint or of a model file, to begin another training with it.
     *
     * @param path a file that {@link #save} or {@link ModelFile} wrote
     * @return its parameters
     * @throws IOException if the file cannot be read, is neither or is damaged
     */
    public static Network network(Path path) throws IOException {
        try {
            return ModelFile.load(path);
        } catch (WrongKindException e) {
            return load(path).network();
        }
    }
}
