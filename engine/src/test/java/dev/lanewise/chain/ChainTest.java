package dev.lanewise.chain;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.kernel.ElementwiseFunction;
import dev.lanewise.kernel.LossFunction;
import dev.lanewise.kernel.Placement;
import dev.lanewise.panel.Arena;
import dev.lanewise.panel.Panels;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A chain described once and bound to memory. */
@Tag("once")
class ChainTest {

    private static Chain chain(Use use, Placement first, int... sizes) {
        ChainBuilder chain = new ChainBuilder(use, sizes[0]);
        for (int l = 1; l < sizes.length; l++) {
            Placement placement = l == 1 ? first : Placement.IN_CACHE;
            Tensor weights = new Tensor(2 * l - 2, Panels.allocate(sizes[l - 1], sizes[l]), placement);
            Tensor bias = new Tensor(2 * l - 1, Panels.allocate(1, sizes[l]), placement);
            chain.dense(weights, bias, new Finish(ElementwiseFunction.SIGMOID, 0f), l == sizes.length - 1);
        }
        if (use == Use.PREDICT) {
            return chain.predictions(false);
        }
        chain.loss(LossFunction.SQUARED_ERROR);
        return chain.build();
    }

    static Stream<Arguments> usesAndSizes() {
        return Stream.of(Use.values()).flatMap(use -> Stream.of(1, 2, 15, 16, 17, 64).flatMap(samples -> Stream.of(Placement.values())
                .flatMap(first -> Stream.of(new int[] {3, 3, 1}, new int[] {4, 100, 2}, new int[] {33, 65, 17, 5}, new int[] {20, 7},
                                new int[] {20, 17})
                        .map(sizes -> Arguments.of(use, samples, first, sizes)))));
    }

    @ParameterizedTest(name = "{0}, {1} samples, {2}, {3}")
    @MethodSource("usesAndSizes")
    void takesAllThatItHasMeasuredAndNoMore(Use use, int samples, Placement first, int[] sizes) {
        Chain chain = chain(use, first, sizes);
        Arena arena = new Arena(chain.floats(samples), "a chain");

        BoundChain bound = chain.bind(samples, arena);

        assertEquals(chain.floats(samples), bound.slots().floats());
        assertThrows(IllegalStateException.class, () -> arena.panels(1, 1));
    }

    @ParameterizedTest(name = "{0}, {1} samples, {2}, {3}")
    @MethodSource("usesAndSizes")
    void leavesItsOutputsInOneForm(Use use, int samples, Placement first, int[] sizes) {
        Chain chain = chain(use, first, sizes);
        Slot last = chain.bind(samples, new Arena(chain.floats(samples), "a chain")).slots().of(chain.values().getLast());
        Panels outputs = last.lanes() == null ? last.rows() : last.lanes();
        boolean isRows = samples < Panels.LANES
                && (use == Use.PREDICT || use.isTrained() && sizes[sizes.length - 1] <= Panels.LANES);
        assertEquals(isRows, last.lanes() == null);
        assertEquals(List.of(sizes[sizes.length - 1], samples),
                isRows ? List.of(outputs.cols(), outputs.rows()) : List.of(outputs.rows(), outputs.cols()));
    }

    @Test
    void keepsForTheWayBackWhatFeedsParametersOnTheArrayOfTheBatch() {
        Chain chain = chain(Use.TRAIN, Placement.IN_CACHE, 20, 30, 40, 5);
        int samples = 64;
        Arena shared = new Arena(100_000, "a batch"), own = new Arena(100_000, "a block");
        Slots batch = new Slots(chain, samples, shared).claimRows();
        Slots block = chain.bind(batch.block(16, 32, own)).slots();
        for (Value value : chain.values().subList(0, 3)) {
            assertEquals(batch.of(value).rows().rowsFrom(16, 32), block.of(value).rows());
        }
        for (Value value : chain.values().subList(1, 4)) {
            assertEquals(batch.of(value).gradientRows().rowsFrom(16, 32), block.of(value).gradientRows());
            assertSame(batch.of(value).gradientRows().data(), batch.of(chain.values().getFirst()).rows().data());
            assertNotSame(batch.of(value).gradientRows().data(), block.of(value).lanes().data());
        }
        assertNull(batch.of(chain.values().getFirst()).gradientRows());
        assertNull(batch.of(chain.values().getLast()).rows());
    }

    @Test
    void hasALaneASampleInASmallLastBlockOfALargeBatch() {
        Chain chain = chain(Use.TRAIN, Placement.IN_CACHE, 20, 30, 5);
        Slots batch = new Slots(chain, 40, new Arena(100_000, "a batch")).claimRows();
        Slots block = chain.bind(batch.block(32, 8, new Arena(100_000, "a block"))).slots();
        assertEquals(8, block.of(chain.values().get(1)).lanes().cols());
    }

    @Test
    void givesTheGradientOfTheSamplesWhereSomebodyWantsIt() {
        for (int samples : new int[] {2, 40}) {
            Chain chain = chain(Use.GRADIENTS, Placement.IN_CACHE, 20, 30, 5);
            Chain trained = chain(Use.TRAIN, Placement.IN_CACHE, 20, 30, 5);
            BoundChain bound = chain.bind(samples, new Arena(chain.floats(samples), "a chain"));
            assertEquals(samples, bound.slots().of(chain.values().getFirst()).gradientRows().rows());
            assertEquals(2, bound.backward.length);
            assertEquals(1, trained.bind(samples, new Arena(trained.floats(samples), "a chain")).backward.length);
        }
    }
}
