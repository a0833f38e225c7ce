package dev.lanewise.spec;

/** What the numbers of optimizers may be. */
final class OptimizerNumbers {

    private OptimizerNumbers() {
    }

    static void requirePositive(String what, float value) {
        if (!(value > 0 && Float.isFinite(value))) {
            throw new IllegalArgumentException(what + " expects a number above 0, got " + value);
        }
    }

    static void requireFraction(String what, float value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(what + " expects a number from 0 to below 1, got " + value);
        }
    }

    static void requireDecay(float value) {
        if (!(value >= 0 && Float.isFinite(value))) {
            throw new IllegalArgumentException("the weight decay expects a number of at least 0, got " + value);
        }
    }
}
