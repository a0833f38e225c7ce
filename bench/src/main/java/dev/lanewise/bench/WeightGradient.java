package dev.lanewise.bench;

import static dev.lanewise.bench.RandomPanels.filled;

import dev.lanewise.panel.Panels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** The weight gradient of a layer over a batch, written to memory. */
public class WeightGradient extends LayerBenchmark {

    private Panels h;
    private Panels dz;
    private Panels dW;

    /** Makes the operands and checks the answer. */
    @Setup
    public void setUp() {
        h = filled(batch(), in(), random);
        dz = filled(batch(), out(), random);
        dW = Panels.allocate(in(), out());
        Naive.checkWeightGradient(h, dz, product());
    }

    private Panels product() {
        kernels.weightGradient(h, dz, dW);
        return dW;
    }

    /**
     * The product of a batch.
     *
     * @param gauge measures the peak beside it
     * @return dW
     */
    @Benchmark
    public Panels weightGradient(Gauge gauge) {
        return product();
    }
}
