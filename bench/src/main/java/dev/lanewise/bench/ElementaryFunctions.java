package dev.lanewise.bench;

import dev.lanewise.kernel.ElementwiseFunction;
import dev.lanewise.kernel.KernelChoice;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.Placement;
import dev.lanewise.panel.Panels;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The engine's own elementary functions over 128 x 64 sums in the cache: activations behind a forward product of one input, whose single
 * multiply-add costs next to nothing, and the softmax.
 */
@State(Scope.Thread)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class ElementaryFunctions implements Work {

    static final int OUT = 128;
    static final int SAMPLES = 64;

    /** What is computed. */
    @Param({"RELU", "SIGMOID", "TANH", "SOFTMAX"})
    public String function;

    private final Kernels kernels = KernelChoice.kernels();
    private Panels w;
    private Panels bias;
    private Panels x;
    private Panels z;
    private Panels h;
    private Runnable work;

    /**
     * The same work on a given parameter.
     *
     * @param given what is computed
     * @return this
     */
    public Work on(String given) {
        function = given;
        return this;
    }

    /** Makes the sums and checks the answer. */
    @Override
    @Setup
    public void setUp() {
        var random = new SplittableRandom(42);
        w = RandomPanels.filled(1, OUT, random);
        bias = RandomPanels.filled(1, OUT, random);
        x = RandomPanels.filled(1, SAMPLES, random);
        z = Panels.allocate(OUT, SAMPLES);
        h = Panels.allocate(OUT, SAMPLES);
        kernels.forward(w, Placement.IN_CACHE, bias, x, ElementwiseFunction.IDENTITY, 0f, z, null);
        if (function.equals("SOFTMAX")) {
            work = () -> kernels.softmax(z, h);
        } else {
            ElementwiseFunction f = ElementwiseFunction.valueOf(function);
            work = () -> kernels.forward(w, Placement.IN_CACHE, bias, x, f, 0f, h, null);
        }
        work.run();
        Naive.checkFunction(function, w, bias, x, h);
    }

    @Override
    public void call() {
        work.run();
    }

    /**
     * All elements once.
     *
     * @param gauge measures the peak beside it
     * @return the outputs
     */
    @Benchmark
    public Panels elements(PeakAndAllocations gauge) {
        work.run();
        return h;
    }
}
