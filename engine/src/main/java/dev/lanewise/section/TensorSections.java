package dev.lanewise.section;

import dev.lanewise.file.SectionName;
import dev.lanewise.file.SectionReader;
import dev.lanewise.file.SectionWriter;
import dev.lanewise.model.Network;
import dev.lanewise.panel.HeapSpace;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.TensorSpec;
import dev.lanewise.text.Phrases;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The tensors of a network, and of what an optimizer keeps beside each, in two sections: {@code TABL} with a line for each, its name and
 * its shape, and {@code TENS} with their floats, row-major, each tensor at a multiple of 64 bytes of the file.
 *
 * <p>For the engine's own packages.
 */
public final class TensorSections {

    private TensorSections() {
    }

    /**
     * Writes both sections.
     *
     * @param writer   where to
     * @param networks the network, then one of the same spec for each slot
     * @param slots    what the optimizer keeps beside each parameter, such as {@code momentum}
     * @throws IOException if writing fails
     */
    public static void write(SectionWriter writer, List<Network> networks, List<String> slots) throws IOException {
        List<TensorSpec> tensors = tensors(networks.getFirst().spec(), slots);
        int each = tensors.size() / networks.size();
        writer.text(SectionName.TABLE, tensors.stream().map(TensorSections::line).collect(Collectors.joining()));
        writer.tensors(SectionName.TENSORS, floats(tensors), t -> networks.get(t / each).tensor(t % each));
    }

    private static List<TensorSpec> tensors(NetworkSpec spec, List<String> slots) {
        List<TensorSpec> own = spec.tensors(), all = new ArrayList<>(own);
        slots.forEach(slot -> own.forEach(tensor -> all.add(tensor.slot(slot))));
        return all;
    }

    private static String line(TensorSpec tensor) {
        return tensor.toText() + "\n";
    }

    private static long[] floats(List<TensorSpec> tensors) {
        return tensors.stream().mapToLong(TensorSpec::elements).toArray();
    }

    /**
     * Reads both sections. Nothing is allocated for a tensor before names, shapes and the length of the section are known to be right.
     *
     * @param reader    stands before them
     * @param spec      of the network
     * @param slots     what the optimizer keeps beside each parameter
     * @param mustBeFinite whether parameters that are not finite are refused; slots may hold anything
     * @param file      name of the file, for errors
     * @return the network, then one for each slot
     * @throws IOException if a section is missing or damaged, does not go with the spec, or has parameters that are not finite
     */
    public static List<Network> read(SectionReader reader, NetworkSpec spec, List<String> slots, boolean mustBeFinite, String file)
            throws IOException {
        List<TensorSpec> tensors = tensors(spec, slots);
        requireTable(tensors, reader.text(SectionName.TABLE), file);
        reader.beginTensors(SectionName.TENSORS, floats(tensors));
        List<Network> networks = read(reader, spec, 1 + slots.size(), file);
        reader.end();
        if (mustBeFinite) {
            requireFinite(networks.getFirst(), file);
        }
        return networks;
    }

    private static void requireTable(List<TensorSpec> tensors, String table, String file) throws IOException {
        int at = 0;
        for (TensorSpec tensor : tensors) {
            String line = line(tensor);
            if (!table.startsWith(line, at)) {
                throw new IOException(file + ": expected the tensor " + tensor.toText() + ", got " + lineAt(table, at)
                        + "; was it saved with another spec?");
            }
            at += line.length();
        }
        if (at < table.length()) {
            throw new IOException(file + ": expected " + Phrases.count(tensors.size(), "tensor") + ", got another one, "
                    + lineAt(table, at));
        }
    }

    private static String lineAt(String table, int at) {
        int end = table.indexOf('\n', at);
        return at == table.length() ? "nothing" : Phrases.shown(table.substring(at, end < 0 ? table.length() : end));
    }

    private static List<Network> read(SectionReader reader, NetworkSpec spec, int count, String file) throws IOException {
        List<Network> networks = new ArrayList<>();
        try {
            while (networks.size() < count) {
                networks.add(Network.of(spec, tensor -> {
                    float[] values = new float[Math.toIntExact(tensor.elements())];
                    reader.tensor(values);
                    return values;
                }));
            }
            return networks;
        } catch (OutOfMemoryError e) {
            // in panels, and row-major what is being read
            throw HeapSpace.tooSmall(file, (count + 1) * spec.parameterCount() * Float.BYTES, e);
        }
    }

    private static void requireFinite(Network network, String file) throws IOException {
        if (network.firstNonFinite().isPresent()) {
            throw new IOException(file + ": " + network.firstNonFinite().get() + ", but weights and biases must be finite; "
                    + "NonFiniteWeights.ALLOW reads them all the same");
        }
    }
}
