package dev.lanewise.samples;

import dev.lanewise.formats.tensor.NamedArrays;
import dev.lanewise.model.Network;
import dev.lanewise.samples.terminal.Terminal;
import dev.lanewise.samples.terminal.WideTable;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.TensorSpec;
import dev.lanewise.store.ModelFile;
import java.io.PrintWriter;
import java.util.Map;

/** What a model file holds, in words: sizes, layers, tensors, metadata. */
final class ModelCard {

    private static final int MOST_LAYERS = 40;
    private static final int MOST_LETTERS = 120;

    private ModelCard() {
    }

    /** A line. */
    static String title(String kind, ModelFile.Content content) {
        Network first = content.networks().getFirst();
        int networks = content.networks().size();
        long parameters = content.networks().stream().mapToLong(network -> network.spec().parameterCount()).sum();
        return String.format("%s, %s %s, %,d parameters", kind, networks == 1 ? "network" : networks + " networks such as",
                first.spec().shape(), parameters);
    }

    /** The whole card. */
    static void print(PrintWriter out, String file, AnyModel model) {
        if (model.content().isPresent()) {
            ModelFile.Content content = model.content().get();
            out.println(file + ": " + title(model.kind(), content));
            printLayers(out, content.networks().getFirst().spec());
            content.libraryVersion().ifPresent(version -> out.println("written by Lanewise " + version));
            content.columns().ifPresent(_ -> out.println("with columns of a table"));
            printTexts(out, content.metadata().entries());
            out.println("parameters sha256 " + content.networks().getFirst().parameterSha256());
        } else {
            NamedArrays arrays = model.arrays().orElseThrow();
            long numbers = arrays.arrays().values().stream().mapToLong(array -> array.size()).sum();
            out.printf("%s: %s, %,d arrays, %,d numbers; it does not say which activations%n%n", file, model.kind(),
                    arrays.arrays().size(), numbers);
            WideTable table = new WideTable("array", "type", "shape");
            arrays.arrays().forEach((name, array) -> table.add(name.replaceAll("\\p{Cntrl}", "?"), array.type().toString(),
                    array.shapeText()));
            out.println(table.fitting(Terminal.textWidth()));
            printTexts(out, arrays.metadata());
        }
    }

    private static void printLayers(PrintWriter out, NetworkSpec spec) {
        WideTable table = new WideTable("layer", "sizes", "kind", "tensors");
        int in = spec.inputs();
        for (int l = 0; l < Math.min(MOST_LAYERS, spec.layers().size()); l++) {
            Layer layer = spec.layers().get(l);
            String tensors = String.join(", ", layer.tensors(NetworkSpec.nameOf(l + 1), in).stream().map(TensorSpec::toText).toList());
            table.add(Integer.toString(l + 1), in + "-" + layer.outputs(in), cut(layer.toText()), cut(tensors));
            in = layer.outputs(in);
        }
        out.println();
        out.print(table.fitting(Terminal.textWidth()));
        if (spec.layers().size() > MOST_LAYERS) {
            out.println("and " + (spec.layers().size() - MOST_LAYERS) + " more");
        }
        out.println();
    }

    private static void printTexts(PrintWriter out, Map<String, String> texts) {
        texts.forEach((key, text) -> out.println((key + " " + cut(text)).replaceAll("\\p{Cntrl}", " ")));
    }

    private static String cut(String text) {
        return text.length() <= MOST_LETTERS ? text : text.substring(0, MOST_LETTERS) + "...";
    }
}
