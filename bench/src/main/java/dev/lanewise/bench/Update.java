package dev.lanewise.bench;

import static dev.lanewise.bench.RandomPanels.fill;

import dev.lanewise.panel.Panels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** The update of a layer as a step does it: the weight gradient over a batch, handed to momentum tile by tile. */
public class Update extends LayerBenchmark {

    private LayerUpdate update;

    /** Makes the operands and checks the answer of two updates. */
    @Override
    @Setup
    public void setUp() {
        update = new LayerUpdate(in(), out(), batch(), Net.OPTIMIZER);
        fill(update.h(), random);
        fill(update.dz(), random);
        Panels w = fill(update.w(), random), before = new Panels(w.data().clone(), w.offset(), w.rows(), w.cols(), w.stride());
        update.run();
        update.run();
        Naive.checkMomentum(update.h(), update.dz(), before, Net.OPTIMIZER, w);
    }

    @Override
    void product(Runnable afterPart) {
        update.run(afterPart);
    }

    /**
     * The update of a layer.
     *
     * @param gauge measures the peak beside it
     * @return the weights
     */
    @Benchmark
    public Panels update(PeakAndAllocations gauge) {
        update.run();
        return update.w();
    }
}
