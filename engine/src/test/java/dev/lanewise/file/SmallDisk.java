package dev.lanewise.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file system of 64 KiB, where the user may mount one; a test that may not is skipped.
 *
 * @param path its folder
 */
public record SmallDisk(Path path) implements AutoCloseable {

    /**
     * Mounts it.
     *
     * @param folder where
     * @return the disk
     * @throws IOException if the folder cannot be made
     */
    public static SmallDisk in(Path folder) throws IOException {
        Path path = Files.createDirectory(folder.resolve("disk"));
        SystemCommand.require("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", path.toString());
        return new SmallDisk(path);
    }

    /**
     * Forbids writing, also for root, or allows it again.
     *
     * @param isReadOnly whether to forbid it
     */
    public void remount(boolean isReadOnly) {
        assertEquals(0, SystemCommand.run("mount", "-o", isReadOnly ? "remount,ro" : "remount,rw", path.toString()));
    }

    /**
     * Fills what is left.
     *
     * @return the file that does
     * @throws IOException if it cannot be written
     */
    public Path fill() throws IOException {
        return Files.write(path.resolve("other"), new byte[(int) Files.getFileStore(path).getUsableSpace()]);
    }

    @Override
    public void close() {
        assertEquals(0, SystemCommand.run("umount", path.toString()));
    }
}
