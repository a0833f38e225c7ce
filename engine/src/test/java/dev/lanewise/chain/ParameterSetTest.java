package dev.lanewise.chain;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.kernel.Placement;
import dev.lanewise.panel.Arena;
import dev.lanewise.panel.Panels;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.TensorSpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class ParameterSetTest {

    private static final List<TensorSpec> TENSORS = List.of(tensor("w", List.of(17, 3)),
            tensor("b", List.of(17)));

    private static ParameterSet set(String... slots) {
        return new ParameterSet(TENSORS, List.of(slots), "3-17");
    }

    private static float[] counted(int length) {
        float[] floats = new float[length];
        for (int i = 0; i < length; i++) {
            floats[i] = i + 1;
        }
        return floats;
    }

    @Test
    void holdsTensorsTransposedAndGivesThemRowMajor() {
        ParameterSet set = set();
        set.set(0, counted(51));
        set.set(1, counted(17));
        for (int to = 0; to < 17; to++) {
            for (int from = 0; from < 3; from++) {
                assertEquals(to * 3 + from + 1, set.values(0).at(from, to));
            }
            assertEquals(to + 1, set.values(1).at(0, to));
        }
        assertArrayEquals(counted(51), set.rowMajor(0));
        assertArrayEquals(counted(17), set.rowMajor(1));
    }

    /** Any number of them, on the array of their tensor, one stride apart, and nothing of one tensor on the array of another. */
    @Test
    void hasATensorAndItsSlotsOnOneArray() {
        ParameterSet set = set("a", "b", "c");
        assertEquals(List.of("w.c", "b.c"), set.slots().getLast().tensors().stream().map(TensorSpec::name).toList());
        for (int t = 0; t < 2; t++) {
            Panels values = set.values(t);
            long size = Panels.size(values.rows(), values.cols());
            for (int s = 0; s < 3; s++) {
                Panels slot = set.slots().get(s).values(t);
                assertSame(values.data(), slot.data());
                assertEquals(values.offset() + (1 + s) * size, slot.offset());
                assertEquals(values.stride(), slot.stride());
            }
        }
        assertNotSame(set.values(0).data(), set.values(1).data());
    }

    @Test
    void changesOneTensorOrSlotAlone() {
        ParameterSet set = set("a"), other = set();
        set.slots().getFirst().set(0, counted(51));
        assertArrayEquals(new float[51], set.rowMajor(0));
        other.set(0, set.slots().getFirst().rowMajor(0));
        assertArrayEquals(counted(51), other.rowMajor(0));
        set.set(0, set().rowMajor(0));
        assertArrayEquals(counted(51), set.slots().getFirst().rowMajor(0));
    }

    /** All that a step reads together counts. */
    @Test
    void isPlacedByASizeThatIncludesSlots() {
        List<TensorSpec> half = List.of(tensor("w", List.of(Placement.CACHE_FLOATS / 32, 16)));
        assertEquals(Placement.IN_CACHE, new ParameterSet(half, List.of(), "net").tensor(0).placement());
        ParameterSet withSlot = new ParameterSet(half, List.of("momentum"), "net");
        assertEquals(Placement.STREAMED, withSlot.tensor(0).placement());
        assertEquals(Placement.STREAMED, withSlot.slots().getFirst().tensor(0).placement());
    }

    @Test
    void namesTheFirstNumberThatIsNotFinite() {
        ParameterSet set = set("momentum");
        float[] weights = counted(51), bad = new float[17];
        set.slots().getFirst().set(1, new float[] {Float.NaN, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        assertEquals(Optional.empty(), set.firstNonFinite());
        bad[16] = Float.NEGATIVE_INFINITY;
        set.set(1, bad);
        assertEquals(Optional.of("b[16] is -Infinity"), set.firstNonFinite());
        weights[3 * 16 + 2] = Float.NaN;
        set.set(0, weights);
        assertEquals(Optional.of("w[16, 2] is NaN"), set.firstNonFinite());
    }

    @Test
    void saysWhichTensorIsMissingDoesNotFitOrIsTooLarge() {
        assertEquals(1, set().indexOf("b"));
        assertSays("there is no tensor 'c' among [w, b]", () -> set().indexOf("c"));
        assertSays("w of the network 3-17 expects 17x3 = 51 floats, got 50", () -> set().set(0, new float[50]));
        List<TensorSpec> large = List.of(tensor("w", List.of(32_768, 32_768)));
        assertSays("w of 2-2 with its moments needs " + (1L << 31) + " floats, but an array holds at most " + Arena.MAX_FLOATS,
                () -> new ParameterSet(large, List.of("momentum"), "2-2"));
    }

    private static void assertSays(String sentence, Runnable mistake) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, mistake::run).getMessage());
    }

    private static TensorSpec tensor(String name, List<Integer> shape) {
        return new TensorSpec(name, shape, TensorSpec.Role.WEIGHT, TensorSpec.Start.ZERO);
    }

    /** Each layer fits, but predicting one sample would not, and would say so too late. */
    @Test
    void saysThatOneSampleDoesNotFitAnArray() {
        assertEquals("one sample of a network with 1 input, 1 layer and 1000000000 outputs needs a scratch of 17000000016 floats,"
                + " but an array holds at most 2147483627", refusal(NetworkSpec.inputs(1).dense(1_000_000_000, Activation.softmax())));
        NetworkSpec.Builder wideAndNarrow = NetworkSpec.inputs(1);
        for (int i = 0; i < 20; i++) {
            wideAndNarrow.dense(120_000_000, Activation.relu()).dense(1, Activation.relu());
        }
        assertTrue(refusal(wideAndNarrow).startsWith("one sample of a network with 1 input, 40 layers"));
    }

    private static String refusal(NetworkSpec.Builder builder) {
        NetworkSpec spec = builder.build();
        return assertThrows(IllegalArgumentException.class, () -> new Parameters(spec)).getMessage();
    }
}
