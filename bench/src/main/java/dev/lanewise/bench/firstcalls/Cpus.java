package dev.lanewise.bench.firstcalls;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How many CPUs a JVM has: it is told by a flag, and bound to them by {@code taskset} where that is installed.
 *
 * @param count from 1
 */
record Cpus(int count) {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String ALLOWED = "Cpus_allowed_list:";

    /** A command that starts a JVM on these CPUs, up to its own options. */
    List<String> java() throws IOException {
        Stream<String> java = Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:ActiveProcessorCount=" + count);
        return Stream.concat(binding().stream(), java).toList();
    }

    private List<String> binding() throws IOException {
        boolean hasTaskset = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "taskset")));
        if (!hasTaskset || !Files.isReadable(STATUS)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(STATUS)) {
            String allowed = lines.filter(line -> line.startsWith(ALLOWED)).findFirst()
                    .orElseThrow(() -> new IOException(STATUS + " does not say which CPUs this process may use"));
            return List.of("taskset", "-c", first(allowed.substring(ALLOWED.length()).strip()));
        }
    }

    /** The first ones of a list such as {@code 0-3,8}, as such a list. */
    String first(String allowed) {
        return Arrays.stream(allowed.split(",")).flatMapToInt(Cpus::range).limit(count).mapToObj(String::valueOf)
                .collect(Collectors.joining(","));
    }

    private static IntStream range(String range) {
        String[] ends = range.split("-");
        return IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
    }
}
