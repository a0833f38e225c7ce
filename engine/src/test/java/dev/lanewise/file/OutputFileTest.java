package dev.lanewise.file;

import static org.junit.jupiter.api.Assertions.*;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("once")
class OutputFileTest {

    @TempDir
    private Path folder;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static OutputFile.Content text(String text) {
        return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void saysWhereAFileSystemHasNoRoom() throws IOException {
        Path file = folder.resolve("x.model"), link = folder.resolve("link");
        OutputFile.requireRoom(file, 1);
        String sentence = "cannot write \\Q%s\\E: it takes about 9,007,199,254,740,992 KB, but its file system has [1-9][0-9,]* KB free";
        for (Path named : List.of(file, Files.writeString(folder.resolve("old"), "old"), Files.createSymbolicLink(link, file))) {
            String told = assertThrows(IOException.class, () -> OutputFile.requireRoom(named, Long.MAX_VALUE)).getMessage();
            assertTrue(told.matches(String.format(sentence, named)), told);
        }
        if (Files.exists(Path.of("/dev/null"))) {
            OutputFile.requireRoom(Path.of("/dev/null"), Long.MAX_VALUE);
        }
        assertFalse(Files.exists(file));
    }

    @Test
    void saysHowMuchASmallDiskHas() throws IOException {
        try (SmallDisk disk = SmallDisk.in(folder)) {
            Path file = disk.path().resolve("x.model");
            OutputFile.requireRoom(file, 60_000);
            assertEquals("cannot write " + file + ": it takes about 98 KB, but its file system has 64 KB free",
                    assertThrows(IOException.class, () -> OutputFile.requireRoom(file, 100_000)).getMessage());
            disk.fill();
            OutputFile.requireRoom(file, 100_000); // a number that is 0 may be one that is not known
        }
    }

    @Test
    void writesANewFileAndNothingElse() throws IOException {
        OutputFile.write(folder.resolve("file"), text("new"));
        assertEquals("new", Files.readString(folder.resolve("file")));
        assertEquals(List.of("file"), names());
    }

    @Test
    void replacesAFileOnlyWhenTheNewOneIsWhole() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old and longer");
        OutputFile.write(file, out -> {
            out.write(new byte[200_000]);
            out.flush();
            assertEquals("old and longer", Files.readString(file));
        });
        assertEquals(200_000, Files.size(file));
        assertEquals(List.of("file"), names());
    }

    @Test
    void keepsTheOldFileWhenWritingFails() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        Throwable[] failures = {new IOException("disk full"), new IllegalStateException("bug"), new StackOverflowError()};
        for (Throwable failure : failures) {
            Throwable thrown = assertThrows(failure.getClass(), () -> OutputFile.write(file, out -> {
                out.write(new byte[200_000]);
                throwAsItIs(failure);
            }));
            if (failure instanceof IOException) {
                assertEquals("cannot write " + file + ": disk full", thrown.getMessage());
                assertSame(failure, thrown.getCause());
            } else {
                assertSame(failure, thrown);
            }
            assertEquals("old", Files.readString(file));
            assertEquals(List.of("file"), names());
        }
    }

    private static void throwAsItIs(Throwable failure) throws IOException {
        switch (failure) {
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new AssertionError(failure);
        }
    }

    @Test
    void leavesNothingWhereAFileCannotGo() throws IOException {
        assertThrows(IOException.class, () -> OutputFile.write(folder.resolve("missing").resolve("file"), text("new")));
        assertEquals(List.of(), names());
        Files.createDirectories(folder.resolve("taken").resolve("inside"));
        assertThrows(IOException.class, () -> OutputFile.write(folder.resolve("taken"), text("new")));
        assertEquals(List.of("taken"), names());
    }

    @Test
    void writesAllTheSameWhereTheThreadIsInterrupted() throws IOException {
        Path file = folder.resolve("file");
        Thread.currentThread().interrupt();
        OutputFile.write(file, text("before"));
        assertTrue(Thread.interrupted(), "the interrupt is kept");
        assertEquals("before", Files.readString(file));

        int[] interrupts = {2};
        OutputFile.write(file, out -> {
            if (interrupts[0]-- > 0) {
                Thread.currentThread().interrupt();
            }
            out.write(new byte[200_000]);
        });
        assertTrue(Thread.interrupted(), "the interrupt is kept");
        assertEquals(200_000, Files.size(file));
        assertEquals(List.of("file"), names());
    }

    @Test
    void writesAFileThatIsNamedWithoutItsFolder() throws IOException {
        Path file = Path.of("lanewise-atomic-file-test-" + ProcessHandle.current().pid());
        try {
            OutputFile.write(file, text("here"));
            assertEquals("here", Files.readString(file));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Test
    void givesTheRightsThatOtherNewFilesHave() throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"), "files have no POSIX permissions here");
        Path plain = Files.writeString(folder.resolve("plain"), ""), file = folder.resolve("file");
        OutputFile.write(file, text("new"));
        assertEquals(Files.getPosixFilePermissions(plain), Files.getPosixFilePermissions(file));
    }
}
