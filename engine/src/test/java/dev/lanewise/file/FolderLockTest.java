package dev.lanewise.file;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("once")
@Timeout(60)
class FolderLockTest {

    @TempDir
    private Path folder;

    /**
     * Holds a folder until its standard input ends.
     *
     * @param words the folder
     * @throws IOException if the folder cannot be locked
     */
    public static void main(String[] words) throws IOException {
        try (FolderLock lock = FolderLock.of(Path.of(words[0]))) {
            System.out.println("held " + lock.hashCode());
            System.in.read();
        }
    }

    private Process holder() throws IOException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), "-XX:TieredStopAtLevel=1", FolderLockTest.class.getName(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        assertTrue(process.inputReader().readLine().startsWith("held "));
        return process;
    }

    private String refusal() {
        return assertThrows(IOException.class, () -> FolderLock.of(folder)).getMessage();
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    @Test
    void isHeardOfInAnotherProcessAndFreedWhenThatIsKilled() throws IOException, InterruptedException {
        Process process = holder();
        try {
            String sentence = "the folder " + folder + " is in use by another run (process " + process.pid() + ")";
            assertEquals(sentence, refusal());
            assertEquals(sentence, refusal(), "asking does not free it");
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertEquals(1, files(), "a killed process leaves the file of its lock");
        FolderLock.of(folder).close();
        assertEquals(0, files());
    }

    @Test
    void isFreedWhenAnotherProcessEnds() throws IOException, InterruptedException {
        Process process = holder();
        process.outputWriter().close();
        assertEquals(0, process.waitFor());
        assertEquals(0, files());
        FolderLock.of(folder).close();
    }

    @Test
    void isHeldOnceInAProcess() throws IOException {
        FolderLock lock = FolderLock.of(folder);
        assertEquals("the folder " + folder + " is in use by another run of this process", refusal());
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
        assertThrows(IOException.class, () -> FolderLock.of(link), "by another name");
        Files.delete(link);
        lock.close();
        FolderLock.of(folder).close();
        assertEquals(0, files());
    }

    @Test
    void isTakenByAThreadThatIsInterrupted() throws IOException {
        Thread.currentThread().interrupt();
        FolderLock lock = FolderLock.of(folder);
        assertTrue(Thread.interrupted());
        lock.close();
    }

    @Test
    void isTakenWhereTheDiskIsFull() throws IOException {
        try (SmallDisk disk = SmallDisk.in(folder)) {
            disk.fill();
            FolderLock lock = FolderLock.of(disk.path());
            assertThrows(IOException.class, () -> FolderLock.of(disk.path()));
            lock.close();
        }
    }

    @Test
    void leavesTheLockOfWhoeverHasTheNameMeanwhile() throws IOException {
        Path own = Files.createDirectory(folder.resolve("own"));
        FolderLock lock = FolderLock.of(own);
        Files.delete(own.resolve(".lanewise.lock"));
        Files.writeString(own.resolve(".lanewise.lock"), "another's");
        lock.close();
        assertEquals("another's", Files.readString(own.resolve(".lanewise.lock")));
    }

    /** Threads of this process, and at any moment at most one of them. */
    @Test
    void isNeverHeldTwice() throws Exception {
        AtomicInteger holders = new AtomicInteger(), taken = new AtomicInteger();
        Callable<Void> worker = () -> {
            while (taken.get() < 200) {
                try (FolderLock lock = FolderLock.of(folder)) {
                    assertEquals(1, holders.incrementAndGet(), lock.toString());
                    taken.incrementAndGet();
                    holders.decrementAndGet();
                } catch (IOException e) {
                    assertTrue(e.getMessage().contains(" is in use by another run"), e.getMessage());
                }
            }
            return null;
        };
        try (ExecutorService executor = Executors.newFixedThreadPool(3)) {
            for (Future<Void> end : executor.invokeAll(List.of(worker, worker, worker), 30, TimeUnit.SECONDS)) {
                end.get();
            }
        }
        assertEquals(0, files());
    }
}
