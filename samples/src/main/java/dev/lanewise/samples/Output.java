package dev.lanewise.samples;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/**
 * Standard output that tells when it is lost: a {@link PrintWriter} alone keeps the failure of a write to itself.
 *
 * <p>The first write that fails throws {@link OutputLostException}, so that a command nobody reads stops. A command that keeps its
 * results elsewhere calls {@link #continueWhenLost}: its writes then do nothing from the failure on, and the exit code alone tells.
 * For one thread.
 */
final class Output extends PrintWriter {

    private final Sink sink;

    /**
     * Output to a stream.
     *
     * @param stream  the standard output of the process, not buffered
     * @param charset of the text
     */
    Output(OutputStream stream, Charset charset) {
        this(new Sink(stream), charset);
    }

    private Output(Sink sink, Charset charset) {
        super(new OutputStreamWriter(sink, charset), true);
        this.sink = sink;
    }

    /**
     * To be called by a command that writes its results to files: lost output does not stop it.
     *
     * @param out of the command; where it is no {@code Output} nothing changes, since no other writer throws
     */
    static void continueWhenLost(PrintWriter out) {
        if (out instanceof Output output) {
            output.sink.continues = true;
        }
    }

    /**
     * Flushes, and throws if anything was lost since the process began.
     *
     * @throws OutputLostException with the reason, as far as it is known
     */
    static void requireWritten(PrintWriter out) {
        boolean lost = out.checkError();
        if (out instanceof Output output && output.sink.failure != null) {
            throw new OutputLostException(output.sink.failure);
        } else if (lost) {
            throw new OutputLostException(null);
        }
    }

    /** Keeps the first failure, and drops what comes after it. */
    private static final class Sink extends FilterOutputStream {

        private IOException failure;
        private boolean continues;

        Sink(OutputStream stream) {
            super(stream);
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            if (failure != null) {
                return;
            }
            try {
                out.write(bytes, from, length);
            } catch (IOException e) {
                failure = e;
                if (!continues) {
                    throw new OutputLostException(e);
                }
            }
        }
    }
}
