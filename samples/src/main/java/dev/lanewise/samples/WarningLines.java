package dev.lanewise.samples;

import dev.lanewise.samples.terminal.Terminal;
import dev.lanewise.train.StepListener;
import dev.lanewise.train.TrainingWarning;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells a person of warnings of one trainer or several, a line for each; where bars are drawn, between two of them. */
final class WarningLines implements StepListener, AutoCloseable {

    private final PrintWriter err;
    private final boolean areHeld;
    private final List<String> held = new ArrayList<>();
    private final Set<String> told = new HashSet<>();

    WarningLines(PrintWriter err) {
        this.err = err;
        areHeld = Terminal.isInteractive();
    }

    @Override
    public void onStep(long step, int samples, double meanLoss) {
        // warnings are told of by themselves
    }

    @Override
    public synchronized void onWarning(TrainingWarning warning) {
        if (told.add(warning.message())) {
            held.add("warning: " + warning.message());
        }
        if (!areHeld) {
            close();
        }
    }

    /** Prints what was held back. */
    @Override
    public synchronized void close() {
        held.forEach(err::println);
        held.clear();
    }
}
