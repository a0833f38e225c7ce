package dev.lanewise.samples;

import dev.lanewise.data.Dataset;
import dev.lanewise.explain.Explainer;
import dev.lanewise.explain.Explanation;
import dev.lanewise.explain.GradientCheck;
import dev.lanewise.explain.Notation;
import dev.lanewise.explain.TextRenderer;
import dev.lanewise.model.Engine;
import dev.lanewise.model.Network;
import dev.lanewise.samples.terminal.Terminal;
import dev.lanewise.samples.terminal.WideTable;
import dev.lanewise.spec.Loss;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lanewise gradcheck}: whether the backward pass computes the derivatives of the cost. */
@Command(name = "gradcheck", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Compares gradients of a saved network with central differences, and explains the worst.")
final class GradcheckCommand implements Callable<Integer> {

    /** Step size of the step that the explanation of the worst shows; that of {@code lanewise explain}. */
    private static final float ALPHA = 0.25f;

    @Spec
    private CommandSpec spec;

    @Mixin
    private SavedModel saved;

    @Option(names = "--samples", defaultValue = "3", paramLabel = "N",
            description = "Test images to check, the first ones. Default: ${DEFAULT-VALUE}")
    private int samples;

    @Option(names = "--count", defaultValue = "200", paramLabel = "N",
            description = "Weights, biases and inputs to check for each image, drawn at random. Default: ${DEFAULT-VALUE}")
    private int count;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N", description = "Of the draw. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Mixin
    private ChosenLoss chosenLoss;

    /**
     * A comparison and the image that it belongs to.
     *
     * @param image      its position, from 1
     * @param comparison the comparison
     */
    record Row(int image, GradientCheck.Comparison comparison) {
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut(), err = spec.commandLine().getErr();
        Usage.require(spec, samples >= 1, "--samples expects a whole number of at least 1, got " + samples);
        Usage.require(spec, count >= 1, "--count expects a whole number of at least 1, got " + count);
        Network network = saved.network();
        Loss loss = chosenLoss.fitting(network);
        err.println(Engine.report().line());
        ImageSets.Loaded loaded = saved.images(err);
        Dataset test = loaded.split().test();
        Usage.require(spec, samples <= test.size(), "--samples expects at most the " + test.size() + " test images, got " + samples);
        out.printf(Locale.ROOT, "%s: network %s, %s%n", loaded.name(), network.spec().shape(), loss.toText());
        out.flush();
        try {
            return check(out, network, loss, test) ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (IllegalArgumentException e) {
            throw saved.misfit(e);
        } finally {
            out.flush();
        }
    }

    private boolean check(PrintWriter out, Network network, Loss loss, Dataset test) {
        List<Row> rows = new ArrayList<>();
        int checked = 0, beyond = 0;
        for (int image = 1; image <= samples; image++) {
            // another draw for each image
            GradientCheck check = GradientCheck.of(network, loss, test.input(image - 1), test.target(image - 1), count, seed + image - 1);
            checked += check.checked();
            beyond += check.beyond();
            for (GradientCheck.Comparison comparison : check.worst()) {
                rows.add(new Row(image, comparison));
            }
        }
        rows.sort(Comparator.comparing(Row::comparison, GradientCheck.WORST_FIRST));
        Row worst = rows.getFirst();
        Explanation explanation = new Explainer(network, loss, test.input(worst.image() - 1), test.target(worst.image() - 1))
                .explain(worst.comparison().by(), ALPHA);
        print(out, rows.subList(0, Math.min(GradientCheck.WORST_KEPT, rows.size())), explanation);
        out.printf(Locale.ROOT, "%nThe worst, explained with image %d:%n%n%s%n", worst.image(),
                Terminal.wrapped(TextRenderer.render(explanation, Notation.ARTICLE)));
        return verdict(out, checked, beyond);
    }

    private static void print(PrintWriter out, List<Row> rows, Explanation signs) {
        WideTable table = new WideTable("image", "variable", "backward pass", "difference", "apart", "allowed", "share of it");
        for (Row row : rows) {
            GradientCheck.Comparison c = row.comparison();
            table.add(Integer.toString(row.image()), Notation.ARTICLE.symbol(c.by(), signs), number("%.9e", c.backward()),
                    number("%.9e", c.difference()), number("%.1e", c.distance()), number("%.1e", c.allowed()), number("%.1e", c.ratio()));
        }
        out.println();
        out.print(table.fitting(Terminal.textWidth()));
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    /** One sentence; true if nothing is beyond. */
    static boolean verdict(PrintWriter out, int checked, int beyond) {
        if (beyond == 0) {
            out.printf(Locale.ROOT, "All %,d derivatives agree: the backward pass has the bits of the chain rule's products, and is within "
                    + "its bounds of the central differences.%n", checked);
        } else {
            out.printf(Locale.ROOT, "%,d of %,d derivatives do not agree: the backward pass has other bits than the chain rule's products, "
                    + "or is beyond its bounds of the central differences.%n", beyond, checked);
        }
        return beyond == 0;
    }
}
