package dev.lanewise.kernel;

import dev.lanewise.panel.Panels;

/** A loss that is a sum over the outputs, of one sample after the other, as {@link Specification} has the others. */
@FunctionalInterface
public interface LossSpecification {

    /** What an output adds to J, and the derivative of J by it. */
    record Part(float sum, float slope) {
    }

    Part part(float h, float y, float sumSoFar, int output);

    static LossSpecification huber(float delta) {
        return (h, y, sum, o) -> {
            float r = h - y, size = Math.abs(r);
            if (size > delta) {
                return new Part(Math.fma(delta, Math.fma(-0.5f, delta, size), sum), r > 0 ? delta : -delta);
            }
            return new Part(Math.fma(size, Math.fma(-0.5f, size, size), sum), r);
        };
    }

    /** The derivative by an output that hits its target is 0. */
    static LossSpecification absoluteError() {
        return (h, y, sum, o) -> new Part(sum + Math.abs(h - y), h > y ? 1f : h < y ? -1f : 0f);
    }

    default Specification.LossAndGradient of(Panels h, Panels y, ElementwiseFunction f, float slope, float scale) {
        Panels dz = Panels.allocate(h.rows(), h.cols());
        float[] losses = new float[h.cols()];
        for (int b = 0; b < h.cols(); b++) {
            for (int o = 0; o < h.rows(); o++) {
                Part part = part(h.at(o, b), y.at(o, b), losses[b], o);
                losses[b] = part.sum;
                dz.set(o, b, Specification.derivative(f, slope, h.at(o, b), part.slope * scale));
            }
        }
        return new Specification.LossAndGradient(losses, dz);
    }
}
