package dev.lanewise.bench.gate;

import dev.lanewise.platform.WorkerTeam;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;

/**
 * The tile on several threads at once, each with operands of its own: as fast as the thread whose core others want most, and waking the
 * threads counts, as it does for the engine's own.
 */
final class TileOnThreads implements IntToDoubleFunction, WorkerTeam.Task {

    private final IntToDoubleFunction[] tiles;
    private final double[] flops;
    private final WorkerTeam team;
    private int calls;

    private TileOnThreads(Stream<IntToDoubleFunction> ofWorkers) {
        tiles = ofWorkers.toArray(IntToDoubleFunction[]::new);
        flops = new double[tiles.length];
        team = new WorkerTeam(tiles.length);
    }

    /** The reference of this JVM on so many threads, which are daemons; the peak stays that of the calling thread. */
    static Reference make(int threads) {
        var tile = new TileOnThreads(Stream.generate(() -> Reference.ofThisJvm().tile()).limit(threads));
        return new Reference(tile, Reference.ofThisJvm().peak());
    }

    /** So many calls on every thread; the operations of one of them. */
    @Override
    public double applyAsDouble(int times) {
        calls = times;
        team.run(tiles.length, this);
        return flops[0];
    }

    @Override
    public void run(int worker) {
        flops[worker] = tiles[worker].applyAsDouble(calls);
    }
}
