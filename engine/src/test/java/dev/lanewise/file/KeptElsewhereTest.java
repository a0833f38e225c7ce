package dev.lanewise.file;

import static org.junit.jupiter.api.Assertions.*;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not lost where its file cannot be written. */
@Tag("once")
class KeptElsewhereTest {

    @TempDir
    private Path folder;

    private static KeptElsewhereException kept(Path file) {
        return assertThrows(KeptElsewhereException.class, () -> OutputFile.writeOrKeep(file, "result"));
    }

    @Test
    void writesTheFileWhereThatIsPossible() throws IOException {
        OutputFile.writeOrKeep(folder.resolve("file"), "result");
        assertEquals("result", Files.readString(folder.resolve("file")));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void isKeptBesideAFileThatIsReadOnly() throws IOException {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"), "files have no POSIX permissions here");
        Path file = Files.writeString(folder.resolve("model.lanewise"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        KeptElsewhereException e = kept(file);
        assertEquals("cannot write " + file + ": it is read-only; it is kept in " + e.kept(), e.getMessage());
        assertTrue(e.kept().toString().matches("\\Q" + folder + "\\E/kept-[0-9a-f]{8}-model.lanewise"), e.getMessage());
        assertEquals("result", Files.readString(e.kept()));
        assertEquals("old", Files.readString(file));
    }

    @Test
    void isKeptInTheCurrentFolderWhereTheOwnFolderIsGone() throws IOException {
        Path file = folder.resolve("missing").resolve("model.lanewise");
        KeptElsewhereException e = kept(file);
        try {
            assertEquals(Path.of("").toAbsolutePath(), e.kept().getParent());
            assertEquals("cannot write " + file + ": the folder " + folder.resolve("missing") + " does not exist; it is kept in "
                    + e.kept(), e.getMessage());
            assertEquals("result", Files.readString(e.kept()));
        } finally {
            Files.deleteIfExists(e.kept());
        }
    }

    @Test
    void isNotKeptAmongDevices() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "there is no " + full);
        KeptElsewhereException e = kept(full);
        try {
            assertNotEquals(full.getParent(), e.kept().getParent());
        } finally {
            Files.deleteIfExists(e.kept());
        }
    }

    @Test
    void saysWhatWentWrongEverywhere() {
        Path file = folder.resolve("missing").resolve("file");
        IOException e = assertThrows(IOException.class, () -> OutputFile.writeOrKeep(file, out -> {
            throw new IOException("the content is gone");
        }));
        assertFalse(e instanceof KeptElsewhereException);
        assertEquals(4, e.getMessage().split("cannot write ", -1).length - 1, e.getMessage());
    }

    @Test
    void mayHaveAnyName() throws IOException {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"), "files have no POSIX permissions here");
        Path file = Files.createDirectory(folder.resolve("\ud83d\ude00".repeat(60)));
        KeptElsewhereException e = kept(file);
        try {
            assertEquals("result", Files.readString(e.kept()));
        } finally {
            Files.deleteIfExists(e.kept());
        }
        KeptElsewhereException root = kept(Path.of("/"));
        Files.delete(root.kept());
    }
}
