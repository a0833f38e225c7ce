package dev.lanewise.samples.tutorial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.samples.Lanewise;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Command;
import picocli.CommandLine;

class TutorialCommandTest {

    @TempDir
    Path folder;

    /** What a run of the command alone gave; the message of an exception stands in {@code err}. */
    private record Result(int code, String out, String err) {

        static Result of(String... arguments) {
            StringWriter out = new StringWriter();
            PrintWriter err = new PrintWriter(new StringWriter());
            StringBuilder message = new StringBuilder();
            int code = new CommandLine(new TutorialCommand()).setOut(new PrintWriter(out)).setErr(err)
                    .setParameterExceptionHandler((e, words) -> {
                        message.append(e.getMessage());
                        return CommandLine.ExitCode.USAGE;
                    }).setExecutionExceptionHandler((e, command, words) -> {
                        message.append(e.getMessage());
                        return CommandLine.ExitCode.SOFTWARE;
                    }).execute(arguments);
            return new Result(code, out.toString(), message.toString());
        }

        String outWithoutSeconds() {
            return out.replaceAll("\\d+\\.\\d\\d( +0\\.\\d{4})", "s$1");
        }
    }

    private static void assertShows(String out, String... parts) {
        int from = 0;
        for (String part : parts) {
            int at = out.indexOf(part, from);
            assertTrue(at >= 0, "expected '" + part + "' after the first " + from + " characters of\n" + out);
            from = at + part.length();
        }
    }

    @Test
    void isACommandOfLanewise() {
        assertTrue(List.of(Lanewise.class.getAnnotation(Command.class).subcommands()).contains(TutorialCommand.class));
    }

    @Test
    void printsEveryExampleInTurn() {
        Result result = Result.of("--iterations", "40");
        assertEquals(0, result.code(), result.err());
        assertShows(result.out(), "output 0.835456", "x = 2.249965 after 70 steps",
                "Digits: generated, 1,797 of 8x8 pixels, 1,078 to learn from and 719 to test on", "\n          1  3.", "\n         40  ",
                "the tutorial's", "1,078 samples", "the engine's", "16 samples", "without momentum: ", "after ", "00000001   0.",
                "with momentum 0.9: ", "after ", "00000001   0.");
        List<String> lines = result.out().lines().toList();
        assertTrue(lines.size() < 65, "two screens: " + lines.size());
        lines.forEach(line -> assertTrue(line.length() <= 115 && line.equals(line.stripTrailing()), line));
    }

    @Test
    void readsAFile() throws IOException {
        String text = IntStream.range(0, 50).mapToObj(i -> (i % 17 + ",").repeat(64) + i % 10).collect(Collectors.joining("\n"));
        Result result = Result.of("--iterations", "3", "--data", Files.writeString(folder.resolve("mine.csv"), text).toString());
        assertEquals(0, result.code(), result.err());
        assertShows(result.out(), "Digits: mine.csv, 50 of 8x8 pixels, 30 to learn from and 20 to test on");
    }

    @Test
    void saysWhatIsWrongWithAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.csv"), "0,".repeat(64) + "7\n");
        Result one = Result.of("--data", file.toString());
        assertEquals("1 --data " + file + ": to learn from some and test on others takes at least 2 digits, got 1",
                one.code() + " " + one.err());
        Files.writeString(file, "0,".repeat(64) + "7\n1,2,3\n");
        Result bad = Result.of("--data", file.toString());
        assertEquals("1 --data " + file + ": line 2: expected 64 pixels and the digit, so 65 numbers, got 3",
                bad.code() + " " + bad.err());
        assertEquals("", bad.out());
        Result missing = Result.of("--data", folder.resolve("nowhere").toString());
        assertEquals("1 --data " + folder.resolve("nowhere") + ": it does not exist", missing.code() + " " + missing.err());
    }

    @Test
    void printsTheSameWithAnyNumberOfThreadsAndInAnyCountryButNotWithAnotherSeed() {
        String one = Result.of("--iterations", "20").outWithoutSeconds();
        assertEquals(one, Result.of("--iterations", "20", "--threads", "3").outWithoutSeconds());
        assertNotEquals(one, Result.of("--iterations", "20", "--seed", "2").outWithoutSeconds());
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertEquals(one, Result.of("--iterations", "20").outWithoutSeconds());
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            --iterations 0  | --iterations expects a whole number of at least 1, got 0
            --iterations x  | Invalid value for option '--iterations': 'x' is not an int
            --threads 0     | --threads expects a whole number from 1 to 1024, got 0
            --threads -2    | --threads expects a whole number from 1 to 1024, got -2
            --seed 1.5      | Invalid value for option '--seed': '1.5' is not a long
            --data .        | --data expects a file, got the folder .
            --data          | Missing required parameter for option '--data' (FILE)
            --bogus         | Unknown option: '--bogus'
            """)
    void refusesAWrongValueInOneSentence(String options, String sentence) {
        Result result = Result.of(options.split(" "));
        assertEquals("2 " + sentence, result.code() + " " + result.err());
        assertEquals("", result.out());
    }

    @Test
    void saysWhereTheIdentityWasNotLearned() {
        StringWriter out = new StringWriter();
        IdentityNetwork.Course never = new IdentityNetwork.Course(List.of(new IdentityNetwork.Code(5000, new float[8][3])), 0);
        new TutorialText(new PrintWriter(out)).identity(never, never);
        assertShows(out.toString(), "without momentum: the largest output is the right one for all inputs not within 5,000 epochs");
    }

    @Test
    void explainsEveryOptionWithItsDefault() {
        Result help = Result.of("--help");
        assertEquals(0, help.code());
        for (String option : List.of("--data", "--iterations", "--seed", "--threads")) {
            int at = help.out().indexOf("\n      " + option + "=");
            assertTrue(at >= 0, option + " is missing in " + help.out());
            int end = help.out().indexOf("\n      --", at + 1);
            assertTrue(help.out().substring(at, end < 0 ? help.out().length() : end).contains("Default:"), option + " has no default");
        }
    }
}
