package dev.lanewise.samples.terminal;

import java.io.Console;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalInt;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;

/** The terminal on which this process runs, if it runs on one. Safe for use by several threads. */
public final class Terminal {

    /** Where nobody says how wide lines may be. */
    public static final int USUAL_COLUMNS = 80;

    /** Asking starts a process of some milliseconds. */
    private static final long FRESH_NANOS = 1_000_000_000L;
    private static final int NARROWEST = 20;

    private static int columns;
    private static long askedAt;

    private Terminal() {
    }

    /**
     * Whether standard input and output are a terminal.
     *
     * @return false behind or before a pipe, and where either is a file
     */
    public static boolean isThere() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /**
     * Whether a line can be drawn again: there is a terminal, and {@code TERM} does not call it dumb.
     *
     * @return whether to draw bars and colours
     */
    public static boolean isInteractive() {
        return isThere() && !isDumb(System.getenv());
    }

    static boolean isDumb(Map<String, String> environment) {
        return environment.getOrDefault("TERM", "").equals("dumb");
    }

    /**
     * The width of the terminal, asked anew after a second: people resize windows.
     *
     * @return columns, {@value #USUAL_COLUMNS} where they are not known
     */
    public static synchronized int columns() {
        if (columns == 0 || System.nanoTime() - askedAt > FRESH_NANOS) {
            columns = ask();
            askedAt = System.nanoTime();
        }
        return columns;
    }

    /** By the system's own program; the library's ways through native code take longer to start than a short command runs. */
    private static int ask() {
        try {
            int width = TerminalProvider.load("exec").systemStreamWidth(SystemStream.Output);
            return width >= NARROWEST ? width : USUAL_COLUMNS;
        } catch (IOException | RuntimeException e) {
            // a system without such a program: its lines have the usual width
            return USUAL_COLUMNS;
        }
    }

    /**
     * How wide a text may be: {@code COLUMNS} where that is set, else the width of the terminal.
     *
     * @return columns, or empty where nothing limits them, as in a pipe
     */
    public static OptionalInt textWidth() {
        OptionalInt typed = typedWidth(System.getenv());
        return typed.isPresent() || !isThere() ? typed : OptionalInt.of(columns());
    }

    static OptionalInt typedWidth(Map<String, String> environment) {
        String typed = environment.getOrDefault("COLUMNS", "");
        return typed.matches("[1-9][0-9]{0,4}") ? OptionalInt.of(Math.max(NARROWEST, Integer.parseInt(typed))) : OptionalInt.empty();
    }

    /**
     * A text from a file as it may be printed: control characters, which a terminal would obey, are question marks.
     *
     * @param text such as the name of a column
     * @return one line
     */
    public static String line(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    }

    /**
     * A text that fits {@link #textWidth}.
     *
     * @param text lines
     * @return the same words, in more lines where some were too long
     */
    public static String wrapped(String text) {
        OptionalInt width = textWidth();
        return width.isPresent() ? WrappedText.of(text, width.getAsInt()) : text;
    }
}
