package dev.lanewise.explain;

import dev.lanewise.kernel.ActivationFunction;

/**
 * An activation whose derivative training works out with the output and keeps. Its floats are the kernels' functions of one float, its
 * doubles are formulas of its own.
 */
abstract class KeptReference implements ElementwiseReference {

    /** All of these functions are within so many units in the last place. */
    private static final double ULPS = 4;

    private final String name;
    private final ActivationFunction function;
    private final float parameter;
    private final double steepest;
    private final double bend;

    /**
     * An activation without a parameter.
     *
     * @param name     what it is called in a sentence
     * @param function what the kernels call it
     * @param steepest no slope is steeper
     * @param bend     between two kinks, no slope changes faster with z
     */
    KeptReference(String name, ActivationFunction function, double steepest, double bend) {
        this(name, function, 0f, steepest, bend);
    }

    KeptReference(String name, ActivationFunction function, float parameter, double steepest, double bend) {
        this.name = name;
        this.function = function;
        this.parameter = parameter;
        this.steepest = steepest;
        this.bend = bend;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final float value(float z) {
        return function.value(parameter, z);
    }

    @Override
    public final double valueBound(double z, double zBound, float h) {
        return steepest * zBound + ULPS * StrictMath.ulp((float) Math.max(Math.abs(h), 0x1p-24 * (Math.abs(z) + zBound)));
    }

    @Override
    public final float slope(float z, float h) {
        return function.slope(parameter, z);
    }

    @Override
    public final double slopeBound(double z, double zBound, double h, double hBound) {
        return bend * zBound + ULPS * StrictMath.ulp((float) Math.max(Math.abs(slope(z, h)) + bend * zBound, 0.25));
    }
}
