package dev.lanewise.bench.gate;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.lanewise.bench.Checkout;
import dev.lanewise.bench.Machine;
import dev.lanewise.bench.compare.Commit;
import dev.lanewise.file.OutputFile;
import dev.lanewise.model.Engine;
import dev.lanewise.platform.Jvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The performance gate: measures cases in JVMs of its own and fails where one is under its floor or allocates. */
@Command(name = "gate", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Measures steps, products and predictions in turns with a frozen reference tile, and holds them against floors.",
    "quiet: the share of the FMA peak of a core while nobody else wants the core. mean: the share on average. ratio: the speed beside the "
            + "reference, slice by slice, or of two ways of doing the same. A case passes if quiet or ratio reaches its floor.",
    "Exit code 1 where a judged case is under its floors or allocates, 2 for a wrong command line, 3 where the core was too busy to judge "
            + "anything."})
public final class Gate implements Callable<Integer> {

    private static final int USAGE = 2;
    private static final double PEAK_SECONDS = 0.5;

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

    @Option(names = "--markdown", description = "Print machine and table in Markdown; see bench/YOUR-CPU.md.")
    private boolean markdown;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the rows to this file.")
    private Path json;

    /** The command line's command. */
    public Gate() {
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Table table = markdown ? Table.MARKDOWN : Table.PLAIN;
        List<Case> cases = cases(Engine.report().vectorBits());
        boolean start = extent.slow && wants(TimeToAccuracy.TITLE);
        if (cases.isEmpty() && !start) {
            System.err.println("no case has '" + only + "' in its name");
            return USAGE;
        }
        if (json != null) {
            OutputFile.requireWritable(json);
        }
        Train peak = Reference.slicesOfThisJvm(1).alone(PEAK_SECONDS);
        System.out.println(heading(peak.peakGflops()) + "\n\n" + table.heading());
        Judge judge = new Judge(extent.quick ? Pace.QUICK : Pace.FULL);
        List<Row> rows = new ArrayList<>();
        for (Case which : cases) {
            keep(judge.rows(which), rows, table);
        }
        if (start) {
            keep(List.of(new TimeToAccuracy(data).row(peak)), rows, table);
        }
        return finish(rows, judge.reference());
    }

    private String heading(double peakGflops) throws IOException, InterruptedException {
        String options = System.getenv("JDK_JAVA_OPTIONS");
        return String.format(Locale.ROOT, "%s%n%s; %s, %d registers; FMA peak of a core %.1f GFLOP/s; JVM flags %s; commit %s",
                Machine.line(), Engine.report().cpu(), Engine.report().width(), Jvm.vectorRegisters(), peakGflops,
                String.join(" ", JvmVariant.WIDEST.flags) + (options == null ? "" : " " + options),
                Commit.describeIfKnown(Checkout.root()));
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

    private static void keep(List<Row> fresh, List<Row> rows, Table table) {
        fresh.forEach(row -> System.out.println(table.line(row)));
        rows.addAll(fresh);
    }

    private int finish(List<Row> rows, Histogram reference) throws IOException {
        if (json != null) {
            JSON pretty = JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT);
            OutputFile.writeOrKeep(json, pretty.asString(rows.stream().map(Row::asMap).toList()) + "\n");
        }
        Conclusion conclusion = Conclusion.of(rows);
        System.out.println((markdown ? "\n" : "") + reference.line() + "\n" + (markdown ? "\n" : "") + conclusion.line());
        return conclusion.exitCode();
    }
}
