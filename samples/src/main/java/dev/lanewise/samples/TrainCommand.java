package dev.lanewise.samples;

import dev.lanewise.file.OutputFile;
import dev.lanewise.model.Engine;
import dev.lanewise.platform.WorkerTeam;
import dev.lanewise.samples.option.OptionFile;
import dev.lanewise.store.ModelFile;
import dev.lanewise.table.Quality;
import dev.lanewise.table.Table;
import dev.lanewise.table.TableMetric;
import dev.lanewise.table.TableReport;
import dev.lanewise.table.TableTrainer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine;

/** {@code lanewise train}: a table in, a model out. */
@Command(name = "train", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Trains a model for a table: what one column says is predicted from the others.")
final class TrainCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = CsvOptions.DATA, required = true, paramLabel = "FILE", description = "A table as CSV, gzipped or not.")
    private Path data;

    @Mixin
    private ColumnOptions columns;

    @Mixin
    private CsvOptions csv;

    @Mixin
    private SplitOptions split;

    @Option(names = "--quality", paramLabel = "NAME", defaultValue = "good",
            description = "fast, one small network; good, a larger one, or ten folds of small ones; best, five folds of large ones of "
                    + "two kinds. Default: ${DEFAULT-VALUE}")
    private Quality quality;

    @Option(names = "--metric", paramLabel = "NAME", description = "What chooses the epoch: accuracy, logLoss or auc; rmse, mae or r2. "
            + "Default: logLoss for classes, else rmse")
    private String metric;

    @Option(names = "--prune-members",
            description = "Keep of each TabM-mini only members that answer its validation rows no worse than all: a smaller, faster model.")
    private boolean hasPrunedMembers;

    @Option(names = "--max-time", paramLabel = "TIME",
            description = "Begin no other epoch after this time, such as 90s, 20 minutes or 2h. Default: no limit")
    private String maxTime;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N",
            description = "Of the split, the start parameters and the order of rows. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--threads", paramLabel = "N", description = "Threads; the result does not depend on them. Default: all processors")
    private Integer threads;

    @Mixin
    private TableCheckpoints checkpoints;

    @Option(names = "--save", paramLabel = "FILE", description = "Write the model to this file. Default: do not")
    private Path model;

    @Option(names = "--json", paramLabel = "FILE", description = "Write settings and results to this file as JSON. Default: do not")
    private Path json;

    @Option(names = "--report", paramLabel = "FILE",
            description = "Write a web page about columns, learning, importance and the worst answers to this file. Default: do not")
    private Path page;

    @Override
    public Integer call() throws IOException {
        long start = System.nanoTime();
        PrintWriter out = spec.commandLine().getOut(), err = spec.commandLine().getErr();
        requireUsable();
        TableTrainer trainer = trainer();
        Table table = csv.read(CsvOptions.DATA, data);
        columns.requireColumns(spec, table);
        split.requireColumns(spec, table);
        Optional<Table> test = split.test() == null ? Optional.empty() : Optional.of(csv.read("--test", split.test()));
        test.ifPresent(trainer::test);
        err.println(Engine.report().line());
        out.printf("%s: %,d rows, %,d columns%n", data.getFileName(), table.rows(), table.columns().size());
        try (StopSignal signal = new StopSignal()) {
            TableReport report = run(trainer.stop(signal::isRaised), table, out, err);
            if (signal.isRaised()) {
                checkpoints.tellStopped(spec);
            }
            int code = finish(new TableReportText(report, quality, seed, table), test, start);
            return signal.isRaised() ? StopSignal.EXIT_CODE : code;
        }
    }

    private int finish(TableReportText text, Optional<Table> test, long start) {
        PrintWriter out = spec.commandLine().getOut(), err = spec.commandLine().getErr();
        text.print(out);
        boolean isWritten = write(text, out, err, (System.nanoTime() - start) / 1e9) & writePage(text, test, out, err);
        out.flush();
        return isWritten ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private void requireUsable() throws IOException {
        columns.requireUsable(spec);
        checkpoints.requireUsable(spec);
        split.requireUsable(spec);
        csv.reader();
        Usage.require(spec, threads() >= 1 && threads() <= WorkerTeam.MAX_THREADS,
                "--threads expects a whole number from 1 to " + WorkerTeam.MAX_THREADS + ", got " + threads);
        ResultFiles.requireTwo(spec, "--save", model, "--json", json);
        ResultFiles.requireTwo(spec, "--save", model, "--report", page);
        ResultFiles.requireTwo(spec, "--json", json, "--report", page);
        ResultFiles.requireWritable(spec, "--report", page);
        ResultFiles.requireWritable(spec, "--save", model);
        ResultFiles.requireWritable(spec, "--json", json);
    }

    private int threads() {
        return threads == null ? InfoCommand.threads() : threads;
    }

    private TableTrainer trainer() {
        TableTrainer trainer = TableTrainer.of(quality).seed(seed).threads(threads());
        columns.applyTo(trainer);
        split.applyTo(spec, trainer);
        checkpoints.applyTo(trainer);
        if (metric != null) {
            trainer.metric(Usage.checked(spec, () -> TableMetric.parse(metric)));
        }
        if (hasPrunedMembers) {
            trainer.prunedMembers();
        }
        limit().ifPresent(trainer::maxTime);
        return trainer;
    }

    private Optional<Duration> limit() {
        return Optional.ofNullable(maxTime).map(time -> Usage.checked(spec, () -> ValidationOptions.time(time)));
    }

    private TableReport run(TableTrainer trainer, Table table, PrintWriter out, PrintWriter err) throws IOException {
        try (WarningLines warnings = new WarningLines(err)) {
            TimeLeft time = new TimeLeft(threads(), limit());
            return trainer.planned(plan -> {
                TableReportText.print(out, plan, maxTime != null);
                time.plan(plan.networks(), System.nanoTime());
            }).listeners(network -> new EpochLines(out, network, time).andThen(warnings)).run(table);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (IllegalArgumentException e) {
            throw OptionFile.misfit(CsvOptions.DATA, data, e);
        }
    }

    private boolean write(TableReportText text, PrintWriter out, PrintWriter err, double wallSeconds) {
        boolean isSaved = model == null || ResultFiles.isDone(err, () -> {
            ModelFile.saveOrKeep(text.report().model().content(), model);
            out.println("saved to " + model);
        });
        return (json == null || ResultFiles.isDone(err, () -> OutputFile.writeOrKeep(json, text.json(wallSeconds)))) & isSaved;
    }

    private boolean writePage(TableReportText text, Optional<Table> test, PrintWriter out, PrintWriter err) {
        return page == null || ResultFiles.isDone(err, () -> {
            List<String> words = spec.root().commandLine().getParseResult().originalArgs();
            OutputFile.writeOrKeep(page, new TableReportPage(text, String.valueOf(data.getFileName()), columns.trimmed(text.table()),
                    test.map(columns::trimmed), words).html());
            out.println("report written to " + page);
        });
    }
}
