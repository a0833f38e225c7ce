package dev.lanewise.kernel;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.S;
import static dev.lanewise.panel.Panels.LANES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.XOR;

import dev.lanewise.panel.Panels;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * Waves of one number of each sample, {@code cos(2 pi frequency[f] x + phase[f])}. A row is a sample. Floats, in this order:
 *
 * <pre>{@code
 * turns = fma(x, frequency[f], phase[f] * (1 / (2 pi)))
 * wave = cosineOfTurns(turns)                            Elementary
 * slope = minusSineOfTurns(turns)                        the derivative of the wave by its angle
 * byPhase = dWave * slope
 * byFrequency = byPhase * (x * (2 pi))
 * dx = fma(byPhase[f], frequency[f] * (2 pi), ...)       f in order, from what there is
 * }</pre>
 *
 * <p>Nothing is checked here. An object has no state and serves any number of threads.
 */
public abstract class PeriodicLoops {

    private static final float TURN = (float) (2 * Math.PI), ONE_OVER_TURN = (float) (1 / (2 * Math.PI));
    /** Shifts the last bit to that of the sign. */
    private static final int SIGN = 31;

    PeriodicLoops() {
    }

    /**
     * The loops that suit some kernels; one object for all calls, so that a step may ask.
     *
     * @param kernels scalar ones or vector ones
     * @return loops of the same kind
     */
    public static PeriodicLoops of(Kernels kernels) {
        return kernels.vectorBits() == 0 ? Scalar.LOOPS : Vector.LOOPS;
    }

    /**
     * Waves. Padding columns hold something finite.
     *
     * @param from      P(samples x features)
     * @param input     column of {@code from}: the numbers
     * @param frequency P(1 x frequencies)
     * @param phase     P(1 x frequencies)
     * @param wave      P(samples x frequencies), written
     */
    public final void waves(Panels from, int input, Panels frequency, Panels phase, Panels wave) {
        int fromAt = from.index(0, input);
        for (int p = 0; p < wave.panels(); p++) {
            int panel = p * LANES;
            waves(wave.rows(), from.data(), fromAt, frequency.data(), frequency.index(0, panel), phase.data(), phase.index(0, panel),
                    wave.data(), wave.index(0, panel));
        }
    }

    /**
     * The derivatives of waves by their angles. Padding columns hold something finite.
     *
     * @param from      P(samples x features)
     * @param input     column of {@code from}: the numbers
     * @param frequency P(1 x frequencies)
     * @param phase     P(1 x frequencies)
     * @param slope     P(samples x frequencies), written
     */
    public final void slopes(Panels from, int input, Panels frequency, Panels phase, Panels slope) {
        int fromAt = from.index(0, input);
        for (int p = 0; p < slope.panels(); p++) {
            int panel = p * LANES;
            slopes(slope.rows(), from.data(), fromAt, frequency.data(), frequency.index(0, panel), phase.data(), phase.index(0, panel),
                    slope.data(), slope.index(0, panel));
        }
    }

    /**
     * What the gradients of phases and frequencies are summed from. Padding columns are written as +0.0.
     *
     * @param dWave       P(samples x frequencies), gradient of the waves
     * @param from        P(samples x features)
     * @param input       column of {@code from}: the numbers
     * @param byPhase     P(samples x frequencies), with the slopes; written
     * @param byFrequency P(samples x frequencies), written
     */
    public final void terms(Panels dWave, Panels from, int input, Panels byPhase, Panels byFrequency) {
        int fromAt = from.index(0, input);
        for (int p = 0; p < dWave.panels(); p++) {
            int panel = p * LANES;
            terms(dWave.rows(), dWave.data(), dWave.index(0, panel), from.data(), fromAt, byPhase.data(), byPhase.index(0, panel),
                    byFrequency.data(), byFrequency.index(0, panel));
        }
        clearPadding(byPhase);
        clearPadding(byFrequency);
    }

    private static void clearPadding(Panels terms) {
        int used = terms.cols() % LANES;
        for (int row = 0; used > 0 && row < terms.rows(); row++) {
            int at = terms.index(row, terms.cols() - used);
            Arrays.fill(terms.data(), at + used, at + LANES, 0f);
        }
    }

    /**
     * Adds to the gradient of the numbers what comes by their waves. Scalar in every implementation: few networks want it.
     *
     * @param byPhase   P(samples x frequencies), as {@link #terms} leaves it
     * @param frequency P(1 x frequencies)
     * @param to        P(samples x features)
     * @param input     column of {@code to}: changed
     */
    public static void addGradient(Panels byPhase, Panels frequency, Panels to, int input) {
        for (int b = 0; b < to.rows(); b++) {
            float sum = to.at(b, input);
            for (int f = 0; f < byPhase.cols(); f++) {
                sum = Math.fma(byPhase.at(b, f), frequency.at(0, f) * TURN, sum);
            }
            to.set(b, input, sum);
        }
    }

    abstract void waves(int samples, float[] x, int xAt, float[] frequency, int frequencyAt, float[] phase, int phaseAt,
            float[] wave, int waveAt);

    abstract void slopes(int samples, float[] x, int xAt, float[] frequency, int frequencyAt, float[] phase, int phaseAt,
            float[] slope, int slopeAt);

    abstract void terms(int samples, float[] dWave, int dWaveAt, float[] x, int xAt, float[] byPhase, int byPhaseAt,
            float[] byFrequency, int byFrequencyAt);

    private static final class Scalar extends PeriodicLoops {

        private static final PeriodicLoops LOOPS = new Scalar();

        @Override
        void waves(int samples, float[] x, int xAt, float[] frequency, int frequencyAt, float[] phase, int phaseAt,
                float[] wave, int waveAt) {
            for (int b = 0; b < samples * LANES; b += LANES) {
                for (int lane = 0; lane < LANES; lane++) {
                    wave[waveAt + b + lane] = Elementary.cosineOfTurns(turns(x[xAt + b], frequency[frequencyAt + lane],
                            phase[phaseAt + lane]));
                }
            }
        }

        @Override
        void slopes(int samples, float[] x, int xAt, float[] frequency, int frequencyAt, float[] phase, int phaseAt,
                float[] slope, int slopeAt) {
            for (int b = 0; b < samples * LANES; b += LANES) {
                for (int lane = 0; lane < LANES; lane++) {
                    slope[slopeAt + b + lane] = Elementary.minusSineOfTurns(turns(x[xAt + b], frequency[frequencyAt + lane],
                            phase[phaseAt + lane]));
                }
            }
        }

        private static float turns(float x, float frequency, float phase) {
            return Math.fma(x, frequency, phase * ONE_OVER_TURN);
        }

        @Override
        void terms(int samples, float[] dWave, int dWaveAt, float[] x, int xAt, float[] byPhase, int byPhaseAt,
                float[] byFrequency, int byFrequencyAt) {
            for (int b = 0; b < samples * LANES; b += LANES) {
                float angle = x[xAt + b] * TURN;
                for (int i = b; i < b + LANES; i++) {
                    float term = dWave[dWaveAt + i] * byPhase[byPhaseAt + i];
                    byPhase[byPhaseAt + i] = term;
                    byFrequency[byFrequencyAt + i] = term * angle;
                }
            }
        }
    }

    /** A vector of frequencies at a time; {@link Elementary} in every lane. Loaded only when wanted. */
    private static final class Vector extends PeriodicLoops {

        private static final PeriodicLoops LOOPS = new Vector();

        @Override
        void waves(int samples, float[] x, int xAt, float[] frequency, int frequencyAt, float[] phase, int phaseAt,
                float[] wave, int waveAt) {
            FloatVector one = broadcast(S, 1f), two = broadcast(S, 2f), half = broadcast(S, 0.5f);
            for (int v = 0; v < LANES; v += LENGTH) {
                FloatVector w = fromArray(S, frequency, frequencyAt + v), shift = fromArray(S, phase, phaseAt + v).mul(ONE_OVER_TURN);
                for (int b = 0; b < samples * LANES; b += LANES) {
                    FloatVector turns = broadcast(S, x[xAt + b]).fma(w, shift);
                    FloatVector t = turns.blend(turns.mul(0f), turns.abs().compare(GE, Elementary.MOST_TURNS));
                    FloatVector shifted = t.fma(two, broadcast(S, Elementary.ROUNDER));
                    FloatVector r = shifted.sub(Elementary.ROUNDER).fma(half, t.neg()), r2 = r.mul(r);
                    FloatVector p = broadcast(S, Elementary.C10).fma(r2, broadcast(S, Elementary.C8));
                    p = p.fma(r2, broadcast(S, Elementary.C6)).fma(r2, broadcast(S, Elementary.C4)).fma(r2, broadcast(S, Elementary.C2));
                    IntVector turned = shifted.reinterpretAsInts().lanewise(LSHL, SIGN);
                    p.fma(r2, one).reinterpretAsInts().lanewise(XOR, turned).reinterpretAsFloats().intoArray(wave, waveAt + b + v);
                }
            }
        }

        @Override
        void slopes(int samples, float[] x, int xAt, float[] frequency, int frequencyAt, float[] phase, int phaseAt,
                float[] slope, int slopeAt) {
            FloatVector two = broadcast(S, 2f), half = broadcast(S, 0.5f);
            for (int v = 0; v < LANES; v += LENGTH) {
                FloatVector w = fromArray(S, frequency, frequencyAt + v), shift = fromArray(S, phase, phaseAt + v).mul(ONE_OVER_TURN);
                for (int b = 0; b < samples * LANES; b += LANES) {
                    FloatVector turns = broadcast(S, x[xAt + b]).fma(w, shift);
                    FloatVector t = turns.blend(turns.mul(0f), turns.abs().compare(GE, Elementary.MOST_TURNS));
                    FloatVector shifted = t.fma(two, broadcast(S, Elementary.ROUNDER));
                    FloatVector r = shifted.sub(Elementary.ROUNDER).fma(half, t.neg()), r2 = r.mul(r);
                    FloatVector p = broadcast(S, Elementary.S9).fma(r2, broadcast(S, Elementary.S7));
                    p = p.fma(r2, broadcast(S, Elementary.S5)).fma(r2, broadcast(S, Elementary.S3)).fma(r2, broadcast(S, Elementary.S1));
                    IntVector turned = shifted.reinterpretAsInts().lanewise(LSHL, SIGN);
                    p.mul(r).reinterpretAsInts().lanewise(XOR, turned).reinterpretAsFloats().intoArray(slope, slopeAt + b + v);
                }
            }
        }

        @Override
        void terms(int samples, float[] dWave, int dWaveAt, float[] x, int xAt, float[] byPhase, int byPhaseAt,
                float[] byFrequency, int byFrequencyAt) {
            for (int b = 0; b < samples * LANES; b += LANES) {
                float angle = x[xAt + b] * TURN;
                for (int i = b; i < b + LANES; i += LENGTH) {
                    FloatVector term = fromArray(S, dWave, dWaveAt + i).mul(fromArray(S, byPhase, byPhaseAt + i));
                    term.intoArray(byPhase, byPhaseAt + i);
                    term.mul(angle).intoArray(byFrequency, byFrequencyAt + i);
                }
            }
        }
    }
}
