package dev.lanewise.train;

import dev.lanewise.spec.GradientOptions;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.Schedule;
import dev.lanewise.spec.Schedules;
import dev.lanewise.spec.TensorFactors;
import java.util.List;

/**
 * What the bits of a run depend on, besides the samples. The number of threads and the width of vectors are not among it: bits
 * do not depend on them.
 *
 * @param spec      what the network looks like
 * @param loss      what is made small
 * @param optimizer how gradients change parameters
 * @param factors   what its learning rate and decay are multiplied by for groups of tensors
 * @param gradient  what an update does beside it
 * @param schedules how the learning rate, dropout and decay change
 * @param batch     samples in a step
 * @param seed      of the start parameters and of the order of samples
 */
public record Settings(NetworkSpec spec, Loss loss, Optimizer optimizer, TensorFactors factors, GradientOptions gradient,
        Schedules schedules, int batch, long seed) {

    /** Of a network that an error shows whole. */
    private static final int MOST_LINES = 8;

    /** Refuses to go on from a checkpoint of a run with other settings. */
    void requireSame(Settings ofCheckpoint, boolean acceptsOtherSchedule) {
        if (!ofCheckpoint.spec.equals(spec)) {
            int layer = firstDifference(ofCheckpoint);
            require("network", ofCheckpoint.specLine(layer), specLine(layer), "");
        }
        require("loss", ofCheckpoint.loss.toText(), loss.toText(), "");
        require("optimizer", ofCheckpoint.optimizer.toText(), optimizer.toText(), "");
        require("factors", factorsLine(ofCheckpoint.factors), factorsLine(factors), "");
        require("gradient options", gradientLine(ofCheckpoint.gradient), gradientLine(gradient), "");
        if (!acceptsOtherSchedule) {
            require("schedule", scheduleLine(ofCheckpoint.schedules), scheduleLine(schedules),
                    ", unless resume is told to accept Accept.OTHER_SCHEDULE");
        }
        require("batch", ofCheckpoint.batch, batch, "");
        require("seed", ofCheckpoint.seed, seed, "");
    }

    /** The first layer, from 1, that is not the same; 0 for the inputs. */
    private int firstDifference(Settings other) {
        List<String> own = lines(), others = other.lines();
        int line = 0;
        while (line < Math.min(own.size(), others.size()) && own.get(line).equals(others.get(line))) {
            line++;
        }
        return line;
    }

    private List<String> lines() {
        return spec.toText().strip().lines().toList();
    }

    /** The whole network where it is short, else its sizes and one layer. */
    private String specLine(int layer) {
        List<String> lines = lines();
        if (lines.size() <= MOST_LINES) {
            return String.join(", ", lines);
        }
        return spec.shape() + (layer < lines.size() ? " (" + (layer == 0 ? "inputs" : "layer " + layer) + ": " + lines.get(layer) + ")"
                : " (" + spec.layers().size() + " layers)");
    }

    /**
     * How the learning rate changes.
     *
     * @return its schedule
     */
    public Schedule schedule() {
        return schedules.rate();
    }

    private static String scheduleLine(Schedules schedules) {
        return schedules.toText().replace("\n", ", ");
    }

    private static String factorsLine(TensorFactors factors) {
        return factors.equals(TensorFactors.NONE) ? "none" : String.join(", ", factors.toText().lines().toList());
    }

    private static String gradientLine(GradientOptions gradient) {
        return gradient.equals(GradientOptions.NONE) ? "none" : String.join(", ", gradient.toText().lines().toList());
    }

    private static void require(String what, Object ofCheckpoint, Object ofTrainer, String advice) {
        if (!ofCheckpoint.equals(ofTrainer)) {
            throw new IllegalArgumentException("the checkpoint was made with " + what + " " + ofCheckpoint + ", but this trainer has "
                    + ofTrainer + "; training goes on with the same settings only" + advice);
        }
    }
}
