package dev.lanewise.train.checkpoint;

import static org.junit.jupiter.api.Assertions.*;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanewise.data.Dataset;
import dev.lanewise.file.SmallDisk;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.train.Trainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("once")
class CheckpointDirectoryTest {

    private static final NetworkSpec SPEC = NetworkSpec.inputs(2).dense(3, Activation.tanh()).dense(1, Activation.sigmoid()).build();
    /** Five steps of two samples are an epoch. */
    private static final Dataset SAMPLES = Dataset.withTargets(new float[20], 2, new float[10], 1);

    @TempDir
    private Path folder;

    private static Trainer trainer() {
        return Trainer.builder(SPEC).batch(2).build();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> !name.equals(".lanewise.lock")).sorted().toList();
        }
    }

    private static String name(int step) {
        return String.format("checkpoint-%012d.lanewise", step);
    }

    private static String sentence(CheckpointDirectory checkpoints, Trainer trainer) {
        String before = trainer.stateSha256();
        String sentence = assertThrows(IOException.class, () -> checkpoints.save(trainer.checkpoint())).getMessage();
        assertEquals(before, trainer.stateSha256());
        return sentence;
    }

    /** Saves after every step of two epochs. */
    private static void train(Trainer trainer, CheckpointDirectory checkpoints) {
        CheckpointListener autosave = new CheckpointListener(trainer, checkpoints,
                new CheckpointInterval(1, CheckpointInterval.Unit.STEPS));
        trainer.epoch(SAMPLES, autosave);
        trainer.epoch(SAMPLES, autosave);
    }

    private static void damage(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void keepsTheNewestSoMany() throws IOException {
        for (int keep : new int[] {1, 3}) {
            Path own = folder.resolve("keep" + keep);
            try (Trainer trainer = trainer()) {
                train(trainer, new CheckpointDirectory(own, keep));
            }
            assertEquals(List.of(name(8), name(9), name(10)).subList(3 - keep, 3), names(own));
        }
    }

    @Test
    void findsTheNewestThatIsWholeAndSaysWhy() throws IOException {
        CheckpointDirectory checkpoints = new CheckpointDirectory(folder, 4);
        assertTrue(checkpoints.latest().isEmpty());
        try (Trainer trainer = trainer()) {
            train(trainer, checkpoints);
            assertEquals(folder.resolve(name(10)) + " (epoch 2, 10 of 10 samples, step 10) is the newest checkpoint, and whole",
                    checkpoints.latest().orElseThrow().reason());
            damage(folder.resolve(name(10)));
            Files.write(folder.resolve(name(9)), new byte[0]);
            CheckpointDirectory.Latest found = checkpoints.latest().orElseThrow();
            assertEquals(8, found.checkpoint().progress().steps());
            assertTrue(found.reason().matches("\\Q" + folder.resolve(name(8)) + "\\E \\(epoch 2, 6 of 10 samples, step 8\\) is the newest"
                    + " checkpoint that is whole; passed over " + name(10)
                    + " \\((?!checkpoint-).*damaged: its checksum is .*\\); passed over "
                    + name(9) + " \\((?!checkpoint-).*expected a checkpoint of a training run, .* got an empty file\\)"), found.reason());
            Files.delete(folder.resolve(name(8)));
            Files.delete(folder.resolve(name(7)));
            assertTrue(assertThrows(IOException.class, checkpoints::latest).getMessage()
                    .startsWith("no checkpoint in " + folder + " is whole: " + name(10) + " ("));
        }
    }

    /** After going on from an older file a damaged newer one must not crowd out what is saved next. */
    @Test
    void keepsWhatItSavesBesideDamagedFilesOfLaterSteps() throws IOException {
        CheckpointDirectory checkpoints = new CheckpointDirectory(folder, 1);
        Files.write(folder.resolve(name(100)), new byte[9]);
        try (Trainer trainer = trainer()) {
            train(trainer, checkpoints);
        }
        assertEquals(List.of(name(10), name(100)), names(folder));
        assertEquals(10, checkpoints.latest().orElseThrow().checkpoint().progress().steps());
    }

    @Test
    void leavesOtherFilesAloneAndRemovesWhatAKilledProcessLeft() throws IOException {
        List<String> others = List.of("checkpoint-1.lanewise", "model.lanewise", name(3) + ".bak");
        for (String other : others) {
            Files.write(folder.resolve(other), new byte[1]);
        }
        Files.write(folder.resolve("." + name(3) + "0123.tmp"), new byte[100]);
        try (Trainer trainer = trainer()) {
            new CheckpointDirectory(folder, 1).save(trainer.checkpoint());
        }
        List<String> expected = new ArrayList<>(others);
        expected.add(name(0));
        assertEquals(expected.stream().sorted().toList(), names(folder));
    }

    @Test
    void savesEverySoManyStepsOrEpochs() throws IOException {
        for (CheckpointInterval every : List.of(CheckpointInterval.parse("3 steps"), CheckpointInterval.parse("2 Epoch"),
                CheckpointInterval.parse("1 minutes"))) {
            Path own = folder.resolve(every.unit().name());
            try (Trainer trainer = trainer()) {
                CheckpointListener autosave = new CheckpointListener(trainer, new CheckpointDirectory(own, 9), every);
                for (int epoch = 0; epoch < 5; epoch++) {
                    trainer.epoch(SAMPLES, autosave);
                }
            }
        }
        assertEquals(Stream.of(3, 6, 9, 12, 15, 18, 21, 24).map(CheckpointDirectoryTest::name).toList(), names(folder.resolve("STEPS")));
        assertEquals(List.of(name(10), name(20)), names(folder.resolve("EPOCHS")));
        assertEquals(List.of(), names(folder.resolve("MINUTES")));
    }

    @Test
    void refusesWhatIsNoNumberOrUnit() {
        assertEquals("expected epochs, steps or minutes, got 'hours'",
                assertThrows(IllegalArgumentException.class, () -> CheckpointInterval.parse("1 hours")).getMessage());
        assertEquals("the number of steps expects a whole number, got 'x'",
                assertThrows(IllegalArgumentException.class, () -> CheckpointInterval.parse("x step")).getMessage());
        assertEquals("the number of steps expects a whole number of at most 9223372036854775807, got '9223372036854775808'",
                assertThrows(IllegalArgumentException.class, () -> CheckpointInterval.parse("9223372036854775808steps")).getMessage());
        assertEquals("expected a whole number of at least 1 steps, got 0",
                assertThrows(IllegalArgumentException.class, () -> CheckpointInterval.parse("0 steps")).getMessage());
        assertEquals("at least 1 checkpoint must be kept, got 0",
                assertThrows(IllegalArgumentException.class, () -> new CheckpointDirectory(folder, 0)).getMessage());
    }

    @Test
    void readsAUnitThatTouchesItsNumber() {
        assertEquals(new CheckpointInterval(500, CheckpointInterval.Unit.STEPS), CheckpointInterval.parse("500steps"));
        assertEquals(new CheckpointInterval(10, CheckpointInterval.Unit.MINUTES), CheckpointInterval.parse("10 Minutes"));
        assertEquals(new CheckpointInterval(1, CheckpointInterval.Unit.EPOCHS), CheckpointInterval.parse(" 1epoch "));
        assertEquals("expected a number of epochs, steps or minutes, got 'steps'",
                assertThrows(IllegalArgumentException.class, () -> CheckpointInterval.parse("steps")).getMessage());
        assertEquals("the number of steps expects a whole number, got '1.5'",
                assertThrows(IllegalArgumentException.class, () -> CheckpointInterval.parse("1.5steps")).getMessage());
        assertEquals("expected epochs, steps or minutes, got 'days'",
                assertThrows(IllegalArgumentException.class, () -> CheckpointInterval.parse("2days")).getMessage());
    }

    @Test
    void saysThatAnotherRunIsSavingToTheFolder() throws IOException {
        CheckpointDirectory first = new CheckpointDirectory(folder, 1);
        try (CheckpointDirectory second = new CheckpointDirectory(folder, 1); Trainer trainer = trainer()) {
            first.lock();
            first.lock();
            String sentence = "the folder " + folder + " is in use by another run of this process";
            assertEquals(sentence, assertThrows(IOException.class, second::lock).getMessage());
            assertEquals(sentence, sentence(second, trainer));
            first.save(trainer.checkpoint());
            assertEquals(0, second.latest().orElseThrow().checkpoint().progress().steps(), "looking needs no lock");
            first.close();
            first.close();
            second.save(trainer.checkpoint());
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(folder.resolve(name(0))), files.toList());
        }
    }

    @Test
    void removesOnlyFilesOfItsOwnRun() throws IOException {
        try (Trainer other = trainer(); Trainer own = trainer(); CheckpointDirectory checkpoints = new CheckpointDirectory(folder, 1)) {
            for (int epoch = 0; epoch < 3; epoch++) {
                CheckpointFile.save(other.checkpoint(), folder.resolve(name((int) other.steps())));
                other.epoch(SAMPLES);
            }
            assertEquals("the folder " + folder + " has checkpoints of another run, such as " + name(10)
                    + "; go on from them, or save to another folder", sentence(checkpoints, own));
            assertEquals(List.of(name(0), name(5), name(10)), names(folder));
            for (int epoch = 0; epoch < 3; epoch++) {
                own.epoch(SAMPLES);
            }
            train(own, checkpoints);
            assertEquals(List.of(name(0), name(5), name(10), name(25)), names(folder));
            assertEquals(own.run(), checkpoints.latest().orElseThrow().checkpoint().run().orElseThrow());
        }
    }

    /** What goes on from a checkpoint is the same run, also in another process. */
    @Test
    void removesFilesOfTheRunThatItGoesOnWith() throws IOException {
        try (Trainer first = trainer(); CheckpointDirectory checkpoints = new CheckpointDirectory(folder, 2)) {
            train(first, checkpoints);
        }
        try (Trainer second = trainer(); CheckpointDirectory checkpoints = new CheckpointDirectory(folder, 2)) {
            second.resume(checkpoints.latest().orElseThrow().checkpoint());
            CheckpointListener autosave = new CheckpointListener(second, checkpoints,
                    new CheckpointInterval(2, CheckpointInterval.Unit.STEPS));
            second.epoch(SAMPLES, autosave);
            second.epoch(SAMPLES, autosave);
        }
        assertEquals(List.of(name(12), name(14)), names(folder));
    }

    @Test
    void leavesFilesOfVersion1() throws IOException, URISyntaxException {
        Path old = folder.resolve(name(0));
        Files.copy(Path.of(CheckpointDirectoryTest.class.getResource("/dev/lanewise/version1/sgd-constant-middle.checkpoint").toURI()),
                old);
        try (Trainer trainer = trainer(); CheckpointDirectory checkpoints = new CheckpointDirectory(folder, 1)) {
            train(trainer, checkpoints);
        }
        assertEquals(List.of(name(0), name(10)), names(folder));
    }

    @Test
    void saysThatTheFolderHasVanished() throws IOException {
        Path own = folder.resolve("own"), moved = folder.resolve("moved");
        CheckpointDirectory checkpoints = new CheckpointDirectory(own, 2);
        try (Trainer trainer = trainer(); Trainer uncut = trainer()) {
            checkpoints.save(trainer.checkpoint());
            CheckpointListener autosave = new CheckpointListener(trainer, checkpoints,
                    new CheckpointInterval(3, CheckpointInterval.Unit.STEPS));
            Files.move(own, moved);
            String sentence = "cannot write " + own.resolve(name(3)) + ": the folder " + own + " does not exist";
            assertEquals(sentence, assertThrows(UncheckedIOException.class, () -> trainer.epoch(SAMPLES, autosave)).getMessage());
            assertEquals(3, trainer.steps());
            Files.move(moved, own);
            uncut.epoch(SAMPLES);
            trainer.epoch(SAMPLES, autosave);
            assertEquals(uncut.stateSha256(), trainer.stateSha256());
            assertEquals(List.of(name(0)), names(own));
        }
    }

    @Test
    void saysThatTheFolderIsAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");
        assertEquals("the folder for checkpoints " + file + " is not a folder",
                assertThrows(IOException.class, () -> new CheckpointDirectory(file, 1)).getMessage());
        CheckpointDirectory checkpoints = new CheckpointDirectory(folder.resolve("own"), 1);
        Files.delete(folder.resolve("own"));
        Files.writeString(folder.resolve("own"), "mine");
        try (Trainer trainer = trainer()) {
            assertEquals("the folder for checkpoints " + folder.resolve("own") + " is not a folder", sentence(checkpoints, trainer));
        }
        assertEquals("mine", Files.readString(folder.resolve("own")));
    }

    @Test
    void saysThatTheFolderMayNotBeWritten() throws IOException {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"), "files have no POSIX permissions here");
        CheckpointDirectory checkpoints = new CheckpointDirectory(folder.resolve("own"), 1);
        try (Trainer trainer = trainer()) {
            Path good = checkpoints.save(trainer.checkpoint());
            Files.setPosixFilePermissions(folder.resolve("own"), PosixFilePermissions.fromString("r-xr-xr-x"));
            try {
                assumeFalse(Files.isWritable(folder.resolve("own")), "this user, such as root, may write everywhere");
                trainer.epoch(SAMPLES);
                String sentence = sentence(checkpoints, trainer);
                assertEquals("cannot write " + folder.resolve("own").resolve(name(5)) + ": access is denied to the folder "
                        + folder.resolve("own"), sentence);
            } finally {
                Files.setPosixFilePermissions(folder.resolve("own"), PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            assertEquals(good, checkpoints.latest().orElseThrow().file());
        }
    }

    /** A disk that nobody may write, not even the superuser, for whom folders have no permissions. */
    @Test
    void saysThatTheDiskIsReadOnly() throws IOException {
        try (Trainer trainer = trainer(); SmallDisk disk = SmallDisk.in(folder);
                CheckpointDirectory checkpoints = new CheckpointDirectory(disk.path(), 9)) {
            Path good;
            try (CheckpointDirectory before = new CheckpointDirectory(disk.path(), 9)) {
                good = before.save(trainer.checkpoint());
            }
            trainer.epoch(SAMPLES);
            disk.remount(true);
            assertEquals("the folder for checkpoints " + disk.path() + " cannot be written: read-only file system",
                    sentence(checkpoints, trainer));
            assertEquals(good, checkpoints.latest().orElseThrow().file());
            disk.remount(false);
            checkpoints.save(trainer.checkpoint());
            assertEquals(List.of(name(0), name(5)), names(disk.path()));
        }
    }

    @Test
    void saysThatTheDiskIsFullAndKeepsTheLastGoodCheckpoint() throws IOException {
        try (Trainer trainer = trainer(); SmallDisk disk = SmallDisk.in(folder);
                CheckpointDirectory checkpoints = new CheckpointDirectory(disk.path(), 9)) {
            Path good = checkpoints.save(trainer.checkpoint());
            trainer.epoch(SAMPLES);
            Path other = disk.fill();
            assertEquals("cannot write " + disk.path().resolve(name(5)) + ": no space left on device", sentence(checkpoints, trainer));
            assertEquals(List.of(name(0), "other"), names(disk.path()));
            assertEquals(good, checkpoints.latest().orElseThrow().file());
            Files.delete(other);
            checkpoints.save(trainer.checkpoint());
            assertEquals(5, checkpoints.latest().orElseThrow().checkpoint().progress().steps());
        }
    }
}
