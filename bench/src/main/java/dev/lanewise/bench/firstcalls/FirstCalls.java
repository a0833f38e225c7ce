package dev.lanewise.bench.firstcalls;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.lanewise.bench.Machine;
import dev.lanewise.bench.compare.Baseline;
import dev.lanewise.bench.compare.BaselineException;
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
 * {@code OVER}, {@code SKIPPED}), in {@code firstCalls} also {@code calls} and {@code scalarMillis}, in {@code fullSpeed}
 * {@code baselineMillis}. First calls are in milliseconds of the calling thread on a core, full speed in milliseconds from the first call;
 * null takes more than a minute on a core, or never was.
 */
@Command(name = "first-calls", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Measures in fresh JVMs what calls 1 to n cost the calling thread: scalar, vector and mixed kernels, on two CPUs and on one.",
    "A case is OVER where mixed kernels take more than 1.1 times the scalar ones' time and 5 ms, or reach full speed later than 1.1 times "
            + "the time of the baseline (see bench/run compare) and 10 ms. Takes about half an hour; exit code 1 where "
            + "a case is over, 2 for a wrong command line or where there is no baseline."})
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
        Baseline baseline;
        try {
            baseline = Baseline.ofCheckout();
        } catch (BaselineException e) {
            System.err.println(e.getMessage());
            return 2;
        }
        System.out.printf("%s; medians of %d JVMs, baseline %s%n%n", Machine.line(), jvms, baseline.name());
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
                keep(List.of(fullSpeed(work, baseline, some)), fullSpeed);
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
            for (Mode mode : List.of(Mode.SCALAR, Mode.VECTOR, Mode.MIXED)) {
                millis.computeIfAbsent(mode, fresh -> new ArrayList<>()).add(FreshJvm.cpuMillis(work, mode, cpus));
            }
        }
        return IntStream.range(0, FreshJvm.CALLS.size()).mapToObj(n -> new Row(work, cpus.count(), FreshJvm.CALLS.get(n),
                median(millis.get(Mode.SCALAR), n), median(millis.get(Mode.VECTOR), n), median(millis.get(Mode.MIXED), n))).toList();
    }

    private double median(List<List<Double>> millis, int n) {
        return Row.median(millis.stream().filter(jvm -> jvm.size() > n).map(jvm -> jvm.get(n)).toList(), jvms);
    }

    /**
     * Vector kernels say what full speed of this engine is, the baseline what its own is; the engine's own choice is called for twice the
     * time that the slower of them takes.
     */
    private Row fullSpeed(Work work, Baseline baseline, Cpus cpus) throws IOException, InterruptedException {
        List<List<Window>> before = new ArrayList<>(), vector = new ArrayList<>(), mixed = new ArrayList<>();
        for (int jvm = 0; jvm < jvms; jvm++) {
            before.add(FreshJvm.windows(work, Mode.BASELINE, baseline, cpus, FullSpeed.LEAST));
            vector.add(FreshJvm.windows(work, Mode.VECTOR, baseline, cpus, FullSpeed.LEAST));
            double slower = Math.max(ownMillis(before.getLast()), ownMillis(vector.getLast()));
            mixed.add(FreshJvm.windows(work, Mode.MIXED, baseline, cpus, Math.max(FullSpeed.LEAST, 2e6 * slower)));
        }
        double fullSpeed = Row.median(vector.stream().map(FullSpeed::finalNanos).toList(), jvms);
        return new Row(work, cpus.count(), 0, Row.median(before.stream().map(FirstCalls::ownMillis).toList(), jvms),
                reachedMillis(vector, fullSpeed), reachedMillis(mixed, fullSpeed));
    }

    /** To the speed that these calls have in the end. */
    private static double ownMillis(List<Window> windows) {
        return FullSpeed.reached(windows, FullSpeed.finalNanos(windows)) / 1e6;
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
