package dev.lanewise.explain;

/**
 * A dense layer in plain loops, which share nothing with the kernels.
 *
 * @param weights [out x in], row-major, read, not copied
 * @param biases  [out]
 */
record DenseReference(float[] weights, float[] biases) {

    /** The sums of the layer. */
    Traced forward(Traced h) {
        int in = h.size();
        Traced z = new Traced(biases.length);
        for (int o = 0; o < z.size(); o++) {
            double sum = biases[o], bound = 0;
            float running = biases[o];
            for (int i = 0; i < in; i++) {
                float w = weights[o * in + i];
                sum += w * h.doubles()[i];
                running = Math.fma(w, h.floats()[i], running);
                bound += Math.abs(w) * h.bounds()[i] + Traced.rounding(running);
            }
            z.floats()[o] = running;
            z.doubles()[o] = sum;
            z.bounds()[o] = bound;
        }
        return z;
    }

    /** The same in double alone. */
    double[] forward(double[] h) {
        double[] z = new double[biases.length];
        for (int o = 0; o < z.length; o++) {
            double sum = biases[o];
            for (int i = 0; i < h.length; i++) {
                sum += weights[o * h.length + i] * h[i];
            }
            z[o] = sum;
        }
        return z;
    }

    /** dJ by the layer's inputs, from dJ by its sums. */
    Traced backward(Traced dz) {
        int in = weights.length / biases.length;
        Traced dh = new Traced(in);
        for (int o = 0; o < dz.size(); o++) {
            for (int i = 0; i < in; i++) {
                float w = weights[o * in + i];
                dh.doubles()[i] += w * dz.doubles()[o];
                dh.floats()[i] = Math.fma(w, dz.floats()[o], dh.floats()[i]);
                dh.bounds()[i] += Math.abs(w) * dz.bounds()[o] + Traced.rounding(dh.floats()[i]);
            }
        }
        return dh;
    }
}
