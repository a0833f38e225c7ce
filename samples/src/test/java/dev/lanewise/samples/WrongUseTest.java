package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class WrongUseTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            explain --weigth 1:1,1      | unknown option --weigth; did you mean --weight?
            mnist --epoch 3             | unknown option --epoch; did you mean --epochs?
            mnist --epochs x            | --epochs expects a whole number, got 'x'
            mnist --batch 99999999999   | --batch expects a whole number of at most 2147483647, got '99999999999'
            mnist --keep -99999999999   | --keep expects a whole number of at least -2147483648, got '-99999999999'
            mnist --seed 9223372036854775808 | --seed expects a whole number of at most 9223372036854775807, got '9223372036854775808'
            mnist --epochs=             | --epochs N: the value is empty
            mnist --seed 1.5            | --seed expects a whole number, got '1.5'
            mnist --lr fast             | --lr expects a number, got 'fast'
            mnist --dataset Foo         | --dataset expects one of mnist, generated, got 'Foo'
            explain --sample one        | --sample expects a whole number, got 'one'
            explain --alpha half        | --alpha expects a number, got 'half'
            mnist --resume=yes          | --resume expects no value, got 'yes'
            mnist --epochs              | --epochs N: the value is missing
            explain --json              | --json FILE: the value is missing
            evaluate                    | --model FILE is missing
            images --dat x              | unknown option --dat; did you mean --data?
            images --d x                | unknown option --d; did you mean --data?
            images --folder x           | unknown option --folder
            images                      | --data DIR is missing
            images x                    | unexpected word 'x'; did you mean --data x?
            evaluate my.lanewise        | unexpected word 'my.lanewise'; did you mean --model my.lanewise?
            inspect my.lanewise         | unexpected word 'my.lanewise'; did you mean --model my.lanewise?
            gradcheck my.lanewise       | unexpected word 'my.lanewise'; did you mean --model my.lanewise?
            gradcheck --samples 3 a/b,c | unexpected word 'a/b,c'; did you mean --model a/b,c?
            gradcheck a b               | unexpected word 'a'; did you mean --model a?
            gradcheck --model a b       | unexpected word 'b'
            evaluate ~                  | unexpected word '~'; did you mean --model '~'?
            evaluate src                | unexpected word 'src'; did you mean --data src?
            mnist src                   | unexpected word 'src'; did you mean --data src?
            mnist pom.xml               | unexpected word 'pom.xml'; did you mean --from pom.xml?
            explain pom.xml             | unexpected word 'pom.xml'; did you mean --model pom.xml?
            tutorial pom.xml            | unexpected word 'pom.xml'; did you mean --data pom.xml?
            info pom.xml                | unexpected word 'pom.xml'
            evaluate --modle x          | unknown option --modle; did you mean --model?
            evaluate --dat x            | unknown option --dat; did you mean --data?
            mnist --check x             | unknown option --check; did you mean --checkpoint?
            mnist --epochs 1 --epochs 2 | --epochs may be given once
            explain 5                   | unexpected word '5'
            mnist --dataset generated --data x | --dataset generated draws its images: it takes no --data, got x
            mnist --set letters         | --set chooses among the images of a folder: name it with --data DIR
            """)
    void isRefusedInOneSentence(String words, String sentence) {
        Cli cli = Cli.run(words.split(" "));
        assertEquals(2, cli.code());
        assertEquals(sentence + " (lanewise " + words.split(" ")[0] + " --help explains)", cli.err().strip());
    }

    /** An empty path is the current folder, which nobody means who writes {@code "$UNSET"}. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            mnist --data EMPTY                   | --data DIR
            mnist --data=                        | --data DIR
            mnist --dataset EMPTY                | --dataset NAME
            mnist --checkpoint EMPTY             | --checkpoint DIR
            mnist --checkpoint run --every EMPTY | --every N UNIT
            mnist --save EMPTY                   | --save FILE
            mnist --json BLANK                   | --json FILE
            mnist --hidden EMPTY                 | --hidden SIZES
            mnist --lr EMPTY                     | --lr RATE
            mnist --lr-factor EMPTY              | --lr-factor GROUP=FACTOR
            images --data EMPTY                  | --data DIR
            images --data src --set EMPTY        | --set NAME
            evaluate --model EMPTY               | --model FILE
            gradcheck --model EMPTY              | --model FILE
            inspect --model EMPTY                | --model FILE
            explain --model EMPTY                | --model FILE
            explain --w1 EMPTY                   | --w1 ROWS
            explain --html EMPTY                 | --html FILE
            tutorial --data EMPTY                | --data FILE
            """)
    void refusesAnEmptyValue(String words, String option) {
        Cli cli = Cli.run(Arrays.stream(words.split(" ")).map(word -> word.replace("EMPTY", "").replace("BLANK", " "))
                .toArray(String[]::new));
        assertEquals(2, cli.code());
        assertEquals(option + ": the value is empty (lanewise " + words.split(" ")[0] + " --help explains)", cli.err().strip());
        assertEquals("", cli.out());
    }

    @ParameterizedTest
    @CsvSource({"explan,explain", "mnits,mnist", "minst,mnist", "IMAGSE,images",
        "tutorail,tutorial", "inspekt,inspect", "evalute,evaluate", "gradchek,gradcheck"})
    void isAnsweredWithTheCommandThatWasMeant(String typed, String meant) {
        Cli cli = Cli.run(typed);
        assertEquals(2, cli.code());
        assertTrue(cli.err().startsWith("unknown command '" + typed + "', expected one of train, predict, convert, "), cli.err());
        assertTrue(cli.err().contains("; did you mean " + meant + "? (lanewise --help explains)"), cli.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo", "help foo", "HELP foo"})
    void namesTheCommandsAlsoInHelp(String words) {
        Cli cli = Cli.run(words.split(" "));
        assertEquals(2, cli.code());
        assertTrue(cli.err().startsWith("unknown command 'foo', expected one of train, predict, convert, "), cli.err());
        assertTrue(cli.err().endsWith(" (lanewise --help explains)\n"), cli.err());
        assertTrue(Cli.run("help", "mnits").err().contains("; did you mean mnist?"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EXPLAIN", "explain --Notation article", "Info", "help Explain"})
    void isNotAMatterOfCase(String words) {
        Cli cli = Cli.run(words.split(" "));
        assertEquals(0, cli.code(), cli.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mnist", "evaluate", "explain", "tutorial", "gradcheck", "inspect", "info"})
    void hasAnExitCodeThatHelpExplains(String command) {
        String help = Cli.run("help", command).out();
        assertTrue(help.matches("(?s).*\\nExit codes:\\n +0 .*\\n +1 +failed.*\\n +2 +wrong use\\n.*"), help);
        assertTrue(help.contains("--stacktrace"), help);
    }

    /** The guide has the same table. */
    @Test
    void listsAllExitCodes() throws IOException {
        String help = Cli.run("--help").out(), page = Files.readString(GuidePage.ROOT.resolve("samples/docs/command-line.md"));
        List<String> listed = help.substring(help.indexOf("Exit codes:\n")).lines().skip(1).map(String::strip).toList();
        List<String> told = Pattern.compile("^\\| (\\d+) \\| (.*) \\|$", Pattern.MULTILINE).matcher(page).results()
                .map(row -> row.group(1) + "   " + row.group(2)).toList();
        assertEquals(told, listed);
        for (String code : List.of("0", "1", "2", "3", "130", "141", "143")) {
            assertTrue(listed.stream().anyMatch(line -> line.startsWith(code + "   ")), code + " is missing in " + help);
        }
    }

    /** The list of commands has the first line of each description. */
    @Test
    void describesEachCommandInAWholeSentence() {
        for (CommandLine command : Lanewise.commandLine().getSubcommands().values()) {
            String first = command.getCommandSpec().usageMessage().description()[0];
            assertTrue(first.strip().endsWith("."), command.getCommandName() + ": " + first);
        }
    }

    @Test
    void listsTheCommandsWhereNoneIsGiven() {
        Cli cli = Cli.run();
        assertEquals(2, cli.code());
        assertTrue(cli.err().startsWith("expected a command, one of train, predict, convert, mnist, images, evaluate, "), cli.err());
    }
}
