package dev.lanewise.bench.scaling;

import dev.lanewise.bench.Net;
import dev.lanewise.bench.Workload;
import dev.lanewise.data.Batch;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.train.Trainer;
import dev.lanewise.train.TrainingMemory;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;

/** The memory of trainers: what the formula says, and what they hold. */
final class MemoryTable {

    private static final Map<String, Optimizer> OPTIMIZERS = Map.of("momentum", Net.OPTIMIZER, "Adam", new Optimizer.Adam(1e-3f));

    private MemoryTable() {
    }

    static String text() {
        var text = new StringBuilder("Memory of a trainer in KiB: padded parameters x 2 (momentum) or x 3 (Adam), transposed activations "
                + "and gradients of one batch, and a block for each thread:\n\n"
                + "| network, samples | optimizer | threads | parameters | batch | a thread's block | together | held |\n"
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
        TrainingMemory memory = TrainingMemory.of(workload.spec(), OPTIMIZERS.get(optimizer), workload.batch(), threads);
        return String.format("| %s | %s | %d | %,.0f | %,.0f | %,.0f | %,.0f | %,.0f |%n", workload, optimizer, threads,
                kib(memory.parameters()), kib(memory.batch()), kib(memory.blocks()) / threads, kib(memory.bytes()),
                kib(held(workload, OPTIMIZERS.get(optimizer), threads)));
    }

    private static double kib(long bytes) {
        return bytes / 1024.0;
    }

    /** Bytes of the arrays of floats that a trainer keeps after its first step, its batch not counted. */
    private static long held(Workload workload, Optimizer optimizer, int threads) {
        Batch batch = workload.samples();
        long before = settled();
        try (Trainer trainer = Trainer.builder(workload.spec()).optimizer(optimizer).batch(workload.batch()).threads(threads).build()) {
            trainer.step(batch);
            return settled() - before;
        }
    }

    /** Threads that have just ended may still hold on to a trainer, so the bytes are counted until they no longer fall. */
    private static long settled() {
        long bytes = bytesOfFloats();
        for (long again = bytesOfFloats(); again < bytes; again = bytesOfFloats()) {
            bytes = again;
        }
        return bytes;
    }

    /** Bytes of all arrays of floats that can be reached. The heap in use would say more, since G1 gives whole regions to large arrays. */
    private static long bytesOfFloats() {
        try {
            String histogram = (String) ManagementFactory.getPlatformMBeanServer().invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram", new Object[] {null},
                    new String[] {String[].class.getName()});
            // a line is: rank, instances, bytes, class
            return histogram.lines().map(line -> line.strip().split(" +")).filter(words -> words.length > 3 && words[3].equals("[F"))
                    .mapToLong(words -> Long.parseLong(words[2])).sum();
        } catch (JMException e) {
            throw new IllegalStateException("this JVM does not count its objects", e);
        }
    }
}
