package dev.lanewise.bench;

import static dev.lanewise.bench.RandomPanels.filled;

import dev.lanewise.panel.Panels;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** The weight gradient of a layer over a batch, written to memory. */
public class WeightGradient extends LayerBenchmark {

    private Panels h;
    private Panels dz;
    private Panels dW;
    private Panels[] dzOfPart;
    private Panels[] dWOfPart;

    /** Makes the operands and checks the answer. */
    @Override
    @Setup
    public void setUp() {
        h = filled(batch(), in(), random);
        dz = filled(batch(), out(), random);
        dW = Panels.allocate(in(), out());
        dzOfPart = parts(dz);
        dWOfPart = parts(dW);
        call();
        Naive.checkWeightGradient(h, dz, dW);
    }

    /** Two panels of columns are a part, as they are within the kernel. */
    private static Panels[] parts(Panels all) {
        return IntStream.iterate(0, p -> p < all.panels(), p -> p + 2).mapToObj(p -> all.panelsFrom(p, Math.min(2, all.panels() - p)))
                .toArray(Panels[]::new);
    }

    @Override
    void product(Runnable afterPart) {
        for (int part = 0; part < dzOfPart.length; part++) {
            kernels.weightGradient(h, dzOfPart[part], dWOfPart[part]);
            afterPart.run();
        }
    }

    /**
     * The product of a batch.
     *
     * @param gauge measures the peak beside it
     * @return dW
     */
    @Benchmark
    public Panels weightGradient(PeakAndAllocations gauge) {
        kernels.weightGradient(h, dz, dW);
        return dW;
    }
}
