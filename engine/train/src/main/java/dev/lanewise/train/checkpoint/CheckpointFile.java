package dev.lanewise.train.checkpoint;

import dev.lanewise.data.DataFingerprint;
import dev.lanewise.file.OutputFile;
import dev.lanewise.file.SectionName;
import dev.lanewise.file.SectionReader;
import dev.lanewise.file.SectionWriter;
import dev.lanewise.file.StoredKind;
import dev.lanewise.file.WrongKindException;
import dev.lanewise.model.Engine;
import dev.lanewise.model.Network;
import dev.lanewise.section.ParameterSection;
import dev.lanewise.section.TensorSections;
import dev.lanewise.spec.GradientOptions;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.TensorFactors;
import dev.lanewise.step.UpdateRule;
import dev.lanewise.store.ModelFile;
import dev.lanewise.store.NonFiniteWeights;
import dev.lanewise.train.Checkpoint;
import dev.lanewise.train.Plateau;
import dev.lanewise.train.Progress;
import dev.lanewise.train.RunId;
import dev.lanewise.train.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checkpoints in files: which run it is, the network's spec, the other settings, how far training has come, which data it was, and named
 * tensors, the parameters and what the optimizer keeps beside them; every byte is covered by a CRC32C. {@code engine/FORMAT.md} says byte
 * by byte how.
 *
 * <p>Version 2 is written, versions 1 and 2 are read. Optional sections that a later version adds are passed over.
 */
public final class CheckpointFile {

    private static final String FACTORS = "FACT";
    private static final String GRADIENT = "GRAD";
    private static final String SCHEDULES = "SCHD";
    private static final String PLATEAU = "PLAT";
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
            writer.text(SectionName.SPEC, checkpoint.settings().spec().toText());
            writer.text(SectionName.LIBRARY, Engine.VERSION);
            writer.text(SectionName.SETTINGS, "moments " + checkpoint.moments().size() + "\n"
                    + CheckpointText.settings(checkpoint.settings()));
            if (!checkpoint.settings().factors().equals(TensorFactors.NONE)) {
                writer.text(FACTORS, checkpoint.settings().factors().toText());
            }
            if (!checkpoint.settings().gradient().equals(GradientOptions.NONE)) {
                writer.text(GRADIENT, checkpoint.settings().gradient().toText());
            }
            String others = CheckpointText.otherSchedules(checkpoint.settings());
            if (!others.isEmpty()) {
                writer.text(SCHEDULES, others);
            }
            if (!checkpoint.progress().plateau().equals(Plateau.START)) {
                writer.text(PLATEAU, CheckpointText.plateau(checkpoint.progress().plateau()));
            }
            writer.text(PROGRESS, CheckpointText.progress(checkpoint.progress()));
            writeIfPresent(writer, DATA, checkpoint.data().map(DataFingerprint::toText));
            TensorSections.write(writer, Stream.concat(Stream.of(checkpoint.network()), checkpoint.moments().stream()).toList(),
                    UpdateRule.of(checkpoint.settings().optimizer()).slots());
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
     * @throws IOException if the file cannot be read, is no checkpoint, is damaged or has weights that are not finite; the message says
     *                     what was expected and found
     */
    public static Checkpoint load(Path path) throws IOException {
        return load(path, NonFiniteWeights.REFUSE);
    }

    /**
     * Reads a checkpoint, for example of a run that was told to continue with losses that are not finite.
     *
     * @param path      a file that {@link #save} wrote
     * @param nonFinite what to do about weights that are not finite
     * @return the checkpoint, with the same bits
     * @throws IOException if the file cannot be read, is no checkpoint or is damaged; the message says what was expected and found
     */
    public static Checkpoint load(Path path, NonFiniteWeights nonFinite) throws IOException {
        try (SectionReader reader = new SectionReader(path, StoredKind.CHECKPOINT, RUN_ID, DATA)) {
            return read(reader, nonFinite, path.getFileName().toString());
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

    private static Checkpoint read(SectionReader reader, NonFiniteWeights nonFinite, String file) throws IOException {
        NetworkSpec spec = NetworkSpec.parse(reader.text(SectionName.SPEC));
        KeyValueReader facts = new KeyValueReader(reader.text(SectionName.SETTINGS));
        int count = facts.small("moments");
        TensorFactors factors = ifNext(reader, FACTORS).map(TensorFactors::parse).orElse(TensorFactors.NONE);
        GradientOptions gradient = ifNext(reader, GRADIENT).map(GradientOptions::parse).orElse(GradientOptions.NONE);
        Settings settings = CheckpointText.parseSettings(spec, factors, gradient, ifNext(reader, SCHEDULES).orElse(""), facts);
        Checkpoint.requireMoments(settings.optimizer(), count);
        Plateau plateau = ifNext(reader, PLATEAU).map(CheckpointText::parsePlateau).orElse(Plateau.START);
        Progress progress = CheckpointText.parseProgress(new KeyValueReader(reader.text(PROGRESS)), plateau);
        List<Network> networks = networks(reader, settings, nonFinite, file);
        reader.finish();
        return new Checkpoint(settings, progress, reader.optional(RUN_ID).map(RunId::new),
                reader.optional(DATA).map(DataFingerprint::parse), networks.getFirst(), networks.subList(1, networks.size()));
    }

    /** A section that stands before the progress; a file is asked for that first, so that errors do not speak of what few files have. */
    private static Optional<String> ifNext(SectionReader reader, String name) throws IOException {
        return !reader.isNext(PROGRESS) && reader.isNext(name) ? Optional.of(reader.text(name)) : Optional.empty();
    }

    /** The parameters, then what the optimizer keeps beside them. */
    private static List<Network> networks(SectionReader reader, Settings settings, NonFiniteWeights nonFinite, String file)
            throws IOException {
        List<String> slots = UpdateRule.of(settings.optimizer()).slots();
        if (reader.isNext(SectionName.TABLE)) {
            return TensorSections.read(reader, settings.spec(), slots, nonFinite == NonFiniteWeights.REFUSE, file);
        }
        List<Network> networks = new ArrayList<>();
        networks.add(ParameterSection.read(reader, SectionName.PARAMETERS, settings.spec(), file));
        for (int slot = 1; slot <= slots.size(); slot++) {
            networks.add(ParameterSection.read(reader, MOMENTS + slot, settings.spec(), file));
        }
        return networks;
    }

    /**
     * Reads the network of a checkpoint or of a model file, to begin another training with it.
     *
     * @param path a file that {@link #save} or {@link ModelFile} wrote
     * @return its parameters
     * @throws IOException if the file cannot be read, is neither, is damaged or has weights that are not finite
     */
    public static Network network(Path path) throws IOException {
        try {
            return ModelFile.load(path);
        } catch (WrongKindException e) {
            return load(path).network();
        }
    }
}
