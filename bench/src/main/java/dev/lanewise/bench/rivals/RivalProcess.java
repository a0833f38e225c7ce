package dev.lanewise.bench.rivals;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A rival in a JVM of its own, ready and warm, as the contest sees it. */
final class RivalProcess implements AutoCloseable {

    private static final int LINES_OF_AN_ERROR = 20;

    final Rival rival;
    final String version;
    final double[] answer;
    private final Process process;
    private final BufferedReader from;
    private final Writer to;
    private final Path errors;

    /** Starts it and waits until it is warm. */
    RivalProcess(Rival rival, Case which, Instructions instructions, double warmUpSeconds) throws IOException {
        this.rival = rival;
        errors = Files.createTempFile("lanewise-rival", ".log");
        List<String> words = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        words.addAll(instructions.jvmOptions);
        words.addAll(List.of("--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", RivalServer.class.getName(),
                rival.name(), which.task().name(), which.net().name(), "" + which.layer(), "" + which.threads(), "" + warmUpSeconds));
        var command = new ProcessBuilder(words);
        // ONNX Runtime 1.29.0 searches its command line by recursion, character by character: a long class path overflows the stack
        command.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        command.environment().putAll(instructions.environment);
        command.environment().putAll(rival.environment(which.threads()));
        process = command.redirectError(errors.toFile()).start();
        from = process.inputReader();
        to = process.outputWriter();
        Map<String, Object> ready = read();
        version = (String) ready.get("version");
        answer = ((List<?>) ready.get("answer")).stream().mapToDouble(number -> ((Number) number).doubleValue()).toArray();
        read();
    }

    private Map<String, Object> read() throws IOException {
        String line = from.readLine();
        if (line == null) {
            List<String> said = Files.readAllLines(errors);
            throw new IOException(rival.name() + " has ended; its last words:\n"
                    + String.join("\n", said.subList(Math.max(0, said.size() - LINES_OF_AN_ERROR), said.size())));
        }
        return JSON.std.mapFrom(line);
    }

    /** Runs a slice of time. */
    Slice slice(double seconds) throws IOException {
        to.write(seconds + "\n");
        to.flush();
        Map<String, Object> slice = read();
        return new Slice(number(slice, "callsPerSecond"), number(slice, "p50Micros"), number(slice, "quietPerSecond"));
    }

    private static double number(Map<String, Object> slice, String name) {
        return ((Number) slice.get(name)).doubleValue();
    }

    /** The time that its threads have spent on cores. */
    Duration cpuTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Ends it. */
    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().join();
        from.close();
        Files.deleteIfExists(errors);
    }
}
