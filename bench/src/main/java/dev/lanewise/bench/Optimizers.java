package dev.lanewise.bench;

import dev.lanewise.kernel.AdamConstants;
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

/** The optimizers over a tile of 64 x 32 weights in the first-level cache. */
@State(Scope.Thread)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class Optimizers implements Work {

    static final int ROWS = 64;
    static final int COLS = 32;
    private static final float LR = 1e-6f;
    private static final float MU = 0.9f;
    private static final AdamConstants ADAM = new AdamConstants(MU, 0.999f, 1e-8f, 0f);

    /** The optimizer. */
    @Param({"SGD", "MOMENTUM", "ADAM"})
    public String rule;

    private final Kernels kernels = KernelChoice.kernels();
    private Panels g;
    private Panels w;
    private Panels m;
    private Panels v;
    private Runnable work;

    /**
     * The same work on a given parameter.
     *
     * @param given the optimizer
     * @return this
     */
    public Work on(String given) {
        rule = given;
        return this;
    }

    /** Makes the tile and checks the answer of the first update. */
    @Override
    @Setup
    public void setUp() {
        g = RandomPanels.filled(ROWS, COLS, new SplittableRandom(42));
        w = Panels.allocate(ROWS, COLS);
        m = Panels.allocate(ROWS, COLS);
        v = Panels.allocate(ROWS, COLS);
        ADAM.atStep(1, LR, 1);
        work = switch (rule) {
            case "SGD" -> () -> kernels.sgd(g, w, LR);
            case "MOMENTUM" -> () -> kernels.momentum(g, w, m, LR, MU);
            case "ADAM" -> () -> kernels.adam(g, w, m, v, ADAM);
            default -> throw new IllegalArgumentException("the optimizers are SGD, MOMENTUM and ADAM, got " + rule);
        };
        work.run();
        for (int r = 0; r < ROWS; r++) {
            for (int c = 0; c < COLS; c++) {
                Naive.requireSame("w[" + r + "][" + c + "]", Math.fma(-LR, rule.equals("ADAM") ? direction(g.at(r, c)) : g.at(r, c), 0f),
                        w.at(r, c));
            }
        }
    }

    /** What the first step of Adam multiplies with the rate: the moments are corrected to g and its square, but for rounding. */
    private static float direction(float g) {
        float mean = (1 - MU) * g, square = ((1 - 0.999f) * g) * g;
        float mScale = (float) (1 / (1 - (double) MU)), vScale = (float) (1 / (1 - (double) 0.999f));
        return (mean * mScale) / ((float) Math.sqrt(square * vScale) + 1e-8f);
    }

    @Override
    public void call() {
        work.run();
    }

    /**
     * One update of the tile.
     *
     * @param gauge measures the peak beside it
     * @return the weights
     */
    @Benchmark
    public Panels update(PeakAndAllocations gauge) {
        work.run();
        return w;
    }
}
