package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrongUseTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            explain --weigth 1:1,1      | unknown option --weigth; did you mean --weight?
            mnist --epoch 3             | unknown option --epoch; did you mean --epochs?
            mnist --epochs x            | --epochs expects a whole number, got 'x'
            mnist --epochs 99999999999  | --epochs expects a whole number, got '99999999999'
            mnist --epochs=             | --epochs expects a whole number, got ''
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
            images x                    | --data DIR is missing
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

    @ParameterizedTest
    @CsvSource({"explan,explain", "mnits,mnist", "minst,mnist", "IMAGSE,images",
        "tutorail,tutorial", "inspekt,inspect", "evalute,evaluate", "gradchek,gradcheck"})
    void isAnsweredWithTheCommandThatWasMeant(String typed, String meant) {
        Cli cli = Cli.run(typed);
        assertEquals(2, cli.code());
        assertTrue(cli.err().startsWith("unknown command '" + typed + "', expected one of mnist, images, evaluate, explain, "), cli.err());
        assertTrue(cli.err().contains("; did you mean " + meant + "? (lanewise --help explains)"), cli.err());
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

    @Test
    void listsTheCommandsWhereNoneIsGiven() {
        Cli cli = Cli.run();
        assertEquals(2, cli.code());
        assertTrue(cli.err().startsWith("expected a command, one of mnist, images, evaluate, explain, "), cli.err());
    }
}
