package dev.lanewise.bench.rivals;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.bench.Net;
import dev.lanewise.data.Batch;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contest without its rivals. */
class ContestTest {

    private static void compare(double[] expected, double... got) throws IOException {
        Contest.requireEqual(new Case(Task.STEP, Net.W1, 0, 1), "Lanewise", expected, "PyTorch", got);
    }

    @Test
    void takesAnswersThatDifferByRounding() {
        assertDoesNotThrow(() -> compare(new double[] {2.0, 0.0}, 2.0001, -0.0001));
    }

    @Test
    void refusesOtherAnswers() {
        double[] expected = {2.0, 1.0};
        assertEquals("W1 step: number 2 of the answer is 1.0 by Lanewise, but 1.001 by PyTorch: they do not do the same work",
                assertThrows(IOException.class, () -> compare(expected, 2.0, 1.001)).getMessage());
        assertThrows(IOException.class, () -> compare(expected, 2.0, Double.NaN));
        assertThrows(IOException.class, () -> compare(expected, 2.0));
        assertThrows(IOException.class, () -> compare(expected, 2.0, 1.0, 3.0));
    }

    @Test
    void multipliesEveryShapeOnce() {
        assertEquals(List.of("W1 forward of layer 1 (784 x 128)", "W3 forward of layer 1 (784 x 1024)",
                "W3 forward of layer 2 (1024 x 1024)"), Case.of(Task.FORWARD, List.of(Net.W1, Net.W3), 1).map(Case::name).toList());
        assertEquals(List.of(), Case.of(Task.FORWARD, List.of(Net.W1), 2).toList());
    }

    @Test
    void predictsBatchesOfAnySizeOnOneThread() {
        Case which = Case.of(Task.PREDICT_32, List.of(Net.W4), 1).findFirst().orElseThrow();

        assertEquals("W4 predict 32", which.name());
        assertEquals(32, which.samples());
        assertEquals(List.of(), Case.of(Task.PREDICT_32, List.of(Net.W4), 2).toList());
    }

    @Test
    void comparesFormatsOfWeightsOnTwoNetworks() throws IOException {
        List<Case> cases = Case.of(Task.COMPACT_256, List.of(Net.values()), 1).toList();

        assertEquals(List.of("W2 compact 256", "W3 compact 256"), cases.stream().map(Case::name).toList());
        assertEquals(256, cases.getFirst().samples());
        assertEquals(List.of(), Case.of(Task.COMPACT_1, List.of(Net.W2), 2).toList());
        Case one = new Case(Task.COMPACT_1, Net.W2, 0, 1);
        double[] floats = Work.of(new Lanewise(), one).answer(), bytes = Work.of(new LanewiseCompact.Int8(), one).answer();
        Contest.requireEqual(one, "floats", floats, "bytes", bytes);
        Case other = new Case(Task.PREDICT_1, Net.W2, 0, 1);
        assertThrows(IOException.class, () -> Contest.requireEqual(other, "floats", floats, "bytes", bytes));
        assertEquals(List.of(true, false), Stream.of(Task.COMPACT_1, Task.PREDICT_1)
                .map(task -> new LanewiseCompact.Bf16().does(new Case(task, Net.W2, 0, 1))).toList());
    }

    @ParameterizedTest
    @EnumSource(value = Net.class, names = "W.", mode = EnumSource.Mode.MATCH_ALL)
    void givesTheRivalsOneTargetOfASample(Net net) {
        Batch batch = net.batches()[0];

        float[] targets = Rival.targets(batch, net);

        int classes = net.sizes.getLast();
        assertEquals(net.batch * classes, targets.length);
        for (int i = 0; i < targets.length; i++) {
            assertEquals(i % classes == batch.labels()[i / classes] ? 1f : 0f, targets[i]);
        }
    }

    @Test
    void givesTheRivalsTheTargetsOfARegression() {
        Batch batch = Net.T8.batches()[0];

        float[] targets = Rival.targets(batch, Net.T8);

        assertEquals(Net.T8.batch, targets.length);
        assertEquals(batch.targets()[0][7], targets[7]);
    }

    @Test
    void saysBeforehandHowLongItTakes() {
        var contest = new Contest(5, 1, Instructions.ALL);
        Case step = new Case(Task.STEP, Net.W1, 0, 2), prediction = new Case(Task.PREDICT_8, Net.W1, 0, 1);

        assertEquals(3 * (2.5 + 3 + 5 * (0.8 + 0.3)), contest.seconds(step, 3), 1e-9);
        assertEquals(2.5 + 1 + 5 * (0.3 + 0.02), contest.seconds(prediction, 1), 1e-9);
        assertEquals(2.5 + 0.5 + 5 * (0.03 + 0.02), new Contest(5, 0.1, Instructions.ALL).seconds(prediction, 1), 1e-9);
    }

    @ParameterizedTest
    @EnumSource(names = {"FORWARD", "BACKWARD", "WEIGHT_GRADIENT"})
    void multipliesAsBlasDoes(Task task) throws IOException {
        Case which = new Case(task, Net.W1, 1, 1);
        Sgemm s = Sgemm.of(which);
        double[] expected = Work.of(new Naive(), which).answer();

        Contest.requireEqual(which, "naive loops", expected, "Lanewise", Work.of(new Lanewise(), which).answer());
        assertEquals(which.flops(), 2.0 * s.m() * s.n() * s.k());
    }

    /** Products by three loops. */
    private static final class Naive implements Rival {

        @Override
        public String name() {
            return "naive loops";
        }

        @Override
        public String version() {
            return "1";
        }

        @Override
        public boolean does(Case which) {
            return which.task().kind == Task.Kind.PRODUCT;
        }

        @Override
        public Product product(Case which, Sgemm s) {
            float[] c = new float[s.m() * s.n()];
            return new Product() {
                @Override
                public void multiply() {
                    for (int i = 0; i < c.length; i++) {
                        c[i] = element(s, i / s.n(), i % s.n());
                    }
                }

                @Override
                public float[] result() {
                    return c;
                }
            };
        }

        private static float element(Sgemm s, int row, int column) {
            float sum = 0f;
            for (int x = 0; x < s.k(); x++) {
                float a = s.transA() ? s.a()[x * s.lda() + row] : s.a()[row * s.lda() + x];
                float b = s.transB() ? s.b()[column * s.ldb() + x] : s.b()[x * s.ldb() + column];
                sum = Math.fma(a, b, sum);
            }
            return sum;
        }
    }
}
