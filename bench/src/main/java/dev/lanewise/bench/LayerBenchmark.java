package dev.lanewise.bench;

import dev.lanewise.kernel.KernelChoice;
import dev.lanewise.kernel.Kernels;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One layer of a measured network, for a benchmark of one product over a whole batch, in parts: blocks of samples or tiles. Every
 * benchmark compares all outputs with naive loops before anything is timed.
 */
@State(Scope.Thread)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public abstract class LayerBenchmark implements Work {

    /** Samples that forward and backward take at once, as the step has them for wide layers. */
    static final int BLOCK = 32;

    /** Network and layer, from 1. */
    @Param({"W1 1", "W2 1", "W2 2", "W3 1", "W3 2"})
    public String layer;

    final Kernels kernels = KernelChoice.kernels();
    final SplittableRandom random = new SplittableRandom(42);

    /** The product, part by part. */
    abstract void product(Runnable afterPart);

    /**
     * The same work on a given layer.
     *
     * @param netAndLayer for example {@code W1 1}
     * @return this
     */
    public final Work on(String netAndLayer) {
        layer = netAndLayer;
        return this;
    }

    @Override
    public final void call() {
        product(() -> { });
    }

    @Override
    public final Optional<Consumer<Runnable>> inParts() {
        return Optional.of(this::product);
    }

    final int in() {
        return net().sizes.get(number() - 1);
    }

    final int out() {
        return net().sizes.get(number());
    }

    final int batch() {
        return net().batch;
    }

    private Net net() {
        return Net.valueOf(layer.substring(0, 2));
    }

    private int number() {
        return Integer.parseInt(layer.substring(3));
    }
}
