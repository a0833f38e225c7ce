package dev.lanewise.bench;

import dev.lanewise.kernel.KernelChoice;
import dev.lanewise.kernel.Kernels;
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

/** Transposes of panels: a block of activations on its way into the matrix of the whole batch. */
@State(Scope.Thread)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class Transpose implements Work {

    /** Rows and columns. */
    @Param({"784x64", "1024x32", "100x50"})
    public String shape;

    private final Kernels kernels = KernelChoice.kernels();
    private Panels from;
    private Panels to;

    /**
     * The same work on a given parameter.
     *
     * @param given rows and columns, such as {@code 784x64}
     * @return this
     */
    public Work on(String given) {
        shape = given;
        return this;
    }

    /** Makes the matrix and checks the answer. */
    @Override
    @Setup
    public void setUp() {
        String[] sizes = shape.split("x");
        int rows = Integer.parseInt(sizes[0]), cols = Integer.parseInt(sizes[1]);
        from = RandomPanels.filled(rows, cols, new SplittableRandom(42));
        to = Panels.allocate(cols, rows);
        call();
        Naive.checkTransposed(from, to);
    }

    @Override
    public void call() {
        kernels.transpose(from, to);
    }

    /**
     * One transpose.
     *
     * @param gauge measures the peak beside it
     * @return the transposed matrix
     */
    @Benchmark
    public Panels transpose(PeakAndAllocations gauge) {
        call();
        return to;
    }
}
