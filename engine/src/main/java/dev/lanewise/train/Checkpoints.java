package dev.lanewise.train;

import dev.lanewise.file.FileErrors;
import dev.lanewise.file.TemporaryFile;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The checkpoints of one run in a folder of its own, a file each, named after its step: {@code checkpoint-000000001200.lanewise}.
 *
 * <p>A checkpoint is written to a temporary file, forced to the disk and renamed before older ones go, so that at every moment,
 * also that of a power cut, the last whole one is there.
 */
public final class Checkpoints {

    private static final String PREFIX = "checkpoint-";
    private static final String SUFFIX = ".lanewise";
    private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{12,18})" + Pattern.quote(SUFFIX));

    private final Path folder;
    private final int keep;

    /**
     * The newest checkpoint of a folder that is whole.
     *
     * @param file       where it is
     * @param checkpoint what it holds
     * @param passedOver a sentence for each newer file that is not whole
     */
    public record Found(Path file, Checkpoint checkpoint, List<String> passedOver) {

        /**
         * Which checkpoint it is and why.
         *
         * @return a sentence, with another for each file that was passed over
         */
        public String reason() {
            StringBuilder text = new StringBuilder(file + " (" + checkpoint.progress() + ") is the newest checkpoint");
            text.append(passedOver.isEmpty() ? ", and whole" : " that is whole");
            passedOver.forEach(sentence -> text.append("; passed over ").append(sentence));
            return text.toString();
        }
    }

    /**
     * Checkpoints in a folder.
     *
     * @param folder the folder, which is made where it is missing
     * @param keep   the newest so many stay, at least 1
     * @throws IllegalArgumentException if none would stay
     * @throws IOException              if the folder is missing and cannot be made
     */
    public Checkpoints(Path folder, int keep) throws IOException {
        if (keep < 1) {
            throw new IllegalArgumentException("at least 1 checkpoint must be kept, got " + keep);
        }
        this.folder = folder;
        this.keep = keep;
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new IOException("the folder for checkpoints " + folder + " is not a folder");
        }
        if (!Files.isDirectory(folder)) {
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw new IOException("the folder for checkpoints " + folder + " cannot be made: " + FileErrors.reason(e), e);
            }
        }
    }

    /**
     * Writes a checkpoint, then removes older ones beyond the number to keep. Files of later steps stay.
     *
     * @param checkpoint what to write
     * @return its file
     * @throws IOException if that fails; the checkpoints before are still there
     */
    public Path save(Checkpoint checkpoint) throws IOException {
        long step = checkpoint.progress().steps();
        Path file = folder.resolve(String.format(Locale.ROOT, "%s%012d%s", PREFIX, step, SUFFIX));
        if (Files.isDirectory(folder)) {
            TemporaryFile.deleteLeftovers(folder, PREFIX);
        }
        CheckpointFile.save(checkpoint, file);
        List<Path> older = files().stream().filter(other -> step(other) <= step).toList();
        deleteAll(older.subList(Math.min(keep, older.size()), older.size()));
        return file;
    }

    /**
     * Looks for the newest checkpoint that is whole.
     *
     * @return the checkpoint with its file, or nothing where the folder has no checkpoint at all
     * @throws IOException if the folder cannot be read, or has checkpoints of which none is whole
     */
    public Optional<Found> newest() throws IOException {
        List<String> passedOver = new ArrayList<>();
        for (Path file : files()) {
            try {
                return Optional.of(new Found(file, CheckpointFile.load(file), List.copyOf(passedOver)));
            } catch (IOException e) {
                passedOver.add(file.getFileName() + " (" + FileErrors.reason(e) + ")");
            }
        }
        if (!passedOver.isEmpty()) {
            throw new IOException("no checkpoint in " + folder + " is whole: " + String.join("; ", passedOver));
        }
        return Optional.empty();
    }

    /**
     * The files of checkpoints in the folder, whole or not.
     *
     * @return from the newest to the oldest
     * @throws IOException if the folder cannot be read
     */
    public List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>(list(PREFIX + "*" + SUFFIX));
        files.removeIf(file -> !NAME.matcher(file.getFileName().toString()).matches());
        files.sort(Comparator.comparingLong(Checkpoints::step).reversed());
        return files;
    }

    private List<Path> list(String glob) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, glob)) {
            found.forEach(files::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return files;
    }

    private static long step(Path file) {
        String name = file.getFileName().toString();
        return Long.parseLong(name, PREFIX.length(), name.length() - SUFFIX.length(), 10);
    }

    private static void deleteAll(List<Path> files) throws IOException {
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
