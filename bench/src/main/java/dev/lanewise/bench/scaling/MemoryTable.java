package dev.lanewise.bench.scaling;

import dev.lanewise.bench.Net;
import dev.lanewise.bench.Workload;
import dev.lanewise.data.Batch;
import dev.lanewise.train.Optimizer;
import dev.lanewise.train.Trainer;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;

/** The memory of trainers: what the formula says, and what the heap holds. */
final class MemoryTable {

    private static final Map<String, Optimizer> OPTIMIZERS = Map.of("momentum", Net.OPTIMIZER, "Adam", new Optimizer.Adam(1e-3f));

    private MemoryTable() {
    }

    static String text() {
        var text = new StringBuilder("Memory of a trainer in KiB: padded parameters x 2 (momentum) or x 3 (Adam), transposed activations "
                + "and gradients of one batch, and a block for each thread:\n\n"
                + "| network, samples | optimizer | threads | parameters | batch | a thread's block | together | on the heap |\n"
                + "|---|---|---|---|---|---|---|---|\n");
        for (Net net : List.of(Net.W1, Net.W2, Net.W3)) {
            for (String optimizer : List.of("momentum", "Adam")) {
                for (int threads = 1; threads <= 2; threads++) {
                    text.append(line(new Workload(net.sizes, net.batch), optimizer, threads));
                }
            }
        }
        return text.toString();
    }

    private static String line(Workload workload, String optimizer, int threads) {
        Footprint floats = Footprint.of(workload);
        long together = (optimizer.equals("Adam") ? 3 : 2) * floats.parameters() + floats.batch() + threads * floats.block();
        return String.format("| %s | %s | %d | %,.0f | %,.0f | %,.0f | %,.0f | %,.0f |%n", workload, optimizer, threads,
                kib(floats.parameters()), kib(floats.batch()), kib(floats.block()), kib(together),
                heap(workload, optimizer, threads) / 1024.0);
    }

    private static double kib(long floats) {
        return floats * Float.BYTES / 1024.0;
    }

    /** Bytes that a trainer keeps after its first step, its batch not counted. */
    private static long heap(Workload workload, String optimizer, int threads) {
        Batch batch = workload.samples();
        long before = used();
        try (Trainer trainer = workload.trainer(OPTIMIZERS.get(optimizer), threads)) {
            trainer.step(batch);
            return used() - before;
        }
    }

    private static long used() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
