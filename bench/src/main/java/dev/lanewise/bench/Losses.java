package dev.lanewise.bench;

import dev.lanewise.kernel.AbsoluteErrorLoops;
import dev.lanewise.kernel.ElementwiseFunction;
import dev.lanewise.kernel.FocalLoops;
import dev.lanewise.kernel.HuberLoops;
import dev.lanewise.kernel.KernelChoice;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.LossLoops;
import dev.lanewise.kernel.PoissonLoops;
import dev.lanewise.kernel.QuantileLoops;
import dev.lanewise.kernel.SmoothedCrossEntropyLoops;
import dev.lanewise.panel.Panels;
import dev.lanewise.spec.FocalLoss;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.PoissonLoss;
import dev.lanewise.spec.QuantileLoss;
import java.util.List;
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
 * Each loss with its derivative over 10 outputs of 128 samples in the cache. A call first copies the targets, which a loss may write over;
 * {@code none} copies them alone. Losses and derivatives of all samples are compared with formulas in double before anything is timed.
 */
@State(Scope.Thread)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class Losses {

    static final int OUT = 10;
    static final int SAMPLES = 128;
    private static final float SCALE = 1f / SAMPLES;
    private static final String NONE = "none";

    /** The loss as a word. */
    @Param({NONE, "squared_error", "absolute_error", "huber(0.5)", "quantile(0.1,0.5)", "poisson", "softmax_cross_entropy",
        "softmax_cross_entropy(0.1)", "sigmoid_cross_entropy", "focal(2,0.25)"})
    public String loss;

    private final Kernels kernels = KernelChoice.kernels();
    private final float[] losses = new float[SAMPLES];
    private Panels h;
    private Panels targets;
    private Panels y;
    private Panels d;
    private Runnable work;

    /** Makes outputs and targets, and checks the answer. */
    @Setup
    public void setUp() {
        var random = new SplittableRandom(42);
        h = RandomPanels.filled(OUT, SAMPLES, random);
        d = Panels.allocate(OUT, SAMPLES);
        if (loss.equals(NONE)) {
            targets = Panels.allocate(OUT, SAMPLES);
            y = Panels.allocate(OUT, SAMPLES);
            work = () -> { };
            return;
        }
        Loss parsed = Loss.parse(loss);
        targets = distributions(parsed.targetsFor(OUT), random);
        y = Panels.allocate(targets.rows(), SAMPLES);
        work = work(parsed);
        call();
        for (int sample = 0; sample < SAMPLES; sample++) {
            NaiveLoss.check(parsed, h, targets, sample, losses[sample], d, SCALE);
        }
    }

    /** Targets that go with every loss: of each sample, numbers from 0 to 1 with a sum of 1. */
    private static Panels distributions(int rows, SplittableRandom random) {
        Panels shares = Panels.allocate(rows, SAMPLES);
        for (int sample = 0; sample < SAMPLES; sample++) {
            double[] parts = random.doubles(rows).toArray();
            double sum = 0;
            for (double part : parts) {
                sum += part;
            }
            for (int row = 0; row < rows; row++) {
                shares.set(row, sample, (float) (parts[row] / sum));
            }
        }
        return shares;
    }

    private Runnable work(Loss of) {
        return switch (of) {
            case Loss.SquaredError _ -> () -> kernels.squaredError(h, y, ElementwiseFunction.IDENTITY, 0f, SCALE, d, losses, 0);
            case Loss.AbsoluteError _ -> work(new AbsoluteErrorLoops());
            case Loss.Huber(float delta) -> work(new HuberLoops(delta));
            case QuantileLoss(List<Float> levels) -> work(new QuantileLoops(levels));
            case PoissonLoss _ -> work(new PoissonLoops());
            case Loss.SoftmaxCrossEntropy(float smoothing) -> smoothing == 0
                    ? () -> kernels.softmaxCrossEntropy(h, y, SCALE, d, losses, 0) : work(new SmoothedCrossEntropyLoops(smoothing));
            case Loss.SigmoidCrossEntropy _ -> () -> kernels.sigmoidCrossEntropy(h, y, SCALE, d, losses, 0);
            case FocalLoss focal -> work(new FocalLoops(focal.gamma(), focal.weightOfTrue(), focal.weightOfFalse()));
        };
    }

    private Runnable work(LossLoops loops) {
        Panels scratch = Panels.allocate(Math.max(1, loops.scratch() * OUT), Panels.LANES);
        return () -> loops.run(kernels, h, y, SCALE, d, scratch, losses, 0);
    }

    private void call() {
        System.arraycopy(targets.data(), targets.offset(), y.data(), y.offset(), (int) Panels.size(targets.rows(), SAMPLES));
        work.run();
    }

    /**
     * All samples once.
     *
     * @param gauge measures the peak beside it
     * @return the derivatives
     */
    @Benchmark
    public Panels samples(PeakAndAllocations gauge) {
        call();
        return d;
    }
}
