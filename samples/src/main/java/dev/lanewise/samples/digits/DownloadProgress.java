package dev.lanewise.samples.digits;

import java.io.Console;
import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows downloads to a person: a bar for each file on a terminal, else a line when a file begins and one when all of it has come.
 *
 * <p>For one thread.
 */
public final class DownloadProgress implements DownloadListener, AutoCloseable {

    private static final int COLUMNS = 79;
    private static final long KILOBYTE = 1000;

    private final PrintStream out;
    private final boolean terminal;
    private String file = "";
    private ProgressBar bar;

    /**
     * Shows on a stream.
     *
     * @param out      where to
     * @param terminal whether it is a terminal, on which a line can be drawn again
     */
    public DownloadProgress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /**
     * Shows on the standard error stream, with bars if this process runs on a terminal.
     *
     * @return to be closed after the last file
     */
    public static DownloadProgress onConsole() {
        Console console = System.console();
        return new DownloadProgress(System.err, console != null && console.isTerminal());
    }

    @Override
    public void received(String name, long bytes, long total) {
        if (!name.equals(file)) {
            begin(name, total);
        }
        if (bar != null) {
            bar.stepTo(bytes);
        }
        if (bytes == total) {
            end(name);
        }
    }

    private void begin(String name, long total) {
        close();
        file = name;
        if (terminal) {
            bar = new ProgressBarBuilder().setTaskName(name).setInitialMax(total).setUnit(" kB", KILOBYTE).setUpdateIntervalMillis(100)
                    .setStyle(ProgressBarStyle.ASCII).setConsumer(new ConsoleProgressBarConsumer(out, COLUMNS)).build();
        } else {
            out.println("downloading " + name + ", " + total + " bytes");
        }
    }

    private void end(String name) {
        if (!terminal) {
            out.println("received " + name);
        }
        close();
    }

    /** Ends the bar of a download that was given up. */
    @Override
    public void close() {
        file = "";
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
