package dev.lanewise.bench.predictions;

import dev.lanewise.bench.Machine;
import dev.lanewise.model.Engine;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code bench/run predictions}: what one sample takes with compact weights, and from several threads on one network. */
@Command(name = "predictions", mixinStandardHelpOptions = true,
        description = "Prints the time of one sample by the format of the weights, beside that of widening them, and of threads.")
public final class Predictions implements Callable<Integer> {

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.out.println(Machine.line());
        System.out.println(Engine.report().vectorBits() + "-bit vectors\n");
        System.out.println(CompactTable.text());
        System.out.println(OnesLine.text());
        System.out.println(ThreadTable.text());
        return 0;
    }
}
