package dev.lanewise.train.checkpoint;

import dev.lanewise.file.FileErrors;
import dev.lanewise.file.FolderLock;
import dev.lanewise.file.TemporaryFile;
import dev.lanewise.model.Network;
import dev.lanewise.store.ModelFile;
import dev.lanewise.store.ModelMetadata;
import dev.lanewise.store.NonFiniteWeights;
import dev.lanewise.text.Phrases;
import dev.lanewise.train.Checkpoint;
import dev.lanewise.train.RunId;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
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
 *
 * <p>Who saves holds a lock on the folder until this is closed or the process ends, however it ends; a second run in the same folder
 * hears that it is in use. Looking for checkpoints needs no lock. A run removes only files of its own ({@link RunId}): those of other
 * runs, files of version 1, which have no id, and damaged ones stay. For one thread at a time.
 */
public final class CheckpointDirectory implements AutoCloseable {

    private static final String PREFIX = "checkpoint-";
    private static final String SUFFIX = ".lanewise";
    private static final String BEST = "best.lanewise", RUN = "run", EPOCH = "epoch";
    private static final Pattern EPOCHS = Pattern.compile("[1-9]\\d{0,8}");
    private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{12,18})" + Pattern.quote(SUFFIX));

    private final Path folder;
    private final int keep;
    private FolderLock lock;
    private boolean isOwn;

    /**
     * The newest checkpoint of a folder that is whole.
     *
     * @param file       where it is
     * @param checkpoint what it holds
     * @param passedOver a sentence for each newer file that is not whole
     */
    public record Latest(Path file, Checkpoint checkpoint, List<String> passedOver) {

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
    public CheckpointDirectory(Path folder, int keep) throws IOException {
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
     * Takes the lock of the folder, as the first {@link #save} does, and removes what killed processes have left of their writes; a
     * second call does nothing.
     *
     * @throws IOException if another run is saving to the folder, or the folder may not be written
     */
    public void lock() throws IOException {
        if (lock != null) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new IOException("the folder for checkpoints " + folder + (Files.exists(folder) ? " is not a folder" : " does not exist"));
        }
        try {
            lock = FolderLock.of(folder);
        } catch (FileSystemException e) {
            throw new IOException("the folder for checkpoints " + folder + " cannot be written: " + FileErrors.reason(e), e);
        }
        TemporaryFile.deleteLeftovers(folder, PREFIX);
    }

    /**
     * Writes a checkpoint, then removes older ones of the same run beyond the number to keep. Files of later steps stay.
     *
     * @param checkpoint what to write
     * @return its file
     * @throws IOException if that fails, if another run is saving to the folder, or if the folder holds checkpoints of an earlier run
     *                     that has come further, which would be taken for the newest; the checkpoints before are still there
     */
    public Path save(Checkpoint checkpoint) throws IOException {
        long step = checkpoint.progress().steps();
        Path file = folder.resolve(String.format(Locale.ROOT, "%s%012d%s", PREFIX, step, SUFFIX));
        lock();
        requireNoOtherRunFrom(step, checkpoint);
        CheckpointFile.save(checkpoint, file);
        List<Path> older = files().stream().filter(other -> step(other) <= step && isOfSameRun(other, checkpoint)).toList();
        deleteAll(older.subList(Math.min(keep, older.size()), older.size()));
        return file;
    }

    /**
     * Writes the best network of a fit beside its checkpoints, as a model file; it takes the place of the one before.
     *
     * @param network the network
     * @param epoch   after which it did best, from 1
     * @param run     whose it is
     * @throws IOException if that fails, or another run is saving to the folder; the one before is still there
     */
    public void saveBest(Network network, int epoch, RunId run) throws IOException {
        lock();
        ModelFile.save(network, ModelMetadata.NONE.with(RUN, run).with(EPOCH, epoch), folder.resolve(BEST));
    }

    /**
     * The best network of a fit.
     *
     * @param network the network
     * @param epoch   after which it did best, from 1
     */
    public record Best(Network network, int epoch) {
    }

    /**
     * The best network of a fit whose checkpoints are here.
     *
     * @param run whose
     * @return what {@link #saveBest} has written, or nothing where there is none of this run
     * @throws IOException if its file is damaged, says no epoch or cannot be read
     */
    public Optional<Best> best(RunId run) throws IOException {
        Path file = folder.resolve(BEST);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        ModelFile.Content content = ModelFile.read(file, NonFiniteWeights.ALLOW);
        // a file of several networks is of no run
        boolean isOfRun = content.metadata().get(RUN).equals(Optional.of(run.text())) && content.networks().size() == 1;
        return isOfRun ? Optional.of(new Best(content.network(), epoch(file, content.metadata()))) : Optional.empty();
    }

    private static int epoch(Path file, ModelMetadata metadata) throws IOException {
        String text = metadata.get(EPOCH).orElse("");
        if (!EPOCHS.matcher(text).matches()) {
            throw new IOException(file + ": expected the epoch of the best network, from 1, got " + Phrases.shown(text));
        }
        return Integer.parseInt(text);
    }

    /** Asked once: after it the lock keeps other runs away. */
    private void requireNoOtherRunFrom(long step, Checkpoint checkpoint) throws IOException {
        for (Path file : isOwn || checkpoint.run().isEmpty() ? List.<Path>of() : files()) {
            Optional<RunId> other = step(file) < step ? Optional.empty() : run(file);
            if (other.isPresent() && !other.equals(checkpoint.run())) {
                throw new IOException("the folder " + folder + " has checkpoints of another run, such as " + file.getFileName()
                        + "; go on from them, or save to another folder");
            }
        }
        isOwn = true;
    }

    private static boolean isOfSameRun(Path file, Checkpoint checkpoint) {
        return checkpoint.run().isPresent() && checkpoint.run().equals(run(file));
    }

    /** Nothing where the file is damaged: whose it was is not known. */
    private static Optional<RunId> run(Path file) {
        try {
            return CheckpointFile.run(file);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Frees the folder for other runs; a second call does nothing. */
    @Override
    public void close() throws IOException {
        if (lock != null) {
            lock.close();
            lock = null;
        }
    }

    /**
     * Looks for the newest checkpoint that is whole.
     *
     * @return the checkpoint with its file, or nothing where the folder has no checkpoint at all
     * @throws IOException if the folder cannot be read, or has checkpoints of which none is whole
     */
    public Optional<Latest> latest() throws IOException {
        List<String> passedOver = new ArrayList<>();
        for (Path file : files()) {
            try {
                // a run that was told to continue has spoiled weights in its checkpoints, and goes on from them
                return Optional.of(new Latest(file, CheckpointFile.load(file, NonFiniteWeights.ALLOW), List.copyOf(passedOver)));
            } catch (IOException e) {
                passedOver.add(sentence(file, e));
            }
        }
        if (!passedOver.isEmpty()) {
            throw new IOException("no checkpoint in " + folder + " is whole: " + String.join("; ", passedOver));
        }
        return Optional.empty();
    }

    /** Errors of readers begin with the name of the file, those of the system do not. */
    private static String sentence(Path file, IOException e) {
        String name = file.getFileName().toString(), reason = FileErrors.reason(e), prefix = name + ": ";
        return name + " (" + (reason.startsWith(prefix) ? reason.substring(prefix.length()) : reason) + ")";
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
        files.sort(Comparator.comparingLong(CheckpointDirectory::step).reversed());
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
