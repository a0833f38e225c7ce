package dev.lanewise.section;

import dev.lanewise.file.SectionReader;
import dev.lanewise.model.Network;
import dev.lanewise.panel.HeapSpace;
import dev.lanewise.spec.NetworkSpec;
import java.io.IOException;

/**
 * A section with a float for every parameter of a network, layer by layer, weights as [out][in] row-major, then biases: in files of version
 * 1 and in those of version 2 from before there was a table of tensors. It is read, no longer written.
 *
 * <p>For the engine's own packages.
 */
public final class ParameterSection {

    private ParameterSection() {
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
    public static Network read(SectionReader reader, String name, NetworkSpec spec, String file) throws IOException {
        long floats = reader.beginFloats(name);
        if (floats != spec.parameterCount()) {
            throw new IOException(file + " needs " + spec.parameterCount() + " floats for " + spec.shape() + ", but has " + floats
                    + "; was it saved with another spec?");
        }
        try {
            Network network = Network.of(spec, tensor -> {
                float[] values = new float[Math.toIntExact(tensor.elements())];
                reader.floats(values);
                return values;
            });
            reader.end();
            return network;
        } catch (OutOfMemoryError e) {
            // in panels, and row-major what is being read
            throw HeapSpace.tooSmall(file, 2 * floats * Float.BYTES, e);
        }
    }
}
