package dev.lanewise.model;

import dev.lanewise.panel.Arena;
import dev.lanewise.panel.Panels;
import java.util.List;

/**
 * The matrices of a prediction of some samples.
 *
 * <p>Below sixteen samples all layers have a sample a row. From sixteen on they have a sample a lane, but for the first where that would
 * mean to transpose more inputs than there are lanes without an output: it has a sample a row, and its outputs are transposed.
 *
 * @param input      P(samples x inputs), or P(inputs x samples) where the first layer has a sample a lane
 * @param inputLanes whether it has
 * @param rows       rows[l] is P(samples x out) of layer l, or null where it has no outputs with a sample a row
 * @param lanes      lanes[l] is P(out x samples) of layer l, or null where it has no outputs with a sample a lane. Outputs that are
 *                   transposed have room for whole panels, since whole blocks are faster
 * @param outputs    outputs[l] is what comes after layer l: rows[l], or the first rows of lanes[l]
 */
record PredictorLayout(Panels input, boolean inputLanes, Panels[] rows, Panels[] lanes, Panels[] outputs) {

    static PredictorLayout of(int inputs, List<Layer> layers, int samples, Arena arena) {
        boolean inputLanes = firstLayerByLanes(inputs, layers, samples);
        Panels input = inputLanes ? arena.panels(inputs, samples) : arena.panels(samples, inputs);
        Panels[] rows = new Panels[layers.size()], lanes = new Panels[layers.size()], outputs = new Panels[layers.size()];
        for (int l = 0; l < layers.size(); l++) {
            int out = layers.get(l).outputs();
            rows[l] = hasRows(l, inputs, layers, samples) ? arena.panels(samples, out) : null;
            lanes[l] = hasLanes(l, layers, samples) ? arena.panels(laneRows(l, inputs, layers, samples), samples) : null;
            outputs[l] = lanes[l] == null ? rows[l] : lanes[l].rowsFrom(0, out);
        }
        return new PredictorLayout(input, inputLanes, rows, lanes, outputs);
    }

    /** Floats of the scratch for a number of samples. */
    static long floats(int inputs, List<Layer> layers, int samples) {
        long sum = firstLayerByLanes(inputs, layers, samples) ? Panels.size(inputs, samples) : Panels.size(samples, inputs);
        for (int l = 0; l < layers.size(); l++) {
            sum += hasRows(l, inputs, layers, samples) ? Panels.size(samples, layers.get(l).outputs()) : 0;
            sum += hasLanes(l, layers, samples) ? Panels.size(laneRows(l, inputs, layers, samples), samples) : 0;
        }
        return sum;
    }

    /** Whether lanes are outputs rather than samples. */
    static boolean byRows(int samples) {
        return samples < Panels.LANES;
    }

    /** A network of one layer has too little to gain, and its miniature too few outputs to run the same kernels. */
    static boolean firstLayerByLanes(int inputs, List<Layer> layers, int samples) {
        int emptyLanes = Math.floorMod(-layers.getFirst().outputs(), Panels.LANES);
        return !byRows(samples) && layers.size() > 1 && inputs <= emptyLanes;
    }

    private static boolean hasRows(int layer, int inputs, List<Layer> layers, int samples) {
        return byRows(samples) || layer == 0 && !firstLayerByLanes(inputs, layers, samples);
    }

    /** The softmax wants a sample a lane in any case. */
    private static boolean hasLanes(int layer, List<Layer> layers, int samples) {
        return !byRows(samples) || layer == layers.size() - 1 && layers.get(layer).activation() instanceof Activation.Softmax;
    }

    private static int laneRows(int layer, int inputs, List<Layer> layers, int samples) {
        int out = layers.get(layer).outputs();
        boolean isTransposed = !byRows(samples) && hasRows(layer, inputs, layers, samples);
        return isTransposed ? Panels.panels(out) * Panels.LANES : out;
    }
}
