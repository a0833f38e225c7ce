package dev.lanewise.samples;

import dev.lanewise.formats.numpy.Npy;
import dev.lanewise.formats.tensor.NumberArray;
import dev.lanewise.model.Network;
import dev.lanewise.samples.option.OptionFile;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.store.ModelFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Rows, and the outputs that another program has for them.
 *
 * @param inputs  [rows, ...]
 * @param outputs [rows, ...]
 */
record OutputCheck(NumberArray inputs, NumberArray outputs) {

    private static final String OPTION = "--check";
    /** Of the largest output of a row, or of 1 where that is smaller. */
    private static final double TOLERANCE = 1e-5;
    /** Below this, numbers of fewer bits are the likelier reason. */
    private static final double OF_HALF_FLOATS = 1e-2;

    /** Reads both files and holds their shapes against the network. */
    static OutputCheck of(Path inputFile, Path outputFile, ModelFile.Content content) throws IOException {
        OutputCheck check = new OutputCheck(OptionFile.read(OPTION, inputFile, Npy::read), OptionFile.read(OPTION, outputFile, Npy::read));
        NetworkSpec network;
        try {
            network = content.network().spec();
        } catch (IllegalArgumentException e) {
            throw OptionFile.misfit(OPTION, inputFile, e);
        }
        require(inputFile, check.inputs, network.inputs(), "input");
        require(outputFile, check.outputs, network.outputs(), "output");
        if (check.inputs.size() / network.inputs() != check.outputs.size() / network.outputs()) {
            throw new IOException(OPTION + " " + outputFile + ": expected outputs of " + check.inputs.size() / network.inputs()
                    + " rows, got " + check.outputs.size() / network.outputs());
        }
        return check;
    }

    private static void require(Path file, NumberArray array, int numbers, String what) throws IOException {
        if (array.shape().isEmpty() || array.size() == 0 || array.rowSize() != numbers) {
            throw new IOException(OPTION + " " + file + ": expected rows of " + numbers + " " + what + (numbers == 1 ? "" : "s")
                    + ", as the network has them, got the shape " + array.shapeText());
        }
    }

    private boolean areLogarithms(Network network) {
        return network.spec().layers().getLast().activation() instanceof Activation.Softmax
                && IntStream.range(0, outputs.size()).anyMatch(at -> outputs.number(at) < 0);
    }

    /** Prints the largest difference; whether all are small. */
    boolean run(Network network, PrintWriter out) {
        int width = network.spec().outputs(), rows = outputs.size() / width, worst = 0;
        float[] predicted = ArrayRows.predict(network, inputs);
        double largest = -1, worstShare = 0;
        for (int row = 0; row < rows; row++) {
            double scale = 1;
            for (int at = row * width; at < (row + 1) * width; at++) {
                scale = Math.max(scale, Math.abs(outputs.number(at)));
            }
            for (int at = row * width; at < (row + 1) * width; at++) {
                double difference = Math.abs(predicted[at] - outputs.number(at));
                // NaN is the largest of all, and stays it
                if (Double.compare(difference, largest) > 0) {
                    largest = difference;
                    worst = at;
                }
                worstShare = Math.max(worstShare, difference / scale);
            }
        }
        boolean agrees = worstShare <= TOLERANCE;
        String question = areLogarithms(network) ? "are those logarithms of probabilities? The network gives the probabilities"
                : worstShare < OF_HALF_FLOATS ? "does the file have numbers of 16 bits?"
                : "are activations and the order of weights the same?";
        out.printf(Locale.ROOT, "largest difference of %,d rows: %.3g (row %d, output %d: %s here, %s there)%s%n", rows, largest,
                worst / width, worst % width, predicted[worst], (float) outputs.number(worst), agrees ? ""
                        : ", which is more than rounding of floats: " + question);
        return agrees;
    }
}
