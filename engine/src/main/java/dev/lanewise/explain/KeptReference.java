package dev.lanewise.explain;

import dev.lanewise.kernel.ActivationFunction;

/**
 * An activation whose derivative training works out with the output and keeps. Its floats are the kernels' functions of one float, its
 * doubles are formulas of its own.
 */
interface KeptReference extends ElementwiseReference {

    /** All of these functions are within so many units in the last place. */
    double ULPS = 4;

    /** What the kernels call it. */
    ActivationFunction function();

    /** Its parameter, where it has one. */
    default float parameter() {
        return 0f;
    }

    /** No slope is steeper. */
    double steepest();

    /** Between two kinks, no slope changes faster with z. */
    double bend();

    @Override
    default float value(float z) {
        return function().value(parameter(), z);
    }

    @Override
    default double valueBound(double z, double zBound, float h) {
        return steepest() * zBound + ULPS * StrictMath.ulp((float) Math.max(Math.abs(h), 0x1p-24 * (Math.abs(z) + zBound)));
    }

    @Override
    default float slope(float z, float h) {
        return function().slope(parameter(), z);
    }

    @Override
    default double slopeBound(double z, double zBound, double h, double hBound) {
        return bend() * zBound + ULPS * StrictMath.ulp((float) Math.max(Math.abs(slope(z, h)) + bend() * zBound, 0.25));
    }
}
