package dev.lanewise.kernel;

import dev.lanewise.panel.Panels;
import java.util.List;

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

    static LossSpecification poisson() {
        return (h, y, sum, o) -> {
            float rate = Elementary.exp(h);
            return new Part(sum + Math.fma(-y, h, rate), rate - y);
        };
    }

    /** There are so many targets; an output for each level and target, the targets of the first level first. */
    static LossSpecification quantile(List<Float> levels, int targets) {
        return (h, y, sum, o) -> {
            float level = levels.get(o / targets), r = h - y;
            float slope = r > 0 ? 1f - level : -level;
            return new Part(Math.fma(slope, r, sum), r > 0 || r < 0 ? slope : 0f);
        };
    }

    /** From logits. */
    static LossSpecification focal(float gamma, float yes, float no) {
        return (z, y, sum, o) -> {
            float t = Elementary.exp(-Math.abs(z)), large = 1f / (1f + t), small = t / (1f + t);
            float share = z < 0 ? small : large, rest = z < 0 ? large : small, wrong = share * (1f - y);
            float missed = Math.fma(rest, y, wrong);
            if (missed < Float.MIN_VALUE) {
                missed = Float.MIN_VALUE;
            }
            float crossEntropy = Math.fma(-z, y, Math.max(z, 0f)) + Elementary.log(1f + t);
            float weight = Math.fma(yes, y, no * (1f - y)) * Elementary.exp(gamma * Elementary.log(missed));
            float steep = -gamma * (y + y - 1f);
            return new Part(Math.fma(weight, crossEntropy, sum),
                    weight * Math.fma(steep, share * rest / missed * crossEntropy, Math.fma(-rest, y, wrong)));
        };
    }

    /** Targets with label smoothing. */
    static Panels smoothed(float smoothing, Panels y) {
        Panels result = Panels.allocate(y.rows(), y.cols());
        for (int o = 0; o < y.rows(); o++) {
            for (int b = 0; b < y.cols(); b++) {
                result.set(o, b, Math.fma(1f - smoothing, y.at(o, b), (float) (smoothing / (double) y.rows())));
            }
        }
        return result;
    }

    default Specification.LossAndGradient of(Panels h, Panels y, ElementwiseFunction f, float slope, float scale) {
        Panels dz = Panels.allocate(h.rows(), h.cols());
        float[] losses = new float[h.cols()];
        for (int b = 0; b < h.cols(); b++) {
            for (int o = 0; o < h.rows(); o++) {
                Part part = part(h.at(o, b), y.at(o % y.rows(), b), losses[b], o);
                losses[b] = part.sum;
                dz.set(o, b, Specification.derivative(f, slope, h.at(o, b), part.slope * scale));
            }
        }
        return new Specification.LossAndGradient(losses, dz);
    }
}
