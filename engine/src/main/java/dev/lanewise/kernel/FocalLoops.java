package dev.lanewise.kernel;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.S;
import static dev.lanewise.panel.Panels.LANES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;

import dev.lanewise.panel.Panels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * The focal loss of logits z. With {@code t = exp(-|z|)}, the share p of a sigmoid is {@code 1 / (1 + t)} where z is not below 0, else
 * {@code t / (1 + t)}, and q the other one: neither loses digits near 1, as 1 - p would. Then
 *
 * <pre>
 * a = p (1 - y);   m = fma(q, y, a);   r = fma(-q, y, a)                     the share that is missed, and p - y
 * c = fma(-z, y, z <= 0 ? 0 : z) + log(1 + t)                                the cross-entropy
 * w = fma(yes, y, no (1 - y)) * exp(gamma * log(m))                          m at least the smallest float, so that 0^0 is 1
 * J = sum fma(w, c, J)
 * dJ/dz = w * fma(-gamma (y + y - 1), ((p q) / m) c, r)
 * </pre>
 *
 * <p>exp and log are passes over a panel in scratch.
 *
 * @see <a href="https://arxiv.org/abs/1708.02002">Lin et al., Focal Loss for Dense Object Detection, 2017</a>
 */
public final class FocalLoops extends LossLoops {

    private final float gamma;
    private final float yes;
    private final float no;

    /**
     * The loss of an exponent and weights.
     *
     * @param gamma at least 0, finite
     * @param yes   weight of what is true
     * @param no    weight of what is false
     */
    public FocalLoops(float gamma, float yes, float no) {
        this.gamma = gamma;
        this.yes = yes;
        this.no = no;
    }

    @Override
    public int scratch() {
        return 2;
    }

    @Override
    public void run(Kernels kernels, Panels z, Panels y, float scale, Panels d, Panels scratch, float[] losses, int at) {
        for (int t = 0; t < z.panels(); t++) {
            if (kernels.vectorBits() == 0) {
                scalar(z.rows(), z.data(), z.panelAt(t), y.data(), y.panelAt(t), scale, d.data(), d.panelAt(t), losses, at + t * LANES);
            } else {
                Vector.run(this, z.rows(), z.data(), z.panelAt(t), y.data(), y.panelAt(t), scale, d.data(), d.panelAt(t), scratch.data(),
                        scratch.offset(), losses, at + t * LANES);
            }
        }
    }

    private void scalar(int out, float[] z, int zAt, float[] y, int yAt, float scale, float[] d, int dAt, float[] losses, int at) {
        for (int lane = 0; lane < LANES; lane++) {
            float loss = 0f;
            for (int o = lane; o < out * LANES; o += LANES) {
                float x = z[zAt + o], target = y[yAt + o], t = Elementary.exp(-Math.abs(x)), sum = 1f + t;
                float large = 1f / sum, small = t / sum, p = x < 0f ? small : large, q = x < 0f ? large : small;
                float a = p * (1f - target), m = Math.fma(q, target, a), r = Math.fma(-q, target, a);
                float missed = m < Float.MIN_VALUE ? Float.MIN_VALUE : m;
                float c = Math.fma(-x, target, x <= 0f ? 0f : x) + Elementary.log(sum);
                float w = Math.fma(yes, target, no * (1f - target)) * Elementary.exp(gamma * Elementary.log(missed));
                loss = Math.fma(w, c, loss);
                d[dAt + o] = w * Math.fma(-gamma * (target + target - 1f), p * q / missed * c, r) * scale;
            }
            losses[at + lane] = loss;
        }
    }

    /** Loaded only when wanted. */
    private static final class Vector {

        /** One panel. The exponentials go to the first half of the scratch, the logarithms to the second, powers of m to d. */
        static void run(FocalLoops loss, int out, float[] z, int zAt, float[] y, int yAt, float scale, float[] d, int dAt, float[] scratch,
                int tAt, float[] losses, int at) {
            int floats = out * LANES, logsAt = tAt + floats;
            VectorLoops.negatedSize(floats, z, zAt, scratch, tAt);
            VectorElementary.exp(floats, scratch, tAt);
            System.arraycopy(scratch, tAt, scratch, logsAt, floats);
            VectorLoops.addOne(floats, scratch, logsAt);
            VectorElementary.log(floats, scratch, logsAt);
            missed(floats, z, zAt, y, yAt, scratch, tAt, d, dAt);
            VectorElementary.log(floats, d, dAt);
            VectorLoops.scale(floats, loss.gamma, d, dAt);
            VectorElementary.exp(floats, d, dAt);
            finish(loss, floats, z, zAt, y, yAt, scale, d, dAt, scratch, tAt, logsAt, losses, at);
        }

        /** m, at least the smallest float. */
        private static void missed(int floats, float[] z, int zAt, float[] y, int yAt, float[] exponentials, int tAt, float[] m, int mAt) {
            FloatVector one = broadcast(S, 1f);
            for (int i = 0; i < floats; i += LENGTH) {
                FloatVector t = fromArray(S, exponentials, tAt + i), target = fromArray(S, y, yAt + i), sum = one.add(t);
                FloatVector large = one.div(sum), small = t.div(sum);
                VectorMask<Float> negative = fromArray(S, z, zAt + i).compare(LT, 0f);
                FloatVector p = large.blend(small, negative), q = small.blend(large, negative);
                FloatVector share = q.fma(target, p.mul(one.sub(target)));
                share.blend(Float.MIN_VALUE, share.compare(LT, Float.MIN_VALUE)).intoArray(m, mAt + i);
            }
        }

        /** From the powers of m in d to the losses and the derivatives. */
        private static void finish(FocalLoops loss, int floats, float[] z, int zAt, float[] y, int yAt, float scale, float[] d, int dAt,
                float[] scratch, int tAt, int logsAt, float[] losses, int at) {
            FloatVector one = broadcast(S, 1f), yes = broadcast(S, loss.yes);
            for (int lane = 0; lane < LANES; lane += LENGTH) {
                FloatVector total = zero(S);
                for (int o = lane; o < floats; o += LANES) {
                    FloatVector x = fromArray(S, z, zAt + o), target = fromArray(S, y, yAt + o), rest = one.sub(target);
                    FloatVector t = fromArray(S, scratch, tAt + o), sum = one.add(t), large = one.div(sum), small = t.div(sum);
                    VectorMask<Float> negative = x.compare(LT, 0f);
                    FloatVector p = large.blend(small, negative), q = small.blend(large, negative);
                    FloatVector a = p.mul(rest), m = q.fma(target, a), r = q.neg().fma(target, a);
                    FloatVector missed = m.blend(Float.MIN_VALUE, m.compare(LT, Float.MIN_VALUE));
                    FloatVector c = x.neg().fma(target, x.blend(0f, x.compare(LE, 0f))).add(fromArray(S, scratch, logsAt + o));
                    FloatVector w = yes.fma(target, rest.mul(loss.no)).mul(fromArray(S, d, dAt + o));
                    total = w.fma(c, total);
                    FloatVector steep = target.add(target).sub(1f).mul(-loss.gamma);
                    w.mul(steep.fma(p.mul(q).div(missed).mul(c), r)).mul(scale).intoArray(d, dAt + o);
                }
                total.intoArray(losses, at + lane);
            }
        }
    }
}
