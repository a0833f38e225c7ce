package dev.lanewise.fuzz;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Reads attacks one after the other and holds each against what a reader may do: refuse in the documented way, fast and small. */
public final class FuzzRunner implements AutoCloseable {

    /** A file is read or refused in this time of the processor, however busy the machine is. */
    private static final long MOST_NANOS = 1_000_000_000L;
    /** What reading may allocate: buffers, and a number of bytes for each byte that is really there. */
    private static final long MOST_BYTES = 1 << 20;
    private static final long MOST_BYTES_A_BYTE = 200;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final ReaderUnderTest target;
    private final Path file;
    /** Kept open: closing a file that was cut to nothing and written again makes some file systems wait for the disk. */
    private final FileChannel channel;
    private final Set<String> sentences = new HashSet<>();
    private int attacks;
    private int read;
    private long slowest;
    private long largest;

    /**
     * Attacks a reader 20,000 times, or as often as the system property {@code lanewise.attacks} says, and prints what came of it.
     *
     * @param target the reader
     * @param folder for the attacked files
     * @throws IOException if they cannot be written
     */
    public static void at(ReaderUnderTest target, Path folder) throws IOException {
        at(target, folder, 20_000);
    }

    /**
     * Attacks a reader, as {@link #at(ReaderUnderTest, Path)}.
     *
     * @param target  the reader
     * @param folder  for the attacked files
     * @param attacks how often, unless the system property says another number
     * @throws IOException if they cannot be written
     */
    public static void at(ReaderUnderTest target, Path folder, int attacks) throws IOException {
        try (FuzzRunner fire = new FuzzRunner(target, folder)) {
            fire.run(Integer.getInteger("lanewise.attacks", attacks));
            System.out.println(fire);
            if (fire.read == 0 || fire.sentences.isEmpty()) {
                throw new AssertionError("some damaged files should be read and some refused, or the reader is not reached at all");
            }
        }
    }

    /** Throws IOException if the files cannot be written or the reader refuses a seed. */
    FuzzRunner(ReaderUnderTest target, Path folder) throws IOException {
        this.target = target;
        file = target.file() == null ? null : folder.resolve(target.file());
        for (Map.Entry<String, byte[]> other : target.beside().entrySet()) {
            Files.write(folder.resolve(other.getKey()), other.getValue());
        }
        channel = file == null ? null : FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        for (byte[] seed : target.seeds()) {
            // also loads what is loaded once, so that no attack is blamed for it
            write(seed);
            target.reading().read(file, seed);
        }
    }

    private void write(byte[] bytes) throws IOException {
        if (channel != null) {
            channel.write(ByteBuffer.wrap(bytes), 0);
            channel.truncate(bytes.length);
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }

    private void run(int count) throws IOException {
        for (int number = 0; number < count; number++) {
            Attack attack = target.attack(number);
            String complaint = complaint(attack);
            if (complaint != null) {
                Path found = Files.createDirectories(Path.of("target", "hostile")).resolve(target.name() + "-" + number + ".bin");
                Files.write(found, attack.bytes());
                throw new AssertionError(target.name() + ", attack " + number + ": " + complaint + "; its bytes are in " + found
                        + ", to be kept in src/test/resources/hostile/" + target.name() + " once this is mended");
            }
        }
    }

    /** What is wrong with how an attack was met, or null. */
    String complaint(Attack attack) throws IOException {
        write(attack.bytes());
        attacks++;
        long bytes = THREADS.getCurrentThreadAllocatedBytes(), start = THREADS.getCurrentThreadCpuTime();
        Throwable refusal = refusal(attack);
        long nanos = THREADS.getCurrentThreadCpuTime() - start;
        bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
        long mostBytes = MOST_BYTES + MOST_BYTES_A_BYTE * attack.bytes().length;
        if (bytes > mostBytes) {
            // what was loaded for a sentence that comes first is loaded once
            long again = THREADS.getCurrentThreadAllocatedBytes();
            refusal(attack);
            bytes = THREADS.getCurrentThreadAllocatedBytes() - again;
        }
        slowest = Math.max(slowest, nanos);
        largest = Math.max(largest, bytes);
        if (nanos > MOST_NANOS) {
            return "took " + nanos / 1_000_000 + " ms";
        }
        if (bytes > mostBytes) {
            return "allocated " + bytes + " bytes for a file of " + attack.bytes().length;
        }
        if (refusal == null) {
            read++;
            return attack.isDetected() ? "the damage was not noticed" : null;
        }
        String complaint = target.complaint(refusal);
        if (complaint == null) {
            sentences.add(refusal.getMessage().replaceAll("(?s)'.*'|[0-9a-f]{8}|-?\\d+", "#"));
        }
        return complaint;
    }

    /** What came out of the reader, whatever it is: an error of the JVM is a finding, too. */
    private Throwable refusal(Attack attack) {
        try {
            target.reading().read(file, attack.bytes());
            return null;
        } catch (Throwable e) {
            return e;
        }
    }

    @Override
    public String toString() {
        return String.format("%s: %d attacks, %d read, %d refused with %d sentences, slowest %.1f ms, most allocated %d KiB",
                target.name(), attacks, read, attacks - read, sentences.size(), slowest / 1e6, largest >> 10);
    }
}
