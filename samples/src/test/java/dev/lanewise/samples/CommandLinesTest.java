package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ParameterException;

/** The command lines of the README and the guide are understood by the program, and print what the pages show. */
class CommandLinesTest {

    private static final Pattern IN_TEXT = Pattern.compile("`samples[/\\\\]lanewise(?:\\.cmd)? ([^`]*)`");
    private static final Pattern IN_BLOCK = Pattern.compile("^(?:\\$ )?samples/lanewise ([^#\n]*)", Pattern.MULTILINE);
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final Pattern UNSTEADY = Pattern.compile("[\\d,]+ samples/s|\\d+\\.\\d+ s\\b|\\d+ threads?");

    private static List<String> commandLines(GuidePage page) {
        return Stream.of(IN_TEXT, IN_BLOCK).flatMap(pattern -> pattern.matcher(page.text()).results()).map(found -> found.group(1))
                .toList();
    }

    private static String[] words(String commandLine) {
        return WORD.matcher(commandLine).results().map(CommandLinesTest::word).toArray(String[]::new);
    }

    private static String word(MatchResult found) {
        return found.group(1) == null ? found.group(2) : found.group(1);
    }

    @Test
    void areUnderstood() throws IOException {
        List<String> wrong = new ArrayList<>();
        int count = 0;
        for (GuidePage page : GuidePage.all()) {
            for (String commandLine : commandLines(page)) {
                count++;
                try {
                    Lanewise.commandLine().parseArgs(words(commandLine));
                } catch (ParameterException e) {
                    wrong.add(page + ": " + commandLine + ": " + e.getMessage());
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(count > 15, count + " command lines found");
    }

    /** What a page shows below a command; empty lines at the end are of no account. */
    private static List<String> shown(String page, String command) throws IOException {
        GuidePage.Block block = GuidePage.of(GuidePage.ROOT.resolve(page)).blocks().stream()
                .filter(candidate -> candidate.text().startsWith("$ samples/lanewise " + command + "\n")).findFirst().orElseThrow();
        return block.text().lines().skip(1).toList();
    }

    @Test
    void explainWithTheWordsOfThePage() throws IOException {
        assertEquals(String.join("\n", shown("samples/docs/explain.md", "explain")), Cli.run("explain").out().strip());
    }

    /** The lines that no machine and no load changes, in their order. */
    @Test
    @Tag("long")
    void trainWithTheNumbersOfThePage() throws IOException {
        Iterator<String> printed = Cli.run("mnist", "--dataset", "generated").out().lines().map(CommandLinesTest::steady).iterator();
        for (String line : shown("README.md", "mnist")) {
            if (!line.equals("...") && !line.matches("(WARNING|lanewise|MNIST).*")) {
                String wanted = steady(line);
                boolean found = false;
                while (!found && printed.hasNext()) {
                    found = printed.next().equals(wanted);
                }
                assertTrue(found, "not printed, or not here: " + wanted);
            }
        }
    }

    private static String steady(String line) {
        return UNSTEADY.matcher(line).replaceAll("?").replaceAll(" +", " ");
    }
}
