package dev.lanewise.bench.scaling;

import dev.lanewise.bench.Machine;
import dev.lanewise.model.Engine;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code bench/run scaling}: time grows with weights times samples, and memory as the formula beside it says. */
@Command(name = "scaling", mixinStandardHelpOptions = true,
        description = "Prints how the time of a step and the memory of a trainer grow with weights, samples and threads.")
public final class Scaling implements Callable<Integer> {

    @Override
    public Integer call() throws IOException {
        System.out.println(Machine.line());
        System.out.println(Engine.report().vectorBits() + "-bit vectors, one thread\n");
        System.out.println(TimeTable.text());
        System.out.println(MemoryTable.text());
        return 0;
    }
}
