package dev.lanewise.file;

import static org.junit.jupiter.api.Assertions.*;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a name may stand for when a file is written: links, devices, pipes, files with rights, and nothing that can be written. */
@Tag("once")
@Timeout(60)
class NamedPlacesTest {

    /** Longer than a pipe holds. */
    private static final String TEXT = "0123456789".repeat(20_000);

    @TempDir
    private Path folder;

    @BeforeEach
    void needsPosix() {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("unix"), "no links, pipes and permissions here");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void assertSays(String sentence, Executable mistake) {
        assertEquals(sentence, assertThrows(IOException.class, mistake).getMessage());
    }

    /** Both say the same, the one before a long run and the one after it. */
    private static void assertRefuses(Path file, String reason) {
        assertSays("cannot write " + file + ": " + reason, () -> OutputFile.requireWritable(file));
        assertSays("cannot write " + file + ": " + reason, () -> OutputFile.write(file, TEXT));
    }

    private static int type(Path file) throws IOException {
        return (int) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 0170000;
    }

    @Test
    void followsALinkAndLeavesIt() throws IOException {
        Path target = Files.writeString(Files.createDirectory(folder.resolve("real")).resolve("model"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("real", "model"));
        Path second = Files.createSymbolicLink(folder.resolve("second"), link);
        OutputFile.requireWritable(second);
        OutputFile.write(second, TEXT);
        assertEquals(TEXT, Files.readString(target));
        assertTrue(Files.isSymbolicLink(link) && Files.isSymbolicLink(second));
        assertEquals(List.of("link", "real", "second"), names());
    }

    @Test
    void createsWhatALinkLeadsTo() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("target"));
        OutputFile.requireWritable(link);
        assertFalse(Files.exists(folder.resolve("target")));
        OutputFile.write(link, TEXT);
        assertTrue(Files.isSymbolicLink(link));
        assertEquals(TEXT, Files.readString(folder.resolve("target")));
        Path lost = Files.createSymbolicLink(folder.resolve("lost"), folder.resolve("missing").resolve("file"));
        assertRefuses(lost, "the folder " + folder.resolve("missing") + " does not exist");
        assertEquals(List.of("link", "lost", "target"), names());
    }

    @Test
    void refusesALinkThatLeadsBackToItself() throws IOException {
        Path one = Files.createSymbolicLink(folder.resolve("one"), Path.of("two"));
        Files.createSymbolicLink(folder.resolve("two"), Path.of("one"));
        assertRefuses(one, "it is a symbolic link that leads back to itself");
    }

    @Test
    void keepsTheLinkToAFolder() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Files.createDirectory(folder.resolve("real")));
        assertRefuses(link, "it is a folder");
        OutputFile.write(link.resolve("model"), TEXT);
        assertEquals(TEXT, Files.readString(folder.resolve("real").resolve("model")));
    }

    /** A backup made of hard links keeps what it has. */
    @Test
    void leavesTheOldContentToOtherHardLinks() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old"), backup = Files.createLink(folder.resolve("backup"), file);
        OutputFile.write(file, TEXT);
        assertEquals("old", Files.readString(backup));
        assertEquals(TEXT, Files.readString(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "rw-rw-rw-", "rwxr-x--x", "-w-------"})
    void keepsThePermissions(String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        OutputFile.write(file, out -> {
            out.write(1);
            try (Stream<Path> files = Files.list(folder)) {
                for (Path other : files.toList()) {
                    assertTrue(PosixFilePermissions.fromString(permissions).containsAll(Files.getPosixFilePermissions(other)),
                            "what is being written is open to nobody else");
                }
            }
        });
        assertEquals(permissions, PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(1, Files.size(file));
    }

    @Test
    void keepsOwnerAndGroupWhereItMay() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        SystemCommand.require("chown", "12345:54321", file.toString());
        OutputFile.write(file, TEXT);
        PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
        GroupPrincipal group = attributes.group();
        assertEquals("12345:54321", attributes.owner().getName() + ":" + group.getName());
    }

    @Test
    void refusesAFileThatIsReadOnlyAlsoForRoot() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        assertRefuses(file, "it is read-only");
        assertRefuses(Files.createSymbolicLink(folder.resolve("link"), file), "it is read-only");
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("file", "link"), names());
    }

    @Test
    void refusesWhatCannotBeAFile() throws IOException {
        assertRefuses(Path.of("/"), "it is a folder");
        assertRefuses(folder, "it is a folder");
        assertRefuses(Path.of(""), "the name is empty");
        assertRefuses(folder.resolve("missing").resolve("file"), "the folder " + folder.resolve("missing") + " does not exist");
        Path file = Files.writeString(folder.resolve("file"), "mine");
        assertRefuses(file.resolve("inside"), file + " is not a folder");
        assertEquals(List.of("file"), names());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 230, 240, 255})
    void writesNamesAsLongAsTheSystemAllows(int length) throws IOException {
        for (String name : List.of("x".repeat(length), "\u00e4".repeat(length / 2) + "x".repeat(length % 2))) {
            Path file = folder.resolve(name);
            OutputFile.requireWritable(file);
            assertEquals(List.of(), names());
            OutputFile.write(file, TEXT);
            OutputFile.write(file, "again");
            assertEquals(List.of(name), names());
            Files.delete(file);
        }
    }

    @Test
    void saysThatANameIsTooLong() {
        Path file = folder.resolve("x".repeat(256));
        assertRefuses(file, "file name too long");
    }

    @Test
    void writesThroughADevice() throws IOException {
        Path device = folder.resolve("null");
        SystemCommand.require("mknod", device.toString(), "c", "1", "3");
        int type = type(device);
        assumeTrue(Files.isWritable(device), "devices do not work in this folder");
        OutputFile.requireWritable(device);
        OutputFile.write(device, TEXT);
        OutputFile.write(Files.createSymbolicLink(folder.resolve("link"), device), TEXT);
        assertEquals(type, type(device));
        assertEquals(List.of("link", "null"), names());
    }

    @Test
    void saysThatADeviceIsFull() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "there is no " + full);
        OutputFile.requireWritable(full);
        assertSays("cannot write /dev/full: no space left on device", () -> OutputFile.write(full, TEXT));
        assertSays("cannot write /dev/full: no space left on device", () -> OutputFile.write(full, "short"));
        assertFalse(Files.isRegularFile(full));
    }

    @Test
    void writesThroughAPipe() throws IOException {
        Path pipe = folder.resolve("pipe");
        SystemCommand.require("mkfifo", pipe.toString());
        OutputFile.requireWritable(pipe);
        CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> assertDoesNotThrow(() -> Files.readString(pipe)));
        OutputFile.write(pipe, TEXT);
        assertEquals(TEXT, read.join());
        assertEquals(List.of("pipe"), names());
        assertTrue(NamedPipe.isAt(pipe));
    }

    /** What a pipe has taken cannot be written again. */
    @Test
    void writesThroughAPipeOnceThoughTheThreadIsInterrupted() throws IOException {
        Path pipe = folder.resolve("pipe");
        SystemCommand.require("mkfifo", pipe.toString());
        CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> assertDoesNotThrow(() -> Files.readString(pipe)));
        OutputFile.write(pipe, out -> {
            Thread.currentThread().interrupt();
            out.write(TEXT.getBytes(StandardCharsets.UTF_8));
        });
        assertTrue(Thread.interrupted());
        assertEquals(TEXT, read.join());
    }

    @Test
    void doesNotWaitForEverForAReaderOfAPipe() throws IOException {
        Path pipe = folder.resolve("pipe");
        SystemCommand.require("mkfifo", pipe.toString());
        assertSays("it is a named pipe that nobody has opened for reading within 1 s",
                () -> NamedPipe.open(pipe, Duration.ofSeconds(1)).close());
        CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> assertDoesNotThrow(() -> Files.readString(pipe)));
        OutputFile.write(pipe, "later");
        assertEquals("later", read.join(), "the writer before has let the pipe go");
    }

    @Test
    void saysThatTheReaderOfAPipeHasGone() {
        Path pipe = folder.resolve("pipe");
        SystemCommand.require("mkfifo", pipe.toString());
        CompletableFuture.runAsync(() -> assertDoesNotThrow(() -> FileChannel.open(pipe, StandardOpenOption.READ).close()));
        assertSays("cannot write " + pipe + ": broken pipe", () -> OutputFile.write(pipe, out -> {
            for (int i = 0; i < 1000; i++) {
                out.write(TEXT.getBytes(StandardCharsets.UTF_8));
            }
        }));
    }

    @Test
    void overwritesAFileWhoseNameIsAMountPoint() throws IOException {
        Path behind = Files.writeString(folder.resolve("behind"), "old"), file = Files.createFile(folder.resolve("file"));
        SystemCommand.require("mount", "--bind", behind.toString(), file.toString());
        try {
            OutputFile.requireWritable(file);
            OutputFile.write(file, TEXT);
            OutputFile.write(file, "new");
            assertEquals("new", Files.readString(file));
        } finally {
            assertEquals(0, SystemCommand.run("umount", file.toString()));
        }
        assertEquals("new", Files.readString(behind));
        assertEquals(List.of("behind", "file"), names());
    }

    /** As containers have it: one file may be written, its folder may not. */
    @Test
    void overwritesAFileInAFolderThatMayNotBeWritten() throws IOException {
        Path behind = Files.writeString(folder.resolve("behind"), "old");
        try (SmallDisk disk = SmallDisk.in(folder)) {
            Path file = Files.createFile(disk.path().resolve("file"));
            SystemCommand.require("mount", "--bind", behind.toString(), file.toString());
            try {
                disk.remount(true);
                OutputFile.requireWritable(file);
                OutputFile.write(file, TEXT);
                assertRefuses(disk.path().resolve("other"), "read-only file system");
            } finally {
                assertEquals(0, SystemCommand.run("umount", file.toString()));
            }
        }
        assertEquals(TEXT, Files.readString(behind));
    }

    @Test
    void keepsTheOldFileWhereTheDiskIsFull() throws IOException {
        try (SmallDisk disk = SmallDisk.in(folder)) {
            Path file = Files.writeString(disk.path().resolve("file"), "old");
            disk.fill();
            assertSays("cannot write " + file + ": no space left on device", () -> OutputFile.write(file, TEXT));
            assertEquals("old", Files.readString(file));
            try (Stream<Path> files = Files.list(disk.path())) {
                assertEquals(2, files.count());
            }
        }
    }

    @Test
    void saysThatTheFolderMayNotBeWritten() throws IOException {
        Path own = Files.createDirectory(folder.resolve("own"));
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeTrue(!Files.isWritable(own), "this user, such as root, may write everywhere");
            assertRefuses(own.resolve("file"), "access is denied to the folder " + own);
        } finally {
            Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
