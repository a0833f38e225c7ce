package dev.lanewise.bench.firstcalls;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.lanewise.bench.Machine;
import dev.lanewise.bench.firstcalls.FullSpeed.Window;
import dev.lanewise.file.OutputFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code bench/run first-calls}: what the first calls in a fresh JVM cost on scalar kernels, on vector kernels, and as the engine mixes
 * them, on two CPUs and on one.
 *
 * <p>The file of {@code --json} is an object: {@code machine}, {@code jvms}, {@code firstCalls} and {@code fullSpeed}, each a list of
 * objects with {@code case}, {@code cpus}, {@code vectorMillis}, {@code mixedMillis}, {@code limitMillis}, {@code verdict} ({@code OK},
 * {@code OVER}, {@code SKIPPED}), and in {@code firstCalls} also {@code calls} and {@code scalarMillis}. First calls are in milliseconds
 * of the calling thread on a core, full speed in milliseconds from the first call; null takes more than a minute on a core, or never was.
 */
@Command(name = "first-calls", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Measures in fresh JVMs what calls 1 to n cost the calling thread: scalar, vector and mixed kernels, on two CPUs and on one.",
    "A case is OVER where mixed kernels take more than 1.1 times the scalar ones' time and 5 ms, or reach full speed later than 1.1 times "
            + "the vector ones' time and 10 ms. Takes about half an hour; exit code 1 where a case is over, 2 for a wrong command line."})
public final class FirstCalls implements Callable<Integer> {

    private static final List<Integer> CPUS = List.of(2, 1);

    @Spec
    private CommandSpec spec;

    @Option(names = "--jvms", paramLabel = "N", description = "JVMs of each median, by default ${DEFAULT-VALUE}.")
    private int jvms = 5;

    @Option(names = "--only", paramLabel = "REGEX", description = "Only cases whose name has this in it, such as 'W1' or 'README'.")
    private Pattern only = Pattern.compile("");

    @Option(names = "--json", paramLabel = "FILE", description = "Write the rows to this file.")
    private Path json;

    /** The command line's command. */
    public FirstCalls() {
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Work> works = Stream.of(Work.values()).filter(work -> only.matcher(work.title).find()).toList();
        require(jvms >= 1, "a median needs at least 1 JVM, got " + jvms);
        require(!works.isEmpty(), "no case has '" + only + "' in its name");
        if (json != null) {
            OutputFile.requireWritable(json);
        }
        List<Cpus> cpus = CPUS.stream().filter(count -> count <= Runtime.getRuntime().availableProcessors()).map(Cpus::new).toList();
        System.out.printf("%s; medians of %d JVMs%n%n", Machine.line(), jvms);
        System.out.println("Milliseconds on a core of the calling thread, calls 1 to n:\n\n" + Row.header(false));
        List<Row> firstCalls = new ArrayList<>();
        for (Work work : works) {
            for (Cpus some : cpus) {
                keep(firstCalls(work, some), firstCalls);
            }
        }
        System.out.println("\nMilliseconds from the first call to full speed:\n\n" + Row.header(true));
        List<Row> fullSpeed = new ArrayList<>();
        for (Work work : works) {
            for (Cpus some : cpus) {
                keep(List.of(fullSpeed(work, some)), fullSpeed);
            }
        }
        write(firstCalls, fullSpeed);
        return Stream.concat(firstCalls.stream(), fullSpeed.stream()).anyMatch(row -> row.verdict() == Row.Verdict.OVER) ? 1 : 0;
    }

    private void require(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }

    private static void keep(List<Row> fresh, List<Row> rows) {
        fresh.forEach(row -> System.out.println(row.line()));
        rows.addAll(fresh);
    }

    /** A row for each number of calls; the modes take turns, so that they share what else the machine does. */
    private List<Row> firstCalls(Work work, Cpus cpus) throws IOException, InterruptedException {
        Map<Mode, List<List<Double>>> millis = new EnumMap<>(Mode.class);
        for (int jvm = 0; jvm < jvms; jvm++) {
            for (Mode mode : Mode.values()) {
                millis.computeIfAbsent(mode, fresh -> new ArrayList<>()).add(FreshJvm.cpuMillis(work, mode, cpus));
            }
        }
        return IntStream.range(0, FreshJvm.CALLS.size()).mapToObj(n -> new Row(work, cpus.count(), FreshJvm.CALLS.get(n),
                median(millis.get(Mode.SCALAR), n), median(millis.get(Mode.VECTOR), n), median(millis.get(Mode.MIXED), n))).toList();
    }

    private double median(List<List<Double>> millis, int n) {
        return Row.median(millis.stream().filter(jvm -> jvm.size() > n).map(jvm -> jvm.get(n)).toList(), jvms);
    }

    /** Vector kernels say what full speed is; the engine's own choice is called for twice the time that they take to it. */
    private Row fullSpeed(Work work, Cpus cpus) throws IOException, InterruptedException {
        List<List<Window>> vector = new ArrayList<>(), mixed = new ArrayList<>();
        for (int jvm = 0; jvm < jvms; jvm++) {
            List<Window> windows = FreshJvm.windows(work, Mode.VECTOR, cpus, FullSpeed.LEAST);
            vector.add(windows);
            double own = FullSpeed.reached(windows, FullSpeed.finalNanos(windows));
            mixed.add(FreshJvm.windows(work, Mode.MIXED, cpus, Math.max(FullSpeed.LEAST, 2 * own)));
        }
        double fullSpeed = Row.median(vector.stream().map(FullSpeed::finalNanos).toList(), jvms);
        return new Row(work, cpus.count(), 0, Double.NaN, reachedMillis(vector, fullSpeed), reachedMillis(mixed, fullSpeed));
    }

    private double reachedMillis(List<List<Window>> jvmsWindows, double fullSpeed) {
        return Row.median(jvmsWindows.stream().map(windows -> FullSpeed.reached(windows, fullSpeed) / 1e6).toList(), jvms);
    }

    private void write(List<Row> firstCalls, List<Row> fullSpeed) throws IOException {
        if (json != null) {
            Map<String, Object> file = new LinkedHashMap<>();
            file.put("machine", Machine.line());
            file.put("jvms", jvms);
            file.put("firstCalls", firstCalls.stream().map(Row::asMap).toList());
            file.put("fullSpeed", fullSpeed.stream().map(Row::asMap).toList());
            OutputFile.writeOrKeep(json, JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(file) + "\n");
        }
    }
}
