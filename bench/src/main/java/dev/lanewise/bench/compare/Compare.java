package dev.lanewise.bench.compare;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.lanewise.bench.Checkout;
import dev.lanewise.bench.Machine;
import dev.lanewise.file.OutputFile;
import dev.lanewise.model.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code bench/run compare}: whether the working tree is slower than an earlier commit. Both builds run in one JVM, in two class loaders,
 * and are called in turns, so that they share the noise of the machine; separate JVMs differ by more than a tenth.
 *
 * <p>The file of {@code --json} is an object: {@code machine}, {@code vectorBits}, {@code baseline} (hash of the commit),
 * {@code workingTree} (short hash, and whether files differ from it), {@code quick}, and {@code cases}, a list of objects:
 * <ul>
 * <li>{@code case}, {@code verdict} ({@code OK}, {@code SLOWER}, {@code ALLOCATES}), {@code limit} of the ratios, {@code attempts};
 *     the other fields are those of the last attempt;
 * <li>{@code baselineMicros}, {@code micros}: mean microseconds of a call of the baseline and of the working tree;
 * <li>{@code ratioOfMeans}, {@code ratioOfPercentiles}, {@code spread}: see {@link Ratios};
 * <li>{@code busy}: the share of turns that something else disturbed;
 * <li>{@code baselineBytes}, {@code bytes}: what a call allocates;
 * <li>{@code slices}: pairs of fresh objects, {@code turns}: turns of each build in all of them.
 * </ul>
 */
@Command(name = "compare", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Calls the working tree's build and that of the commit in bench/baseline in turns, in one JVM: steps, predictions, products.",
    "Ratios are the baseline's time to the working tree's, of means and of the 95th percentiles of speed. A case is slower if both are "
            + "below 0.97 for a product, 0.98 for a step or prediction, 0.95 for the step of W5, three times. busy: the share of "
            + "turns that took a quarter longer than the fastest one beside them.",
    "Exit code 1 where a case is slower, allocates more or computes other bits; 2 for a wrong command line or a baseline that "
            + "cannot be built, 3 where this clone lacks its commit."})
public final class Compare implements Callable<Integer> {

    private static final int USAGE = 2, NOTHING_TO_COMPARE = 3;
    /** Each loaded build would say what vectors it uses; kept here, since the JDK keeps loggers weakly. */
    private static final Logger ENGINE_LOG = Logger.getLogger("dev.lanewise");

    @Option(names = "--quick", description = "The most telling cases, under two minutes.")
    private boolean quick;

    @Option(names = "--only", paramLabel = "REGEX", description = "Only cases whose name has this in it, such as 'W1 step' or 'product'.")
    private Pattern only = Pattern.compile("");

    @Option(names = "--baseline", paramLabel = "COMMIT", description = "Another commit than the one in bench/baseline.")
    private String commit;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the rows to this file.")
    private Path json;

    /** The command line's command. */
    public Compare() {
    }

    @Override
    public Integer call() throws ReflectiveOperationException, IOException, InterruptedException {
        List<Case> cases = (quick ? Case.quick() : Case.full()).stream().filter(which -> only.matcher(which.name()).find()).toList();
        if (cases.isEmpty()) {
            System.err.println("no case has '" + only + "' in its name");
            return USAGE;
        }
        if (json != null) {
            OutputFile.requireWritable(json);
        }
        ENGINE_LOG.setLevel(Level.WARNING);
        try {
            Path root = Checkout.root();
            Commit baseline = Commit.find(root, commit == null ? Commit.read(root.resolve("bench/baseline")) : commit);
            String workingTree = Commit.describe(root);
            List<Path> classPath = new BaselineBuild(baseline).classPath();
            System.out.printf("%s%n%d-bit vectors; baseline %s, working tree %s%n%n%s%n", Machine.line(), Engine.report().vectorBits(),
                    baseline.shortHash(), workingTree, Row.header());
            List<Row> rows = measure(cases, classPath);
            write(baseline, workingTree, rows);
            return conclude(rows);
        } catch (MissingCommitException e) {
            System.err.println(e.getMessage());
            return NOTHING_TO_COMPARE;
        } catch (BaselineException e) {
            System.err.println(e.getMessage());
            return USAGE;
        } catch (OtherBitsException e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }

    private List<Row> measure(List<Case> cases, List<Path> baseline) throws ReflectiveOperationException, OtherBitsException, IOException {
        List<Path> own = Build.ownClassPath();
        Judge judge = new Judge(baseline, own, quick ? Effort.QUICK : Effort.FULL);
        List<Row> rows = new ArrayList<>();
        for (Case which : cases) {
            Row row = judge.row(which);
            System.out.println(row.line());
            rows.add(row);
        }
        return rows;
    }

    private void write(Commit baseline, String workingTree, List<Row> rows) throws IOException {
        if (json != null) {
            Map<String, Object> file = new LinkedHashMap<>();
            file.put("machine", Machine.line());
            file.put("vectorBits", Engine.report().vectorBits());
            file.put("baseline", baseline.hash());
            file.put("workingTree", workingTree);
            file.put("quick", quick);
            file.put("cases", rows.stream().map(Row::asMap).toList());
            OutputFile.writeOrKeep(json, JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(file) + "\n");
        }
    }

    private static int conclude(List<Row> rows) {
        List<String> failed = rows.stream().filter(row -> row.verdict() != Row.Verdict.OK).map(row -> row.which().name()).toList();
        System.out.println(failed.isEmpty() ? "no case is slower" : "slower, or allocating more: " + String.join(", ", failed));
        return failed.isEmpty() ? 0 : 1;
    }
}
