package dev.lanewise.bench.rivals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the cores of the machine have been busy with, as Linux counts it; elsewhere nobody is noticed. */
final class Cores {

    private static final Path STAT = Path.of("/proc/stat");
    private static final double TICKS_PER_SECOND = 100;
    /** The fields of the first line: user, nice, system, idle, waiting for devices, interrupts, soft interrupts, taken by the host. */
    private static final List<Integer> BUSY = List.of(1, 2, 3, 6, 7, 8);

    private Cores() {
    }

    /** Seconds that all cores together were busy since the machine was started, those that the host took away included. */
    static double busySeconds() throws IOException {
        if (!Files.isReadable(STAT)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(STAT)) {
            return busySeconds(lines.findFirst().orElseThrow(() -> new IOException(STAT + " is empty")));
        }
    }

    /** The same from the line about all cores. */
    static double busySeconds(String line) {
        String[] fields = line.split("\\s+");
        return BUSY.stream().mapToLong(field -> Long.parseLong(fields[field])).sum() / TICKS_PER_SECOND;
    }
}
