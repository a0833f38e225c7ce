package dev.lanewise.samples.digits;

import dev.lanewise.samples.terminal.ProgressBars;
import dev.lanewise.samples.terminal.Terminal;
import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBar;

/**
 * Shows downloads to a person: a bar for each file on a terminal, else a line when a file begins and one when all of it has come.
 *
 * <p>For one thread.
 */
public final class DownloadProgress implements DownloadListener, AutoCloseable {

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
     * Shows bars if this process runs on a terminal, else lines on the standard error stream.
     *
     * @return to be closed after the last file
     */
    public static DownloadProgress onConsole() {
        boolean terminal = Terminal.isInteractive();
        return new DownloadProgress(terminal ? System.out : System.err, terminal);
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
            bar = ProgressBars.on(out, name, total).setUnit(" kB", KILOBYTE).build();
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
