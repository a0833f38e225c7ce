package dev.lanewise.samples.terminal;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress bars that keep to one line of the terminal, also when it is resized. */
public final class ProgressBars {

    private static final int UPDATE_MILLIS = 100;

    private ProgressBars() {
    }

    /**
     * A bar that may be refined before it is built.
     *
     * @param out  the terminal
     * @param name stands before the bar
     * @param max  what is to be done
     * @return a builder
     */
    public static ProgressBarBuilder on(PrintStream out, String name, long max) {
        return new ProgressBarBuilder().setTaskName(name).setInitialMax(max).setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(UPDATE_MILLIS).setConsumer(new ConsoleProgressBarConsumer(out) {
                    @Override
                    public int getMaxRenderedLength() {
                        return Terminal.columns() - 1; // a full line would move the cursor to the next one
                    }
                });
    }
}
