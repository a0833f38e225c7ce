package dev.lanewise.samples;

import dev.lanewise.train.FitReport;
import dev.lanewise.train.StepListener;
import java.io.PrintWriter;

/** A line for each epoch of a training that ends when the validation gets no better. */
final class EpochLines implements StepListener {

    private final PrintWriter out;
    private final String network;

    /** Lines of a network with a name, or of one alone with none. */
    EpochLines(PrintWriter out, String name) {
        this.out = out;
        network = name.isEmpty() ? "" : name + ", ";
    }

    @Override
    public void onStep(long step, int samples, double meanLoss) {
        // a line an epoch is enough
    }

    @Override
    public void onValidation(FitReport.Epoch epoch, boolean isBest) {
        out.printf("%sepoch %d: loss %.4f, validation loss %.4f, %.2f s%s%n", network, epoch.training().epoch(),
                epoch.training().meanLoss(), epoch.validation().meanLoss(), epoch.training().seconds(), isBest ? ", the best so far" : "");
        out.flush();
    }
}
