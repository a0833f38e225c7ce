package dev.lanewise.bench;

import dev.lanewise.kernel.Function;
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

/**
 * The three products of backpropagation at the layers of the measured networks, over a whole batch: forward and backward in blocks of
 * 32 samples as the step has them for wide layers. All outputs are compared with naive loops before anything is timed.
 */
@State(Scope.Thread)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class Products {

    private static final int BLOCK = 32;

    /** Network and layer, from 1. */
    @Param({"W1 1", "W2 1", "W2 2", "W3 1", "W3 2"})
    public String layer;

    private final Kernels kernels = KernelChoice.kernels();
    private int blocks;
    private Panels w;
    private Panels bias;
    private Panels h;
    private Panels z;
    private Panels dz;
    private Panels dh;
    private Panels hRows;
    private Panels dzRows;
    private Panels dW;

    /** Makes the operands and checks the answers. */
    @Setup
    public void setUp() {
        Net net = Net.valueOf(layer.substring(0, 2));
        int l = Integer.parseInt(layer.substring(3)), in = net.sizes.get(l - 1), out = net.sizes.get(l);
        var random = new SplittableRandom(42);
        blocks = net.batch / BLOCK;
        w = filled(in, out, random);
        bias = filled(1, out, random);
        h = filled(in, BLOCK, random);
        z = Panels.allocate(out, BLOCK);
        dz = filled(out, BLOCK, random);
        dh = Panels.allocate(in, BLOCK);
        hRows = filled(net.batch, in, random);
        dzRows = filled(net.batch, out, random);
        dW = Panels.allocate(in, out);
        Naive.checkForward(w, bias, h, forward());
        Naive.checkBackward(w, dz, h, backward());
        Naive.checkWeightGradient(hRows, dzRows, weightGradient());
    }

    private static Panels filled(int rows, int cols, SplittableRandom random) {
        Panels panels = Panels.allocate(rows, cols);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < cols; c++) {
                panels.set(r, c, (float) (random.nextDouble() * 2 - 1));
            }
        }
        return panels;
    }

    private Panels forward() {
        for (int block = 0; block < blocks; block++) {
            kernels.forward(w, bias, h, Function.RELU, 0f, z);
        }
        return z;
    }

    private Panels backward() {
        for (int block = 0; block < blocks; block++) {
            kernels.backward(w, dz, h, Function.RELU, 0f, dh);
        }
        return dh;
    }

    private Panels weightGradient() {
        kernels.weightGradient(hRows, dzRows, dW);
        return dW;
    }

    /**
     * The forward product of a batch.
     *
     * @param gauge measures the peak beside it
     * @return z of the last block
     */
    @Benchmark
    public Panels forward(Gauge gauge) {
        return forward();
    }

    /**
     * The backward product of a batch.
     *
     * @param gauge measures the peak beside it
     * @return dh of the last block
     */
    @Benchmark
    public Panels backward(Gauge gauge) {
        return backward();
    }

    /**
     * The weight gradient of a batch.
     *
     * @param gauge measures the peak beside it
     * @return dW
     */
    @Benchmark
    public Panels weightGradient(Gauge gauge) {
        return weightGradient();
    }
}
