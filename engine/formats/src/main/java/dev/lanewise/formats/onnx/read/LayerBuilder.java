package dev.lanewise.formats.onnx.read;

import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Dense;
import dev.lanewise.spec.Initializer;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.LayerNorm;
import dev.lanewise.spec.Residual;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes layers of steps. What is linear is folded in double into the dense layer beside it and rounded once; where none is beside it, a
 * dense layer with a diagonal matrix is made.
 */
final class LayerBuilder {

    /** Numbers of matrices that are in no file, for each one that is. */
    private static final long MOST_MADE_FOR_EACH = 64;
    private static final long MOST_MADE = 1 << 14;

    private final List<Layer> layers = new ArrayList<>();
    private final List<float[]> tensors = new ArrayList<>();
    private final long[] given;
    private final long[] made;
    private int width;
    /** What waits for what comes behind it: at most one of the two. */
    private Step.@Nullable Affine affine;
    private Step.@Nullable Diagonal diagonal;
    private Step.@Nullable Norm norm;

    LayerBuilder(int inputs) {
        this(inputs, new long[1], new long[1]);
    }

    private LayerBuilder(int inputs, long[] given, long[] made) {
        width = inputs;
        this.given = given;
        this.made = made;
    }

    /** The layers of steps; at least one. */
    LayerBuilder add(List<Step> steps) {
        steps.forEach(this::add);
        finish();
        return this;
    }

    List<Layer> layers() {
        return layers;
    }

    /** The numbers of their tensors, in the order in which a network names them. */
    List<float[]> tensors() {
        return tensors;
    }

    private void add(Step step) {
        switch (step) {
            case Step.Affine next -> {
                Step.Affine folded = diagonal == null ? next : next.behind(diagonal);
                diagonal = null;
                finishWaiting();
                affine = folded;
                given[0] += next.weights().length;
            }
            case Step.Diagonal next -> {
                if (affine != null) {
                    affine = affine.before(next);
                } else if (norm != null) {
                    norm = new Step.Norm(norm.eps(), of(norm.gamma(), next, false), of(norm.beta(), next, true));
                } else {
                    diagonal = diagonal == null ? next : next.behind(diagonal);
                }
            }
            case Step.Function function -> {
                finishNorm();
                dense(function.activation(), function.alphas());
            }
            case Step.Norm next -> {
                finishWaiting();
                norm = next;
                given[0] += next.gamma().length;
            }
            case Step.Sum(List<Step> body, int _) -> {
                finishWaiting();
                LayerBuilder inner = new LayerBuilder(width, given, made).add(body);
                layers.add(new Residual(inner.layers));
                tensors.addAll(inner.tensors);
            }
        }
    }

    private static double[] of(double[] numbers, Step.Diagonal diagonal, boolean isShifted) {
        double[] passed = new double[numbers.length];
        for (int i = 0; i < passed.length; i++) {
            passed[i] = numbers[i] * diagonal.factor(i) + (isShifted ? diagonal.shift(i) : 0);
        }
        return passed;
    }

    private void finish() {
        finishWaiting();
        if (layers.isEmpty()) {
            dense(Activation.identity(), new double[0]);
        }
    }

    private void finishWaiting() {
        finishNorm();
        if (affine != null) {
            dense(Activation.identity(), new double[0]);
        } else if (diagonal != null) {
            if (diagonal.hasShifts()) {
                dense(Activation.identity(), new double[0]);
            } else {
                scale(diagonal);
            }
        }
    }

    private void scale(Step.Diagonal factors) {
        double[] each = new double[width];
        for (int i = 0; i < width; i++) {
            each[i] = factors.factor(i);
        }
        layers.add(Layer.scale());
        tensors.add(rounded(each));
        diagonal = null;
    }

    private void finishNorm() {
        if (norm != null) {
            layers.add(new LayerNorm(norm.eps()));
            tensors.add(rounded(norm.gamma()));
            tensors.add(rounded(norm.beta()));
            norm = null;
        }
    }

    /** Of what waits, or of the features as they are. */
    private void dense(Activation activation, double[] alphas) {
        Step.Affine sums = affine != null ? affine : diagonal(diagonal);
        Optional<Initializer> biases = sums.biases().length > 0 ? Optional.of(Initializer.zeros()) : Optional.empty();
        layers.add(new Dense(sums.out(), activation, Initializer.defaultFor(activation), biases));
        tensors.add(rounded(sums.weights()));
        if (sums.biases().length > 0) {
            tensors.add(rounded(sums.biases()));
        }
        if (activation.isLearned()) {
            tensors.add(rounded(alphas));
        }
        width = sums.out();
        affine = null;
        diagonal = null;
    }

    private Step.Affine diagonal(Step.@Nullable Diagonal factors) {
        made[0] += (long) width * width;
        if (made[0] > MOST_MADE_FOR_EACH * given[0] + MOST_MADE) {
            throw new IllegalArgumentException("an activation of " + width + " numbers that no matrix product has made is not supported,"
                    + " for the engine would need a matrix of " + width + " x " + width + " for it");
        }
        double[] matrix = new double[width * width], biases = new double[factors != null && factors.hasShifts() ? width : 0];
        for (int i = 0; i < width; i++) {
            matrix[i * width + i] = factors == null ? 1 : factors.factor(i);
            if (biases.length > 0 && factors != null) {
                biases[i] = factors.shift(i);
            }
        }
        return new Step.Affine(width, matrix, biases);
    }

    private static float[] rounded(double[] numbers) {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
            if (Double.isFinite(numbers[i]) && Float.isInfinite(floats[i])) {
                throw new IllegalArgumentException("a weight would be " + numbers[i] + ", which is too large for a float");
            }
        }
        return floats;
    }
}
