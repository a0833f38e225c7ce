package dev.lanewise.kernel;

import java.util.function.DoubleUnaryOperator;

/** A function of {@link Elementary}: how far from the exact value it may be, what is exact, and how a twin computes it in place. */
enum Approximation implements Approximated {

    EXP(1, Elementary::exp, Math::exp, StrictMath::exp, (twin, floats, x) -> twin.exp(floats, x, 0)),
    LOG(1, Elementary::log, Math::log, StrictMath::log, (twin, floats, x) -> twin.log(floats, x, 0)),
    TANH(2, Elementary::tanh, Math::tanh, StrictMath::tanh, (twin, floats, x) -> twin.activate(ElementwiseFunction.TANH, 0f, floats, x, 0)),
    SIGMOID(2, Elementary::sigmoid, x -> sigmoid(x, Math::exp), x -> sigmoid(x, StrictMath::exp),
            (twin, floats, x) -> twin.activate(ElementwiseFunction.SIGMOID, 0f, floats, x, 0));

    /** Errors of doubles are a billionth of a float's; where that could matter, the slower reference decides. */
    private static final double NEAR = 1e-6;

    private interface FloatFunction {
        float at(float x);
    }

    private interface InPlace {
        void apply(PanelKernels twin, int floats, float[] x);
    }

    private final double bound;
    private final FloatFunction f;
    private final DoubleUnaryOperator fast;
    private final DoubleUnaryOperator strict;
    private final InPlace kernel;

    Approximation(double bound, FloatFunction f, DoubleUnaryOperator fast, DoubleUnaryOperator strict, InPlace kernel) {
        this.bound = bound;
        this.f = f;
        this.fast = fast;
        this.strict = strict;
        this.kernel = kernel;
    }

    private static double sigmoid(double x, DoubleUnaryOperator exp) {
        if (x >= 0) {
            return 1 / (1 + exp.applyAsDouble(-x));
        }
        double e = exp.applyAsDouble(x);
        return e / (1 + e);
    }

    @Override
    public double bound() {
        return bound;
    }

    @Override
    public float at(float x) {
        return f.at(x);
    }

    double exact(float x) {
        return strict.applyAsDouble(x);
    }

    @Override
    public void apply(Kernels kernels, float[] x) {
        kernel.apply((PanelKernels) kernels, x.length, x);
    }

    @Override
    public double errorInUlps(float x, float got) {
        double error = Approximated.errorInUlps(got, fast.applyAsDouble(x), 0);
        return error < bound - NEAR ? error : Approximated.errorInUlps(got, exact(x), 0);
    }
}
