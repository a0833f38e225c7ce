package dev.lanewise.samples;

import dev.lanewise.train.FitReport;
import dev.lanewise.train.StepListener;
import java.io.PrintWriter;

/** A line for each epoch of a network of a table. */
final class EpochLines implements StepListener {

    private final PrintWriter out;
    private final String network;
    private final TimeLeft time;

    /** Lines of a network that begins now, with its name, which is empty where it is alone. */
    EpochLines(PrintWriter out, String network, TimeLeft time) {
        this.out = out;
        this.network = network;
        this.time = time;
        time.begin(network, System.nanoTime());
    }

    @Override
    public void onStep(long step, int samples, double meanLoss) {
        // a line an epoch is enough
    }

    @Override
    public void onValidation(FitReport.Epoch epoch, boolean isBest) {
        int number = epoch.training().epoch();
        double left = time.after(network, number, isBest, System.nanoTime());
        out.printf("%sepoch %d: loss %.4f, validation loss %.4f, %.2f s%s; at least %s left%n",
                network.isEmpty() ? "" : network + ", ", number, epoch.training().meanLoss(), epoch.validation().meanLoss(),
                epoch.training().seconds(), isBest ? ", the best so far" : "", TimeLeft.text(left));
        out.flush();
    }
}
