package dev.lanewise.bench;

import static dev.lanewise.bench.RandomPanels.filled;

import dev.lanewise.kernel.ElementwiseFunction;
import dev.lanewise.kernel.Placement;
import dev.lanewise.panel.Panels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** The forward product of a layer with a ReLU, over a batch in blocks of 32 samples. */
public class Forward extends LayerBenchmark {

    private Panels w;
    private Placement placement;
    private Panels bias;
    private Panels h;
    private Panels z;
    private int blocks;

    /** Makes the operands and checks the answer. */
    @Override
    @Setup
    public void setUp() {
        w = filled(in(), out(), random);
        placement = Placement.of(Panels.size(in(), out()));
        bias = filled(1, out(), random);
        h = filled(in(), BLOCK, random);
        z = Panels.allocate(out(), BLOCK);
        blocks = batch() / BLOCK;
        call();
        Naive.checkForward(w, bias, h, z);
    }

    @Override
    void product(Runnable afterPart) {
        for (int block = 0; block < blocks; block++) {
            kernels.forward(w, placement, bias, h, ElementwiseFunction.RELU, 0f, z, null);
            afterPart.run();
        }
    }

    /**
     * The product of a batch.
     *
     * @param gauge measures the peak beside it
     * @return outputs of the last block
     */
    @Benchmark
    public Panels forward(PeakAndAllocations gauge) {
        call();
        return z;
    }
}
