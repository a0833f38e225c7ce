package dev.lanewise.bench.gate;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.lanewise.bench.Machine;
import dev.lanewise.file.OutputFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The performance gate: measures cases in JVMs of its own and fails where one is under its floor or allocates. */
@Command(name = "gate", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Measures steps, products and predictions beside the FMA peak of a core, and holds them against floors.",
    "Exit code 1 where a case is under its floor, 2 for a wrong command line."})
public final class Gate implements Callable<Integer> {

    /** How much is measured. */
    static final class Extent {
        @Option(names = "--quick", description = "The most telling cases, under two minutes.")
        private boolean quick;

        @Option(names = "--slow", description = "Ten fresh JVMs for a step and MNIST from the start of a JVM to 98 %%, too.")
        private boolean slow;
    }

    @ArgGroup
    private Extent extent = new Extent();

    @Option(names = "--only", paramLabel = "REGEX", description = "Only cases whose name has this in it, such as 'W1 step' or 'scalar$'.")
    private Pattern only = Pattern.compile("");

    @Option(names = "--data", paramLabel = "DIR", description = "Folder with the four MNIST files, for --slow.")
    private Path data;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the rows to this file.")
    private Path json;

    @Override
    public Integer call() throws RunnerException, IOException, InterruptedException {
        if (json != null) {
            OutputFile.requireWritable(json);
        }
        Pace pace = extent.quick ? Pace.QUICK : Pace.FULL;
        Measured peak = new Jvms(pace).peak();
        Judge judge = new Judge(pace, peak.vectorBits());
        System.out.printf("%s%n%d-bit vectors, FMA peak of a core %.1f GFLOP/s; JVM flags %s%n%n%s%n", Machine.line(), peak.vectorBits(),
                peak.peakGflops(), String.join(" ", Twin.WIDEST.flags), Row.header());
        List<Row> rows = new ArrayList<>();
        for (Case which : cases(peak.vectorBits())) {
            keep(judge.rows(which), rows);
        }
        if (extent.slow && wants(Start.TITLE)) {
            keep(List.of(new Start(data).row(peak)), rows);
        }
        return finish(rows);
    }

    private List<Case> cases(int widestBits) {
        List<Case> cases = new ArrayList<>(extent.quick ? Cases.quick() : Cases.full(widestBits));
        if (extent.slow) {
            cases.addAll(Cases.slow());
        }
        int processors = Runtime.getRuntime().availableProcessors();
        return cases.stream().filter(which -> wants(which.title()) && which.threads() <= processors).toList();
    }

    private boolean wants(String title) {
        return only.matcher(title).find();
    }

    private static void keep(List<Row> fresh, List<Row> rows) {
        fresh.forEach(row -> System.out.println(row.line()));
        rows.addAll(fresh);
    }

    private int finish(List<Row> rows) throws IOException {
        if (json != null) {
            JSON pretty = JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT);
            String text = pretty.asString(rows.stream().map(Row::asMap).toList()) + "\n";
            OutputFile.writeOrKeep(json, text);
        }
        if (rows.isEmpty()) {
            System.out.println("no case has '" + only + "' in its name");
            return 2;
        }
        boolean passed = rows.stream().allMatch(Row::passes);
        System.out.println(passed ? "the gate is passed" : "the gate is closed");
        return passed ? 0 : 1;
    }
}
