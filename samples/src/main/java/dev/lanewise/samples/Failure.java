package dev.lanewise.samples;

import dev.lanewise.file.FileErrors;
import dev.lanewise.runtime.ImpossibleOverrideException;
import dev.lanewise.train.NonFiniteException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.ExitCode;

/** What the command line says about anything that was thrown: one sentence, and an exit code. */
final class Failure {

    private static final long MEGABYTE = 1 << 20;

    private final Throwable thrown;

    private Failure(Throwable thrown) {
        this.thrown = thrown;
    }

    /** The failure behind what was thrown: what carries an exception from another thread or through an interface is taken off. */
    static Failure of(Throwable thrown) {
        Throwable inner = thrown;
        while (inner.getCause() != null && (inner instanceof CompletionException || inner instanceof ExecutionException
                || inner instanceof UncheckedIOException || inner instanceof ExceptionInInitializerError)) {
            inner = inner.getCause();
        }
        return new Failure(inner);
    }

    int exitCode() {
        return switch (thrown) {
            case OutputLostException lost -> lost.exitCode();
            case ImpossibleOverrideException _ -> ExitCode.USAGE;
            default -> ExitCode.SOFTWARE;
        };
    }

    /**
     * Says it in one line.
     *
     * @param err   where to
     * @param stack whether the stack follows
     */
    void tell(PrintWriter err, boolean stack) {
        if (!(thrown instanceof OutputLostException lost && lost.isClosedPipe())) {
            err.println(sentence());
        }
        if (stack) {
            thrown.printStackTrace(err);
        }
        err.flush();
    }

    /** What a person can mend is said as it is; anything else is ours to mend. */
    private String sentence() {
        return switch (thrown) {
            case IOException io -> FileErrors.sentence(io);
            case OutputLostException lost -> lost.getMessage();
            case NonFiniteException diverged -> diverged.getMessage();
            case ImpossibleOverrideException refused -> refused.getMessage();
            case OutOfMemoryError e -> outOfMemory(e);
            case StackOverflowError _ -> "the stack of this thread is too small: start with JDK_JAVA_OPTIONS=-Xss16m";
            case NoClassDefFoundError e when isOfJava(e) -> "this Java runtime lacks the class " + e.getMessage().replace('/', '.')
                    + ": use a whole JDK, or one that jlink made with the class's module";
            default -> "this is a defect in lanewise: " + thrown + "; --stacktrace shows more";
        };
    }

    /** Runtimes made by jlink have not all modules. */
    private static boolean isOfJava(NoClassDefFoundError e) {
        return String.valueOf(e.getMessage()).matches("(java|javax|jdk|com/sun)/[\\w/$]+");
    }

    /** The JVM throws the same error where the system has no room for one more thread. */
    private static String outOfMemory(OutOfMemoryError e) {
        if (String.valueOf(e.getMessage()).contains("native thread")) {
            return "out of memory: this system allows no more threads; choose fewer --threads";
        }
        long heap = Runtime.getRuntime().maxMemory();
        return String.format(Locale.ROOT, "out of memory: %s, but this JVM's heap is %,d MB: allow more, such as JDK_JAVA_OPTIONS=-Xmx%dg "
                + "(training needs less with a smaller --batch and fewer --threads)", e.getMessage(), heap / MEGABYTE,
                Math.ceilDiv(2 * heap, 1024 * MEGABYTE));
    }
}
