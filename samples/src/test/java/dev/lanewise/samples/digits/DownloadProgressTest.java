package dev.lanewise.samples.digits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DownloadProgressTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void writesTwoLinesForEachFileWhereThereIsNoTerminal() {
        try (DownloadProgress progress = new DownloadProgress(out, false)) {
            progress.received("a.gz", 0, 30);
            progress.received("a.gz", 10, 30);
            progress.received("a.gz", 0, 30);
            progress.received("a.gz", 30, 30);
            progress.received("b.gz", 0, 5);
        }

        assertEquals("downloading a.gz, 30 bytes\nreceived a.gz\ndownloading b.gz, 5 bytes\n", shown().replace("\r", ""));
    }

    @Test
    void drawsABarForEachFileOnATerminal() {
        try (DownloadProgress progress = new DownloadProgress(out, true)) {
            progress.received("a.gz", 0, 30_000);
            progress.received("a.gz", 10_000, 30_000);
            progress.received("a.gz", 30_000, 30_000);
            progress.received("b.gz", 0, 5_000);
        }

        String[] lines = shown().split("[\r\n]+");
        assertTrue(contains(lines, "a.gz", "100%", "30/30 kB"), shown());
        assertTrue(contains(lines, "b.gz", "0%", "0/5 kB"), shown());
    }

    private static boolean contains(String[] lines, String... parts) {
        for (String line : lines) {
            boolean all = true;
            for (String part : parts) {
                all &= line.contains(part);
            }
            if (all) {
                return true;
            }
        }
        return false;
    }

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
