package dev.lanewise.bench.gate;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.bench.Work;
import dev.lanewise.bench.gate.Floors.Floor;
import dev.lanewise.model.Engine;
import dev.lanewise.platform.Jvm;
import java.io.IOException;
import java.util.function.IntToDoubleFunction;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.junit.jupiter.api.Test;

/** Measures for real, for a second. */
class OneRowTileTest {

    private static final VectorSpecies<Float> S = VectorSpecies.of(float.class, VectorShape.forBitSize(Engine.report().vectorBits()));
    private static final int DEPTH = 256, CALLS = 200;
    private static final double FLOPS = 4.0 * S.length() * DEPTH * CALLS;

    @Test
    void isRefused() throws IOException {
        Floor floor = Floors.of(Engine.report().vectorBits(), Jvm.vectorRegisters()).of("W1 product forward 1");
        var tile = new OneRowTile();
        Measured measured = measured(tile, FLOPS);

        assertTrue(measured.ratio() < 0.6, "ratio " + measured.ratio());
        assertNotEquals(Row.Verdict.OK, Row.ofShare("one row", 1, measured, floor).verdict(), measured.toString());
    }

    @Test
    void isHeldAgainstAReferenceThatHoldsItsOwn() {
        IntToDoubleFunction reference = Reference.ofThisJvm().tile();
        double flops = reference.applyAsDouble(CALLS);
        Measured measured = measured(() -> reference.applyAsDouble(CALLS), flops);
        assertEquals(1, measured.ratio(), 0.2, measured.toString());
    }

    private static Measured measured(Runnable call, double flops) {
        var work = new Work() {
            @Override
            public void setUp() {
                // ready
            }

            @Override
            public void call() {
                call.run();
            }
        };
        var which = new Case("tile", JvmVariant.WIDEST, () -> work, flops, 0, 1, Case.Judged.SHARE);
        return new Measurement(which, work, Reference.slicesOfThisJvm(1), 0.3, 3).measured();
    }

    /** One row by two vectors has two chains, where a core wants eight. */
    private static final class OneRowTile implements Runnable {
        private final float[] a = new float[DEPTH];
        private final float[] b = new float[2 * S.length() * DEPTH];
        private final float[] c = new float[2 * S.length()];

        @Override
        public void run() {
            for (int i = 0; i < CALLS; i++) {
                tile1x2();
            }
        }

        private void tile1x2() {
            FloatVector c0 = zero(S), c1 = c0;
            for (int k = 0; k < DEPTH; k++) {
                FloatVector x = broadcast(S, a[k]);
                c0 = x.fma(fromArray(S, b, 2 * k * S.length()), c0);
                c1 = x.fma(fromArray(S, b, (2 * k + 1) * S.length()), c1);
            }
            c0.intoArray(c, 0);
            c1.intoArray(c, S.length());
        }
    }
}
