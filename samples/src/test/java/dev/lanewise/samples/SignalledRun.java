package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A training in a process of its own that a signal stops. */
final class SignalledRun {

    private SignalledRun() {
    }

    /** What it prints; the signal comes once it has printed something. */
    static String printed(Path folder, String signal, int code, String printed, List<String> words) throws IOException,
            InterruptedException {
        Path out = folder.resolve("out");
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--add-modules",
                "jdk.incubator.vector", "-cp", System.getProperty("java.class.path"), Lanewise.class.getName()));
        command.addAll(words);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
        try {
            while (process.isAlive() && !Files.readString(out).contains(printed)) {
                Thread.sleep(5);
            }
            assertEquals(0, new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor());
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        } finally {
            process.destroyForcibly();
        }
        String all = Files.readString(out, StandardCharsets.UTF_8);
        assertEquals(code, process.exitValue(), all);
        return all;
    }

    /** Skips a test where nobody hears a signal: whoever started this process may have told it to ignore one, as nohup does. */
    static void assumeHeard(String signal, int number) throws IOException {
        Path status = Path.of("/proc/self/status");
        if (Files.isReadable(status)) {
            String mask = Files.readAllLines(status).stream().filter(line -> line.startsWith("SigIgn:")).findFirst().orElse("SigIgn: 0");
            boolean isIgnored = (Long.parseUnsignedLong(mask.substring(7).strip(), 16) >>> number - 1 & 1) != 0;
            assumeFalse(isIgnored, "this process ignores SIG" + signal + ", and so do those that it starts");
        }
    }
}
