package dev.lanewise.samples;

import dev.lanewise.data.Dataset;
import dev.lanewise.file.OutputFile;
import dev.lanewise.metric.Metric;
import dev.lanewise.model.Engine;
import dev.lanewise.model.Network;
import dev.lanewise.model.WeightFormat;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Loss;
import dev.lanewise.table.TableModel;
import dev.lanewise.train.Evaluation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lanewise evaluate}: how well a saved network recognizes images, or a model for tables answers. */
@Command(name = "evaluate", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Tests a saved network on test images, prepared as the model file says, or a model for tables on those of --data.")
final class EvaluateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SavedModel saved;

    @Mixin
    private TableEvaluation tables;

    @Mixin
    private ChosenLoss loss;

    @Option(names = "--compact", paramLabel = "FORMAT",
            description = "Say how well the network does with weights of this format, too: bf16 or int8. Default: do not")
    private WeightFormat compact;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the results to this file as JSON. Default: do not")
    private Path json;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut(), err = spec.commandLine().getErr();
        ResultFiles.requireWritable(spec, "--json", json);
        tables.requireUsable(spec);
        Optional<TableModel> forTables = saved.tableModel();
        if (forTables.isPresent()) {
            Usage.require(spec, loss.name() == null && compact == null,
                    "--loss and --compact go with models for images, but this one is for tables");
            return tables.evaluate(forTables.get(), saved.table(spec), json, spec);
        }
        tables.requireNone(spec);
        Network network = saved.network();
        Optional<Dataset> targets = saved.targets();
        if (targets.isPresent()) {
            return evaluateTargets(network, targets.get(), out);
        }
        Loss measured = loss.ofClasses(network);
        err.println(Engine.report().line());
        ImageSets.Loaded loaded = saved.images(err);
        out.printf("%s: network %s on %,d test %s%n", loaded.name(), network.spec().shape(), loaded.split().test().size(),
                loaded.form().rows() == 1 ? "rows" : "images");
        EvaluationReport report = new EvaluationReport(loaded.form(), network, measured, evaluation(network, measured,
                loaded.split().test(), ImageMetrics.of(network.spec())));
        if (json != null) {
            Output.continueWhenLost(out);
            OutputFile.write(json, report.json());
        }
        EvaluationText.print(out, report.result(), loaded.form());
        if (compact != null) {
            out.println(CompactAccuracy.line(network, compact, loaded.split().test()));
        }
        out.println("model sha256 " + network.parameterSha256());
        out.flush();
        return 0;
    }

    /** Rows with numbers to predict, or with the probability of one class. */
    private int evaluateTargets(Network network, Dataset rows, PrintWriter out) throws IOException {
        Usage.require(spec, compact == null, "--compact goes with labels, but --data has targets");
        Loss measured = loss.fitting(network);
        Activation last = network.spec().layers().getLast().activation();
        boolean areNumbers = last.isElementwise() && !last.saturates();
        Evaluation result = evaluation(network, measured, rows, areNumbers ? List.of(Metric.rmse(), Metric.mae(), Metric.r2()) : List.of());
        if (json != null) {
            Output.continueWhenLost(out);
            OutputFile.write(json, EvaluationReport.json(network, measured, result));
        }
        out.printf("network %s on rows with targets, %s%n%s%nmodel sha256 %s%n", network.spec().shape(), measured.toText(), result,
                network.parameterSha256());
        out.flush();
        return 0;
    }

    private Evaluation evaluation(Network network, Loss measured, Dataset rows, List<Metric> metrics) throws IOException {
        try {
            return Evaluation.of(network, measured, rows, metrics);
        } catch (IllegalArgumentException e) {
            throw saved.misfit(e);
        }
    }
}
