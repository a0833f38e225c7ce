package dev.lanewise.bench.rivals;

import dev.lanewise.bench.Net;
import dev.lanewise.kernel.ElementwiseFunction;
import dev.lanewise.kernel.KernelChoice;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.Placement;
import dev.lanewise.model.Engine;
import dev.lanewise.model.Network;
import dev.lanewise.model.Predictor;
import dev.lanewise.panel.Panels;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.train.WarmUp;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Lanewise itself. */
public final class Lanewise implements Rival {

    static final String NAME = "Lanewise";

    /** Panels of samples that forward and backward take at once, as the step has them for wide layers. */
    private static final int BLOCK = 2;

    /** They wait for shares of predictions, as those of the other libraries do. */
    private static final Executor HELPERS = Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());

    private Kernels kernels;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String version() {
        return Engine.report().line();
    }

    @Override
    public boolean does(Case which) {
        return true;
    }

    @Override
    public Training training(Net net, Optimizer optimizer, int threads) {
        WarmUp.run(net.spec(), Loss.defaultFor(net.output), optimizer, net.batch, threads);
        return net.trainer(optimizer, threads)::step;
    }

    @Override
    public Prediction prediction(Net net, int samples, int threads) {
        return prediction(Rival.start(net), samples, threads);
    }

    static Prediction prediction(Network network, int samples, int threads) {
        Predictor predictor = new Predictor(network, samples, HELPERS, threads);
        predictor.warmUp(samples);
        return (inputs, outputs) -> predictor.predict(inputs, samples, outputs);
    }

    @Override
    public Product product(Case which, Sgemm operands) {
        kernels = KernelChoice.kernels();       // not before it is needed: the choice is logged
        Panels a = panels(operands.a(), operands.transA() ? operands.k() : operands.m(), operands.lda());
        Panels b = panels(operands.b(), operands.transB() ? operands.n() : operands.k(), operands.ldb());
        return switch (which.task()) {
            case FORWARD -> forward(transposed(a), b);
            case BACKWARD -> backward(transposed(a), b);
            case WEIGHT_GRADIENT -> weightGradient(a, b);
            case STEP, ADAM_STEP, PREDICT_1, PREDICT_8, PREDICT_32, PREDICT_256, PREDICT_2048, COMPACT_1, COMPACT_256 ->
                    throw new IllegalArgumentException(which.name() + " is no product");
        };
    }

    private Product forward(Panels h, Panels w) {
        Panels z = Panels.allocate(w.cols(), h.cols()), bias = Panels.allocate(1, w.cols());
        Placement placement = Placement.of(Panels.size(w.rows(), w.cols()));
        return product(z, true, () -> {
            for (int p = 0; p < h.panels(); p += BLOCK) {
                kernels.forward(w, placement, bias, h.panelsFrom(p, BLOCK), ElementwiseFunction.IDENTITY, 0f, z.panelsFrom(p, BLOCK), null);
            }
        });
    }

    private Product backward(Panels dz, Panels w) {
        Panels h = Panels.allocate(w.rows(), dz.cols()), dh = Panels.allocate(w.rows(), dz.cols());
        Placement placement = Placement.of(Panels.size(w.rows(), w.cols()));
        return product(dh, true, () -> {
            for (int p = 0; p < dz.panels(); p += BLOCK) {
                kernels.backward(w, placement, dz.panelsFrom(p, BLOCK), h.panelsFrom(p, BLOCK), ElementwiseFunction.IDENTITY, 0f,
                        dh.panelsFrom(p, BLOCK), null);
            }
        });
    }

    private Product weightGradient(Panels h, Panels dz) {
        Panels dW = Panels.allocate(h.cols(), dz.cols());
        return product(dW, false, () -> kernels.weightGradient(h, dz, dW));
    }

    private Product product(Panels c, boolean aLaneIsASample, Runnable multiply) {
        return new Product() {
            @Override
            public void multiply() {
                multiply.run();
            }

            @Override
            public float[] result() {
                return rowMajor(aLaneIsASample ? transposed(c) : c);
            }
        };
    }

    private Panels transposed(Panels from) {
        Panels to = Panels.allocate(from.cols(), from.rows());
        kernels.transpose(from, to);
        return to;
    }

    private static Panels panels(float[] rowMajor, int rows, int cols) {
        Panels panels = Panels.allocate(rows, cols);
        for (int i = 0; i < rowMajor.length; i++) {
            panels.set(i / cols, i % cols, rowMajor[i]);
        }
        return panels;
    }

    private static float[] rowMajor(Panels panels) {
        float[] floats = new float[panels.rows() * panels.cols()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = panels.at(i / panels.cols(), i % panels.cols());
        }
        return floats;
    }
}
