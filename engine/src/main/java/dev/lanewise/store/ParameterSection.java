package dev.lanewise.store;

import dev.lanewise.file.SectionReader;
import dev.lanewise.file.SectionWriter;
import dev.lanewise.model.Network;
import dev.lanewise.model.NetworkSpec;
import dev.lanewise.panel.HeapSpace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A section with a float for every parameter of a network: layer by layer, weights as [out][in] row-major, then biases.
 *
 * <p>For the engine's own packages.
 */
public final class ParameterSection {

    private ParameterSection() {
    }

    /**
     * Writes the section.
     *
     * @param writer  where to
     * @param name    four letters
     * @param network whose parameters
     * @throws IOException if writing fails
     */
    @SuppressWarnings("exports")
    public static void write(SectionWriter writer, String name, Network network) throws IOException {
        List<float[]> parts = new ArrayList<>();
        for (int l = 0; l < network.spec().layers().size(); l++) {
            parts.add(network.weights(l));
            parts.add(network.biases(l));
        }
        writer.floats(name, parts);
    }

    /**
     * Reads the section; nothing is allocated before its length is known to be right.
     *
     * @param reader stands before it
     * @param name   four letters
     * @param spec   of the network
     * @param file   name of the file, for errors
     * @return a network with these parameters
     * @throws IOException if the section is missing, damaged, or of another length than the spec needs
     */
    @SuppressWarnings("exports")
    public static Network read(SectionReader reader, String name, NetworkSpec spec, String file) throws IOException {
        long floats = reader.beginFloats(name);
        if (floats != spec.parameters()) {
            throw new IOException(file + " needs " + spec.parameters() + " floats for " + spec.sizes() + ", but has " + floats
                    + "; was it saved with another spec?");
        }
        float[][] weights = new float[spec.layers().size()][], biases = new float[spec.layers().size()][];
        try {
            for (int l = 0; l < weights.length; l++) {
                weights[l] = new float[Math.multiplyExact(spec.inputsOf(l), spec.layers().get(l).outputs())];
                biases[l] = new float[spec.layers().get(l).outputs()];
                reader.floats(weights[l]);
                reader.floats(biases[l]);
            }
            reader.end();
            return Network.of(spec, weights, biases);
        } catch (OutOfMemoryError e) {
            // row-major, and a second time in panels
            throw HeapSpace.tooSmall(file, 2 * floats * Float.BYTES, e);
        }
    }
}
