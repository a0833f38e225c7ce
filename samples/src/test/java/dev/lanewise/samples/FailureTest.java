package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine;

class FailureTest {

    /** Throws what a test puts there. */
    @Command(name = "fail")
    private static final class Failing implements Callable<Integer> {

        private final Throwable thrown;

        Failing(Throwable thrown) {
            this.thrown = thrown;
        }

        @Override
        public Integer call() throws Exception {
            switch (thrown) {
                case Error e -> throw e;
                case Exception e -> throw e;
                default -> throw new IllegalArgumentException(thrown);
            }
        }
    }

    private static Cli fail(Throwable thrown, String... more) {
        StringWriter out = new StringWriter(), err = new StringWriter();
        CommandLine command = Lanewise.commandLine().addSubcommand(new Failing(thrown));
        String[] words = List.of("fail", String.join(" ", more)).stream().filter(word -> !word.isEmpty()).toArray(String[]::new);
        int code = command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(words);
        return new Cli(code, out.toString(), err.toString());
    }

    private static void assertSays(String sentence, Throwable thrown) {
        Cli cli = fail(thrown);
        assertEquals(sentence, cli.err().strip());
        assertEquals(1, cli.code());
    }

    @Test
    void saysThatSomethingUnforeseenIsADefect() {
        assertSays("this is a defect in lanewise: java.lang.IllegalStateException: odd; --stacktrace shows more",
                new IllegalStateException("odd"));
        assertSays("this is a defect in lanewise: java.lang.AssertionError: odd; --stacktrace shows more", new AssertionError("odd"));
    }

    @Test
    void showsTheStackWhereItIsAskedFor() {
        Cli cli = fail(new IllegalStateException("odd"), "--stacktrace");
        assertEquals(1, cli.code());
        List<String> lines = cli.err().lines().toList();
        assertEquals("java.lang.IllegalStateException: odd", lines.get(1));
        assertTrue(lines.get(2).startsWith("\tat " + FailureTest.class.getName()), cli.err());
    }

    @Test
    void saysWhatAPersonCanMendAsItIs() {
        assertSays("x.gz: not a data file", new IOException("x.gz: not a data file"));
        assertSays("there is no file or folder x", new NoSuchFileException("x"));
        assertSays("x: expected y there, found z", new NoSuchFileException("x", null, "expected y there, found z"));
        assertSays("x.gz: broken", new CompletionException(new UncheckedIOException(new IOException("x.gz: broken"))));
    }

    @Test
    void saysHowToGetMoreMemory() {
        Cli heap = fail(new OutOfMemoryError("drawing 60,000 digits of 28x28 pixels needs 180 MB"));
        assertEquals(1, heap.code());
        String sentence = heap.err().strip().replaceAll("[\\d,]+ MB:", "N MB:").replaceAll("Xmx\\d+g", "XmxNg");
        assertEquals("out of memory: drawing 60,000 digits of 28x28 pixels needs 180 MB, but this JVM's heap is N MB: allow more, such as "
                + "JDK_JAVA_OPTIONS=-XmxNg (training needs less with a smaller --batch and fewer --threads)", sentence);
        assertSays("out of memory: this system allows no more threads; choose fewer --threads",
                new OutOfMemoryError("unable to create native thread: possibly out of memory or process/resource limits reached"));
        assertSays("the stack of this thread is too small: start with JDK_JAVA_OPTIONS=-Xss16m", new StackOverflowError());
    }
}
