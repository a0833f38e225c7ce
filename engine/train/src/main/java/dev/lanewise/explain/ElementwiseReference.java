package dev.lanewise.explain;

import dev.lanewise.spec.Activation;

/**
 * An activation of one number, {@code h = f(z)}, without a kernel. Its floats share with the kernels the functions of one float, whose bits
 * they have by contract, and no more: {@link dev.lanewise.kernel.Elementary} and {@link dev.lanewise.kernel.ActivationFunction}. Its
 * doubles use those of {@link StrictMath}.
 */
interface ElementwiseReference {

    /** The reference of an activation that works element by element; of a parametric one, that of its function. */
    static ElementwiseReference of(Activation activation) {
        return switch (activation) {
            case Activation.Identity _ -> new IdentityReference();
            case Activation.Sigmoid _ -> new SigmoidReference();
            case Activation.Tanh _ -> new TanhReference();
            case Activation.Relu _ -> new ReluReference();
            case Activation.LeakyRelu(float slope) -> new LeakyReluReference(slope);
            case Activation.Elu(float alpha) -> new EluReference(alpha);
            case Activation.Selu _ -> new SeluReference();
            case Activation.Softplus _ -> new SoftplusReference();
            case Activation.Softsign _ -> new SoftsignReference();
            case Activation.Gelu _ -> new GeluReference();
            case Activation.GeluTanh _ -> new GeluTanhReference();
            case Activation.Silu _ -> new SiluReference();
            case Activation.Mish _ -> new MishReference();
            case Activation.HardSigmoid _ -> new HardSigmoidReference();
            case Activation.HardTanh _ -> new HardTanhReference();
            case Activation.HardSwish _ -> new HardSwishReference();
            case Activation.Parametric(Activation function) -> of(function);
            case Activation.Prelu _ -> throw new IllegalArgumentException("a PReLU has a parameter");
            case Activation.Softmax _ -> throw new IllegalArgumentException("a softmax is not element-wise");
        };
    }

    /** What it is called in a sentence. */
    String name();

    /** f of z. */
    float value(float z);

    /** The same in double. */
    double value(double z);

    /** How far f in float, here h, can be from f in double, where z in float is within {@code zBound} of z in double. */
    double valueBound(double z, double zBound, float h);

    /** The factor f' as training has it, from the output or from the pre-activation. */
    float slope(float z, float h);

    /** The same in double. */
    double slope(double z, double h);

    /** How far f' in float can be from f' in double on the same side of all kinks, where z and h in float are within these bounds. */
    double slopeBound(double z, double zBound, double h, double hBound);

    /** dJ by z from dJ by h. */
    default float timesSlope(float dh, float z, float h) {
        return dh * slope(z, h);
    }

    /** Where the slope jumps, ascending; there training takes the one from below. */
    default double[] kinks() {
        return new double[0];
    }

    /** f' by its formula where z is {@code at}; {@code f} is the sign of the output and {@code z} that of the pre-activation. */
    String slopeFormula(float at, String f, String z, MathMarkup script);
}
