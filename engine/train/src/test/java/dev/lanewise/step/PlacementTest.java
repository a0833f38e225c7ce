package dev.lanewise.step;

import static dev.lanewise.kernel.Placement.IN_CACHE;
import static dev.lanewise.kernel.Placement.STREAMED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.chain.Chain;
import dev.lanewise.chain.Chains;
import dev.lanewise.chain.Parameters;
import dev.lanewise.chain.Use;
import dev.lanewise.kernel.Placement;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.PiecewiseLinear;
import dev.lanewise.spec.TensorFactors;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the weights of the benchmarks' networks are, and what follows from it. */
@Tag("once")
class PlacementTest {

    /** Sizes; placements of the layers in training with momentum and in prediction; samples and panels of a block. */
    static Stream<Arguments> networks() {
        return Stream.of(
                Arguments.of(List.of(784, 128, 10), List.of(IN_CACHE, IN_CACHE), List.of(IN_CACHE, IN_CACHE), 64, 4),
                Arguments.of(List.of(784, 512, 256, 10), List.of(STREAMED, STREAMED, IN_CACHE),
                        List.of(STREAMED, IN_CACHE, IN_CACHE), 128, 8),
                Arguments.of(List.of(784, 1024, 1024, 1024, 10), List.of(STREAMED, STREAMED, STREAMED, IN_CACHE),
                        List.of(STREAMED, STREAMED, STREAMED, IN_CACHE), 256, 16),
                Arguments.of(List.of(64, 64, 64, 64, 64, 64, 64, 64, 64, 10), Collections.nCopies(9, IN_CACHE),
                        Collections.nCopies(9, IN_CACHE), 32, 2),
                Arguments.of(List.of(3, 3, 1), List.of(IN_CACHE, IN_CACHE), List.of(IN_CACHE, IN_CACHE), 1, 1),
                Arguments.of(List.of(64, 30, 10), List.of(IN_CACHE, IN_CACHE), List.of(IN_CACHE, IN_CACHE), 1, 1));
    }

    private static NetworkSpec spec(List<Integer> sizes) {
        NetworkSpec.Builder spec = NetworkSpec.inputs(sizes.getFirst());
        sizes.subList(1, sizes.size()).forEach(size -> spec.dense(size, Activation.sigmoid()));
        return spec.build();
    }

    private static Chain chain(Parameters parameters) {
        return Chains.of(parameters, Loss.squaredError(), Use.TRAIN);
    }

    private static List<Placement> placements(Parameters parameters) {
        return IntStream.range(0, parameters.spec().layers().size()).mapToObj(l -> parameters.tensors().tensor(2 * l).placement()).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void isDecidedForEachLayer(List<Integer> sizes, List<Placement> training, List<Placement> prediction, int batch, int panels) {
        Parameters withMomentum = new Parameters(spec(sizes), List.of("momentum"));
        assertEquals(training, placements(withMomentum));
        assertEquals(prediction, placements(new Parameters(spec(sizes))));
        assertEquals(panels, BatchPlan.mostPanelsInBlock(chain(withMomentum), batch));
    }

    /** Sums of the weights of bins are no part of what a block's samples take. */
    @Test
    void hasBlocksOfTheSameSizeWhateverTheBins() {
        assertEquals(panelsOfBlockWithBins(1), panelsOfBlockWithBins(1024));
    }

    private static int panelsOfBlockWithBins(int bins) {
        NetworkSpec spec = NetworkSpec.inputs(2).layer(new PiecewiseLinear(List.of(new PiecewiseLinear.Column(0, 1, bins)), 16))
                .layer(Layer.members(8)).dense(128, Activation.relu()).dense(128, Activation.relu())
                .layer(Layer.heads(8, 1, Activation.identity())).build();
        return BatchPlan.mostPanelsInBlock(chain(new Parameters(spec, List.of("momentum"))), 256);
    }

    /** Of every tile of an update: that of its layer for one worker, streamed for two. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void goesWithTheTilesOfAnUpdate(List<Integer> sizes, List<Placement> training, List<Placement> prediction, int batch, int panels) {
        Parameters parameters = new Parameters(spec(sizes), List.of("momentum"));
        for (int workers = 1; workers <= 2; workers++) {
            UpdateRules rules = UpdateRules.of(new Optimizer.Momentum(0.1f, 0.9f), TensorFactors.NONE, parameters.tensors().tensors());
            Workspace workspace = new Workspace(chain(parameters), parameters.tensors().slots(), rules, workers, false);
            workspace.reserve(batch);
            for (MatrixTile tile : tiles(new BatchPlan(batch, workers, workspace))) {
                float[] weights = tile.part().w().data();
                int layer = IntStream.range(0, training.size()).filter(l -> parameters.tensors().values(2 * l).data() == weights)
                        .findFirst().orElseThrow();
                assertEquals(workers > 1 ? STREAMED : training.get(layer), tile.placement());
            }
        }
    }

    private static List<MatrixTile> tiles(BatchPlan layout) {
        return Stream.of(layout.tiles).flatMap(Stream::of).flatMap(share -> Stream.of(share.tiles()))
                .map(MatrixTile.class::cast).toList();
    }

    @Test
    void isStreamedFromTheSizeOfACacheOn() {
        assertEquals(IN_CACHE, Placement.of(Placement.CACHE_FLOATS - 16));
        assertEquals(STREAMED, Placement.of(Placement.CACHE_FLOATS));
        assertEquals(STREAMED, Placement.of(1L << 40));
    }
}
