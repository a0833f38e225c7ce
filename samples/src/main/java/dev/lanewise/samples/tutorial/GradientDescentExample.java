package dev.lanewise.samples.tutorial;

/** The tutorial's gradient descent in one dimension, on {@code f(x) = x^4 - 3 x^3 + 2}, whose minimum is at 9/4. */
final class GradientDescentExample {

    static final double START = 6;
    static final double GAMMA = 0.01;
    static final double PRECISION = 1e-5;

    /**
     * Where the descent ended.
     *
     * @param x     the last position
     * @param steps taken, the last one being the first that is not longer than {@link #PRECISION}
     */
    record Descent(double x, int steps) {
    }

    private GradientDescentExample() {
    }

    static Descent descend() {
        double x = START, step;
        int steps = 0;
        do {
            step = -GAMMA * slope(x);
            x += step;
            steps++;
        } while (Math.abs(step) > PRECISION);
        return new Descent(x, steps);
    }

    private static double slope(double x) {
        return 4 * x * x * x - 9 * x * x;
    }
}
