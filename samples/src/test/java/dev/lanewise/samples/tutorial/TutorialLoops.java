package dev.lanewise.samples.tutorial;

import dev.lanewise.data.Dataset;
import dev.lanewise.model.Network;

/** The tutorial's training as its text has it, in double: gradients summed sample by sample, then one step of their mean. */
final class TutorialLoops {

    private static final double ALPHA = 0.25;

    private final int[] sizes = {64, 30, 10};
    private final double[][][] w = new double[2][][];
    private final double[][] b = new double[2][];

    TutorialLoops(Network start) {
        for (int l = 0; l < 2; l++) {
            w[l] = new double[sizes[l + 1]][sizes[l]];
            b[l] = new double[sizes[l + 1]];
            for (int o = 0; o < sizes[l + 1]; o++) {
                b[l][o] = start.tensor("layer" + (l + 1) + ".bias")[o];
                for (int i = 0; i < sizes[l]; i++) {
                    w[l][o][i] = start.tensor("layer" + (l + 1) + ".weight")[o * sizes[l] + i];
                }
            }
        }
    }

    /** One iteration; the mean cost before it. */
    double iteration(Dataset samples) {
        double[][][] sumW = {new double[30][64], new double[10][30]};
        double[][] sumB = {new double[30], new double[10]};
        double cost = 0;
        for (int s = 0; s < samples.size(); s++) {
            cost += addGradients(samples.input(s), samples.target(s), sumW, sumB);
        }
        for (int l = 0; l < 2; l++) {
            for (int o = 0; o < sizes[l + 1]; o++) {
                b[l][o] -= ALPHA * sumB[l][o] / samples.size();
                for (int i = 0; i < sizes[l]; i++) {
                    w[l][o][i] -= ALPHA * sumW[l][o][i] / samples.size();
                }
            }
        }
        return cost / samples.size();
    }

    private double addGradients(float[] input, float[] y, double[][][] sumW, double[][] sumB) {
        double[] x = new double[64], delta = new double[10], hiddenDelta = new double[30];
        for (int i = 0; i < 64; i++) {
            x[i] = input[i];
        }
        double[] h = layer(0, x), out = layer(1, h);
        double cost = 0;
        for (int o = 0; o < 10; o++) {
            cost += 0.5 * (y[o] - out[o]) * (y[o] - out[o]);
            delta[o] = -(y[o] - out[o]) * out[o] * (1 - out[o]);
        }
        for (int i = 0; i < 30; i++) {
            for (int o = 0; o < 10; o++) {
                hiddenDelta[i] += w[1][o][i] * delta[o];
            }
            hiddenDelta[i] *= h[i] * (1 - h[i]);
        }
        addOuter(sumW[0], sumB[0], hiddenDelta, x);
        addOuter(sumW[1], sumB[1], delta, h);
        return cost;
    }

    private double[] layer(int l, double[] x) {
        double[] h = new double[sizes[l + 1]];
        for (int o = 0; o < h.length; o++) {
            double z = b[l][o];
            for (int i = 0; i < x.length; i++) {
                z += w[l][o][i] * x[i];
            }
            h[o] = 1 / (1 + Math.exp(-z));
        }
        return h;
    }

    private static void addOuter(double[][] sumW, double[] sumB, double[] delta, double[] h) {
        for (int o = 0; o < delta.length; o++) {
            sumB[o] += delta[o];
            for (int i = 0; i < h.length; i++) {
                sumW[o][i] += delta[o] * h[i];
            }
        }
    }
}
