package dev.lanewise.bench;

import java.io.IOException;
import java.util.Arrays;
import picocli.CommandLine;

/** {@code java -jar lanewise-bench.jar}: the gate when the first word is {@code gate}, else JMH with its own options. */
public final class Bench {

    private Bench() {
    }

    /**
     * Runs the gate or JMH.
     *
     * @param words the words of the command line
     * @throws IOException if JMH cannot write
     */
    public static void main(String[] words) throws IOException {
        if (words.length > 0 && words[0].equals("gate")) {
            System.exit(new CommandLine(new Gate()).execute(Arrays.copyOfRange(words, 1, words.length)));
        }
        org.openjdk.jmh.Main.main(words);
    }
}
