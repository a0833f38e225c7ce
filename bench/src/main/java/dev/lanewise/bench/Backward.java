package dev.lanewise.bench;

import static dev.lanewise.bench.RandomPanels.filled;

import dev.lanewise.kernel.ElementwiseFunction;
import dev.lanewise.kernel.Placement;
import dev.lanewise.panel.Panels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** The backward product of a layer above a ReLU, over a batch in blocks of 32 samples. */
public class Backward extends LayerBenchmark {

    private Panels w;
    private Placement placement;
    private Panels dz;
    private Panels h;
    private Panels dh;
    private int blocks;

    /** Makes the operands and checks the answer. */
    @Override
    @Setup
    public void setUp() {
        w = filled(in(), out(), random);
        placement = Placement.of(Panels.size(in(), out()));
        dz = filled(out(), BLOCK, random);
        h = filled(in(), BLOCK, random);
        dh = Panels.allocate(in(), BLOCK);
        blocks = batch() / BLOCK;
        call();
        Naive.checkBackward(w, dz, h, dh);
    }

    @Override
    void product(Runnable afterPart) {
        for (int block = 0; block < blocks; block++) {
            kernels.backward(w, placement, dz, h, ElementwiseFunction.RELU, 0f, dh, null);
            afterPart.run();
        }
    }

    /**
     * The product of a batch.
     *
     * @param gauge measures the peak beside it
     * @return dh of the last block
     */
    @Benchmark
    public Panels backward(PeakAndAllocations gauge) {
        call();
        return dh;
    }
}
