package dev.lanewise.bench.gate;

import java.util.Arrays;

/** Numbers of slices, as many as come. */
final class Samples {

    private double[] numbers = new double[1024];
    private int size;

    void add(double number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * size);
        }
        numbers[size++] = number;
    }

    int size() {
        return size;
    }

    double sum() {
        return Arrays.stream(numbers, 0, size).sum();
    }

    double max() {
        return Arrays.stream(numbers, 0, size).max().orElse(Double.NaN);
    }

    /** The number that such a share of all numbers is not above; NaN of none. */
    double quantile(double share) {
        double[] sorted = Arrays.copyOf(numbers, size);
        Arrays.sort(sorted);
        return size == 0 ? Double.NaN : sorted[(int) (share * (size - 1))];
    }

    /** How many numbers are from {@code low} to below {@code high}. */
    int between(double low, double high) {
        return (int) Arrays.stream(numbers, 0, size).filter(number -> number >= low && number < high).count();
    }
}
