package dev.lanewise.samples;

import dev.lanewise.samples.terminal.ProgressBars;
import dev.lanewise.samples.terminal.Terminal;
import dev.lanewise.train.EpochReport;
import dev.lanewise.train.Evaluation;
import dev.lanewise.train.StepListener;
import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;

/** Shows a person how training goes: on a terminal a bar an epoch, which stays, elsewhere a line an epoch. */
final class EpochProgress implements StepListener, AutoCloseable {

    private static final long MESSAGE_NANOS = 200_000_000L;

    private final PrintWriter out;
    private final boolean terminal;
    private final long samplesInEpoch;
    private ProgressBar bar;
    private int epochs;
    private long seen;
    private long first;
    private long start;
    private long nextMessage;

    private EpochProgress(PrintWriter out, boolean terminal, long samplesInEpoch) {
        this.out = out;
        this.terminal = terminal;
        this.samplesInEpoch = samplesInEpoch;
    }

    /** Bars if this process runs on a terminal, else lines on {@code out}. */
    static EpochProgress onConsole(PrintWriter out, long samplesInEpoch) {
        return new EpochProgress(out, Terminal.isInteractive(), samplesInEpoch);
    }

    /** Begins an epoch, or goes on with it where samples of it were seen before. */
    void begin(int epoch, int of, long seenBefore) {
        epochs = of;
        seen = seenBefore;
        first = seenBefore;
        start = System.nanoTime();
        nextMessage = start + MESSAGE_NANOS;
        if (terminal) {
            bar = ProgressBars.on(System.out, "epoch " + epoch + "/" + of, samplesInEpoch).build();
        }
    }

    @Override
    public void onStep(long step, int samples, double meanLoss) {
        seen += samples;
        if (bar != null) {
            bar.stepTo(seen);
            long now = System.nanoTime();
            if (now >= nextMessage) {
                bar.setExtraMessage(message((seen - first) * 1e9 / (now - start), meanLoss));
                nextMessage = now + MESSAGE_NANOS;
            }
        }
    }

    private static String message(double samplesPerSecond, double meanLoss) {
        return String.format("%,.0f samples/s, loss %.4f", samplesPerSecond, meanLoss);
    }

    /** Ends an epoch; {@code test} is null where nothing was tested. */
    void end(EpochReport report, Evaluation test) {
        double rate = report.samples() / report.seconds();
        if (bar != null) {
            bar.setExtraMessage(message(rate, report.meanLoss()));
            close();
        } else {
            out.printf("epoch %d/%d: loss %.4f, %.2f s, %,.0f samples/s%n", report.epoch(), epochs, report.meanLoss(), report.seconds(),
                    rate);
        }
        if (test != null) {
            out.printf("epoch %d/%d: test accuracy %.2f %%%n", report.epoch(), epochs, 100 * test.accuracy());
        }
        out.flush();
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
