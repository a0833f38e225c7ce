package dev.lanewise.samples;

import dev.lanewise.data.Dataset;
import dev.lanewise.explain.LayerHealth.TensorHealth;
import dev.lanewise.explain.LayerHealth;
import dev.lanewise.model.Engine;
import dev.lanewise.model.Network;
import dev.lanewise.samples.terminal.Terminal;
import dev.lanewise.samples.terminal.WideTable;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.TensorFactors;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lanewise inspect}: which layers of a saved network are dead, saturated, or about to explode. */
@Command(name = "inspect", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Shows what a model file holds; of a network for images, for each layer what is dead or saturated, and how large "
                + "its gradients are.")
final class InspectCommand implements Callable<Integer> {

    /** In the column of what a layer does not have. */
    private static final String NONE = "-";

    @Spec
    private CommandSpec spec;

    @Mixin
    private SavedModel saved;

    @Option(names = "--samples", defaultValue = "1000", paramLabel = "N",
            description = "Test images to run through the network, the first ones, or all where there are fewer. Default: ${DEFAULT-VALUE}")
    private int samples;

    @Option(names = "--lr", defaultValue = "0.05", paramLabel = "RATE",
            description = "Learning rate of the update-to-weight ratio. Default: ${DEFAULT-VALUE}")
    private float lr;

    @Mixin
    private RateFactors rateFactors;

    @Mixin
    private ChosenLoss chosenLoss;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut(), err = spec.commandLine().getErr();
        Usage.require(spec, samples >= 1, "--samples expects a whole number of at least 1, got " + samples);
        Usage.require(spec, lr > 0 && Float.isFinite(lr), "--lr expects a number above 0, got " + lr);
        AnyModel model = saved.any();
        if (!saved.takesImages()) {
            ModelCard.print(out, saved.fileName(), model);
            out.flush();
            return 0;
        }
        Network network = saved.networkAsItIs();
        TensorFactors factors = Usage.checked(spec, () -> rateFactors.fitting(network.spec()));
        Loss loss = chosenLoss.fitting(network);
        err.println(Engine.report().line());
        ImageSets.Loaded loaded = saved.images(err);
        Dataset test = loaded.split().test(), first = test.range(0, Math.min(samples, test.size()));
        out.printf(Locale.ROOT, "%s: network %s on %,d test images, %s, learning rate %s%n", loaded.name(), network.spec().shape(),
                first.size(), loss.toText(), lr);
        try {
            print(out, LayerHealth.of(network, loss, first, lr, factors));
        } catch (IllegalArgumentException e) {
            throw saved.misfit(e);
        }
        out.println();
        ModelCard.print(out, saved.fileName(), model);
        out.flush();
        return 0;
    }

    /** A row a layer, then the notes. */
    static void print(PrintWriter out, List<LayerHealth> layers) {
        WideTable table = new WideTable("layer", "sizes", "activation", "zero", "saturated", "dead", "|W|", "|dW|", "|db|", "lr |dW|/|W|");
        for (LayerHealth layer : layers) {
            Optional<TensorHealth> weights = layer.tensor("weight"), biases = layer.tensor("bias");
            table.add(Integer.toString(layer.layer()), layer.inputs() + "-" + layer.outputs(), layer.kind(),
                    percent(layer.zeroShare()), percent(layer.saturatedShare()),
                    Double.isNaN(layer.zeroShare()) ? NONE : Integer.toString(layer.deadNodes()),
                    number("%.3g", weights.map(TensorHealth::norm)), number("%.1e", weights.map(TensorHealth::gradientNorm)),
                    number("%.1e", biases.map(TensorHealth::gradientNorm)), number("%.1e", weights.map(TensorHealth::updateRatio)));
        }
        out.println();
        out.print(table.fitting(Terminal.textWidth()));
        printOthers(out, layers);
        out.println();
        boolean well = true;
        for (LayerHealth layer : layers) {
            for (String note : layer.notes()) {
                out.println(Terminal.wrapped("layer " + layer.layer() + ": " + note));
                well = false;
            }
        }
        if (well) {
            out.println(Terminal.wrapped("no dead nodes, no layer that is mostly saturated, no update-to-weight ratio out of proportion"));
        }
    }

    /** A row a tensor that is neither weights nor biases; nothing where there is none. */
    private static void printOthers(PrintWriter out, List<LayerHealth> layers) {
        WideTable table = new WideTable("tensor", "norm", "gradient", "lr gradient/norm");
        boolean any = false;
        for (LayerHealth layer : layers) {
            for (TensorHealth tensor : layer.tensors()) {
                if (!tensor.name().equals("weight") && !tensor.name().equals("bias")) {
                    table.add("layer" + layer.layer() + "." + tensor.name(), number("%.3g", Optional.of(tensor.norm())),
                            number("%.1e", Optional.of(tensor.gradientNorm())), number("%.1e", Optional.of(tensor.updateRatio())));
                    any = true;
                }
            }
        }
        if (any) {
            out.println();
            out.print(table.fitting(Terminal.textWidth()));
        }
    }

    private static String number(String format, Optional<Double> value) {
        return value.map(present -> String.format(Locale.ROOT, format, present)).orElse(NONE);
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? NONE : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
