package dev.lanewise.samples;

import dev.lanewise.data.Dataset;
import dev.lanewise.explain.Explainer;
import dev.lanewise.explain.Explanation;
import dev.lanewise.explain.MarkdownRenderer;
import dev.lanewise.explain.Notation;
import dev.lanewise.explain.TextRenderer;
import dev.lanewise.explain.Variable;
import dev.lanewise.file.OutputFile;
import dev.lanewise.model.Network;
import dev.lanewise.samples.page.ExplanationJson;
import dev.lanewise.samples.page.ExplanationPage;
import dev.lanewise.samples.terminal.Terminal;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.store.ModelFile;
import dev.lanewise.store.NonFiniteWeights;
import dev.lanewise.table.TableModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lanewise explain}: why the cost changes with a weight as it does, or what columns of a table make of an answer. */
@Command(name = "explain", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Explains a gradient by the chain rule, term by term. Without options: dJ/dw12(2) of the 3-3-1 network of the "
                + "\"Neural Networks Tutorial - A Pathway to Deep Learning\". With a model for tables: what each column "
                + "makes of its answer for a row of --data.")
final class ExplainCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--weight", paramLabel = "L:TO,FROM",
            description = "The weight of layer L from node FROM to node TO of the next layer, counted from 1. Default: 2:1,2, or 1:1,1")
    private String weight;

    @Option(names = "--bias", paramLabel = "L:TO", description = "Instead of a weight, the bias of layer L of node TO.")
    private String bias;

    @Option(names = "--by-input", paramLabel = "NODE", description = "Instead of a weight, an input.")
    private Integer input;

    @Option(names = "--parameter", paramLabel = "TENSOR[I,J]",
            description = "Instead of a weight, any number that the network learns, by its tensor and its position there from 0, such as "
                    + "layer1.weight[0,1].")
    private String parameter;

    @Mixin
    private TypedNetwork typed;

    @Option(names = "--model", paramLabel = "FILE", description = "Instead of typed numbers, a network that --save wrote.")
    private Path model;

    @Mixin
    private TableExplaining tables;

    @Option(names = "--sample", paramLabel = "N", description = "With --model: the test image, counted from 1. Default: 1")
    private Integer sample;

    @Mixin
    private ImageSets images;

    @Mixin
    private ChosenLoss chosenLoss;

    @Option(names = "--alpha", defaultValue = "0.25", paramLabel = "STEP",
            description = "Step size of the step of descent. Default: ${DEFAULT-VALUE}")
    private float alpha;

    @Mixin
    private RateFactors rateFactors;

    @Option(names = "--notation", defaultValue = "article", paramLabel = "NAME",
            description = "article (the tutorial's), delta (Mitchell's) or matrix. Default: ${DEFAULT-VALUE}")
    private String notation;

    @Option(names = "--markdown", paramLabel = "FILE", description = "Also write it as Markdown with LaTeX.")
    private Path markdown;

    @Option(names = "--html", paramLabel = "FILE", description = "Also write it as a web page with the network drawn.")
    private Path html;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write it as JSON.")
    private Path json;

    /**
     * What is explained.
     *
     * @param network the network
     * @param loss    its cost function
     * @param input   [inputs]
     * @param target  [outputs]
     */
    record Case(Network network, Loss loss, float[] input, float[] target) {
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        requireWritable(out);
        Notation signs = Usage.checked(spec, this::checkedNotation);
        Optional<ModelFile.Content> content = model == null ? Optional.empty()
                : Optional.of(SavedModel.read(model, NonFiniteWeights.REFUSE));
        Optional<TableModel> table = content.isPresent() ? TableUse.model(content.get(), "--model", model) : Optional.empty();
        if (table.isPresent()) {
            requireNothingOfGradients();
            return tables.explain(table.get(), images.table(spec), json, spec);
        }
        tables.requireNone(spec);
        Explanation explanation;
        try {
            Case shown = content.isPresent() ? fromModel(content.get()) : typedCase();
            explanation = new Explainer(shown.network(), shown.loss(), shown.input(), shown.target())
                    .explain(by(shown.network().spec()), alpha, rateFactors.fitting(shown.network().spec()));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        out.print(Terminal.wrapped(TextRenderer.render(explanation, signs)));
        out.flush();
        write(markdown, () -> MarkdownRenderer.render(explanation, signs));
        write(html, () -> ExplanationPage.of(explanation, signs));
        write(json, () -> ExplanationJson.of(explanation, signs));
        return 0;
    }

    /** The notation, where options are as they must be whatever the model is. */
    private Notation checkedNotation() {
        Notation signs = Notation.parse(Usage.name(notation));
        requireOneVariable();
        requireStep();
        if (model != null) {
            typed.requireNothingTyped();
        }
        if (sample != null && sample < 1) {
            throw new IllegalArgumentException("--sample expects a test image from 1 on, got " + sample);
        }
        return signs;
    }

    /** A model for tables is explained by its columns. */
    private void requireNothingOfGradients() {
        boolean isGradient = Stream.of(weight, bias, input, parameter, sample, markdown, html, chosenLoss.name())
                .anyMatch(Objects::nonNull);
        Usage.require(spec, !isGradient, "--model is a model for tables, of which columns are explained: expected it"
                + " without the options of gradients, such as --weight, --sample and --html");
    }

    private void requireOneVariable() {
        if (Stream.of(weight, bias, input, parameter).filter(Objects::nonNull).count() > 1) {
            throw new IllegalArgumentException("expected one of --weight, --bias, --by-input and --parameter, got several");
        }
    }

    private Variable by(NetworkSpec network) {
        if (bias != null) {
            return Variable.parseBias(bias);
        }
        if (input != null) {
            return new Variable.Output(1, input);
        }
        if (parameter != null) {
            return Variable.parseParameter(parameter, network);
        }
        boolean tutorial = model == null && !typed.given();
        return weight == null ? new Variable.Weight(tutorial ? 2 : 1, 1, tutorial ? 2 : 1) : Variable.parseWeight(weight);
    }

    private void requireStep() {
        if (!(alpha > 0 && Float.isFinite(alpha))) {
            throw new IllegalArgumentException("--alpha expects a number above 0, got " + alpha);
        }
    }

    private Case typedCase() {
        Usage.require(spec, sample == null, "--sample chooses among test images: expected --model beside it");
        Usage.require(spec, !images.isNamed(), "--data, --set and --dataset say which test images: expected --model beside them");
        return typed.read(chosenLoss.name());
    }

    /** What can be wrong with the options is wrong before images are loaded. */
    private Case fromModel(ModelFile.Content content) throws IOException {
        int image = sample == null ? 1 : sample;
        Network network = SavedModel.only(content, "--model", model);
        Loss cost = chosenLoss.fitting(network);
        by(network.spec()).requireIn(network.spec());
        rateFactors.fitting(network.spec());
        Dataset test = SavedModel.images(images, content, model, spec.commandLine().getErr()).split().test();
        if (image > test.size()) {
            throw new IllegalArgumentException("--sample expects a test image from 1 to " + test.size() + ", got " + image);
        }
        return new Case(network, cost, test.input(image - 1), test.target(image - 1));
    }

    /** Tries the places before anything is worked out or printed. */
    private void requireWritable(PrintWriter out) throws IOException {
        List<Path> files = Stream.of(markdown, html, json).filter(Objects::nonNull).toList();
        Usage.require(spec, files.stream().map(file -> file.toAbsolutePath().normalize()).distinct().count() == files.size(),
                "--markdown, --html and --json expect different files");
        ResultFiles.requireWritable(spec, "--markdown", markdown);
        ResultFiles.requireWritable(spec, "--html", html);
        ResultFiles.requireWritable(spec, "--json", json);
        if (!files.isEmpty()) {
            Output.continueWhenLost(out);
        }
    }

    /** Renders only what was asked for. */
    private static void write(Path file, Supplier<String> text) throws IOException {
        if (file != null) {
            OutputFile.write(file, text.get());
        }
    }
}
