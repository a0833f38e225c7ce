package dev.lanewise.spec;

import java.util.List;

/** Optimizers to try: one of every kind, which {@link OptimizerTest} holds against the sealed type. */
public final class OptimizerExamples {

    /** With usual numbers. */
    public static final List<Optimizer> ALL = List.of(new Optimizer.Sgd(0.1f), new Optimizer.Momentum(0.05f, 0.9f),
            new Optimizer.Nesterov(0.05f, 0.9f), new Optimizer.Adam(0.01f), new Optimizer.AdamW(0.01f, 0.1f),
            new Optimizer.RmsProp(0.01f, 0.99f, 1e-8f), new RmsPropMomentum(0.01f, 0.99f, 1e-8f, 0.9f),
            new CenteredRmsProp(0.01f, 0.99f, 1e-8f, 0.5f),
            new Optimizer.Adagrad(0.01f, 1e-10f),
            new Optimizer.Adadelta(1f, 0.9f, 1e-6f),
            new Optimizer.AmsGrad(0.01f, 0.9f, 0.999f, 1e-8f),
            new Optimizer.Lion(0.001f, 0.9f, 0.99f, 0.1f),
            new Optimizer.Averaged(new Optimizer.Momentum(0.05f, 0.9f), 0.9f));

    private OptimizerExamples() {
    }
}
