package dev.lanewise.bench;

import dev.lanewise.bench.chart.Chart;
import dev.lanewise.bench.compare.Compare;
import dev.lanewise.bench.firstcalls.FirstCalls;
import dev.lanewise.bench.gate.Gate;
import dev.lanewise.bench.predictions.Predictions;
import dev.lanewise.bench.predictions.Start;
import dev.lanewise.bench.scaling.Scaling;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine;

/** {@code java -jar lanewise-bench.jar}: the first word names a command; anything else goes to JMH with its own options. */
@Command(name = "lanewise-bench", subcommands = {Gate.class, Compare.class, FirstCalls.class, Scaling.class, Chart.class,
        Predictions.class, Start.class})
public final class Bench {

    private Bench() {
    }

    /**
     * Runs a command or JMH.
     *
     * @param words the words of the command line
     * @throws IOException if JMH cannot write
     */
    public static void main(String[] words) throws IOException {
        CommandLine commands = new CommandLine(new Bench());
        if (words.length > 0 && commands.getSubcommands().containsKey(words[0])) {
            System.exit(commands.execute(words));
        }
        org.openjdk.jmh.Main.main(words);
    }
}
