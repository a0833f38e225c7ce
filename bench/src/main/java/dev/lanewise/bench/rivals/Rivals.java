package dev.lanewise.bench.rivals;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.lanewise.bench.Net;
import dev.lanewise.file.OutputFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine;

/** {@code bench/run rivals}: other libraries and Lanewise in turns, in one run, with equal threads, and the same numbers computed. */
@Command(name = "rivals", mixinStandardHelpOptions = true,
        description = "Measures Lanewise and other libraries in turns: training, predictions and products.")
final class Rivals implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "NET", description = "Some of W1 to W6, T8, T16 and R; by default all.")
    private List<String> names = Arrays.stream(Net.values()).map(Net::name).toList();

    @Option(names = "--threads", split = ",", paramLabel = "N", description = "Threads of every library, by default 1,2.")
    private List<Integer> threads = List.of(1, 2);

    @Option(names = "--tasks", split = ",", paramLabel = "TASK", description = "Some of ${COMPLETION-CANDIDATES}; by default all.")
    private Set<Task> tasks = EnumSet.allOf(Task.class);

    @Option(names = "--rounds", paramLabel = "N", description = "Slices of each library, by default 5.")
    private int rounds = 5;

    @Option(names = "--scale", paramLabel = "X", description = "Make slices and warm-ups X times as long.")
    private double scale = 1;

    @Option(names = "--avx2", description = {
        "Hold the libraries to AVX2. ONNX Runtime has no switch for that and uses what the CPU has;",
        "where it finds AVX-512, its column is not that of a CPU with AVX2 alone."})
    private boolean avx2;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the results to this file.")
    private Path json;

    /** Runs the contest. */
    public static void main(String[] words) {
        System.exit(new CommandLine(new Rivals()).execute(words));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        if (json != null) {
            OutputFile.requireWritable(json);
        }
        List<Rival> rivals = ServiceLoader.load(Rival.class).stream().map(ServiceLoader.Provider::get).toList();
        List<Case> cases = cases();
        require(!cases.isEmpty(), "products and predictions of few samples run on one thread, so --threads must name 1");
        var contest = new Contest(rounds, scale, avx2 ? Instructions.AVX2 : Instructions.ALL);
        double seconds = cases.stream().mapToDouble(which -> contest.seconds(which, able(rivals, which).size())).sum();
        System.err.printf("%d cases, about %.0f minutes, more where other work disturbs them%n", cases.size(), Math.ceil(seconds / 60));
        List<Result> results = new ArrayList<>();
        for (Case which : cases) {
            System.err.println(which.name() + ", threads " + which.threads() + " ...");
            results.addAll(contest.run(which, able(rivals, which)));
        }
        Environment environment = Environment.of(results, contest.disturbances(), avx2);
        System.out.print(environment.text() + Tables.of(results));
        if (json != null) {
            Map<String, Object> file = new LinkedHashMap<>();
            file.put("environment", environment.asMap());
            file.put("results", results.stream().map(Result::asMap).toList());
            String text = JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(file) + "\n";
            OutputFile.writeOrKeep(json, text);
        }
        return 0;
    }

    private static List<Rival> able(List<Rival> rivals, Case which) {
        return rivals.stream().filter(rival -> rival.does(which)).toList();
    }

    private void check() {
        for (String name : names) {
            require(Arrays.stream(Net.values()).anyMatch(net -> net.name().equals(name)),
                    "there is no network " + name + ", expected some of " + Arrays.toString(Net.values()));
        }
        for (int t : threads) {
            require(t >= 1, "a library needs at least 1 thread, got " + t);
        }
        require(rounds >= 1, "a median needs at least 1 round, got " + rounds);
        require(scale > 0, "slices need a length, got " + scale + " times the usual one");
    }

    private void require(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }

    private List<Case> cases() {
        List<Net> nets = names.stream().map(Net::valueOf).toList();
        return tasks.stream().flatMap(task -> threads.stream().flatMap(t -> Case.of(task, nets, t))).toList();
    }
}
