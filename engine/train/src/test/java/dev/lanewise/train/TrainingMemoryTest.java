package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.chain.Chain;
import dev.lanewise.chain.Chains;
import dev.lanewise.chain.Parameters;
import dev.lanewise.chain.Use;
import dev.lanewise.panel.Panels;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.GradientOptions;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.step.BatchPlan;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("once")
class TrainingMemoryTest {

    private static final Optimizer ADAM = new Optimizer.Adam(0.001f);

    private static NetworkSpec spec(int... sizes) {
        NetworkSpec.Builder spec = NetworkSpec.inputs(sizes[0]);
        for (int l = 1; l < sizes.length; l++) {
            spec.dense(sizes[l], l + 1 < sizes.length ? Activation.relu() : Activation.softmax());
        }
        return spec.build();
    }

    @Test
    void countsParametersWithPaddingAndAMatrixForEachMoment() {
        // panels of sixteen columns: 20 are 32, 3 are 16
        long floats = 10 * 32 + 32 + 20 * 16 + 16;
        NetworkSpec spec = spec(10, 20, 3);
        assertEquals(4 * floats, TrainingMemory.of(spec, ADAM, 64, 1).parameters());
        assertEquals(2 * 4 * floats, TrainingMemory.of(spec, ADAM, 64, 1).moments());
        assertEquals(4 * floats, TrainingMemory.of(spec, new Optimizer.Momentum(0.1f, 0.9f), 64, 1).moments());
        assertEquals(0, TrainingMemory.of(spec, new Optimizer.Sgd(0.1f), 64, 1).moments());
    }

    @Test
    void letsBlocksGrowAndShrinkWithTheNetwork() {
        Optimizer momentum = new Optimizer.Momentum(0.1f, 0.9f);
        int tile = 257 * 32;
        assertEquals(4 * ((784 + 3 * 1024 + 10 + 10 + 16 + 2048) * 256 + tile),
                TrainingMemory.of(spec(784, 1024, 1024, 1024, 10), momentum, 256, 1).blocks());
        NetworkSpec wide = spec(1500, 160, 10);
        assertEquals(4 * ((1500 + 160 + 10 + 10 + 16 + 320) * 32 + tile), TrainingMemory.of(wide, momentum, 256, 1).blocks());
        assertEquals(4 * ((160 + 10 + 10 + 16 + 320) * 64 + tile), TrainingMemory.of(wide, new Optimizer.Sgd(0.1f), 256, 1).blocks());
    }

    @Test
    void countsWholeGradientsAndTheSamplesOfAMicroBatch() {
        NetworkSpec spec = spec(10, 20, 3);
        GradientOptions clipped = GradientOptions.NONE.withClipNorm(1f);
        TrainingMemory whole = TrainingMemory.of(spec, Loss.softmaxCrossEntropy(), ADAM, clipped, 64, 64, 1);
        assertEquals(whole.parameters(), whole.gradients());
        assertEquals(TrainingMemory.of(spec, ADAM, 64, 1).bytes() + whole.parameters(), whole.bytes());
        assertEquals(TrainingMemory.of(spec, ADAM, 16, 1).bytes() + whole.parameters(),
                TrainingMemory.of(spec, Loss.softmaxCrossEntropy(), ADAM, GradientOptions.NONE, 64, 16, 1).bytes());
        assertEquals(TrainingMemory.of(spec, ADAM, 64, 1),
                TrainingMemory.of(spec, Loss.softmaxCrossEntropy(), ADAM, GradientOptions.NONE.withMaxNorm(1f), 64, 100, 1));
    }

    @ParameterizedTest(name = "{0}-{1}-{2}-{3}, {4} samples")
    @CsvSource({"784, 128, 64, 10, 64", "784, 512, 256, 10, 128", "784, 1024, 1024, 10, 256", "100, 30, 30, 26, 1000",
        "3000, 50, 40, 1000, 32", "784, 100, 100, 47, 16"})
    void saysWhatTheWorkspaceAllocates(int in, int first, int second, int out, int batch) {
        NetworkSpec spec = spec(in, first, second, out);
        int threads = 2;
        Chain chain = Chains.of(new Parameters(spec, List.of("moment1", "moment2")), Loss.softmaxCrossEntropy(), Use.TRAIN);
        long block = BatchPlan.blockFloats(chain, BatchPlan.mostSamplesInBlock(chain, batch));
        long gradients = BatchPlan.sharedFloats(chain, batch, threads) - BatchPlan.sharedFloats(chain, batch, 0);

        TrainingMemory memory = TrainingMemory.of(spec, ADAM, batch, threads);

        assertEquals(4 * BatchPlan.sharedFloats(chain, batch, 0), memory.batch());
        assertEquals(4 * (threads * block + gradients + threads * Panels.size(1, BatchPlan.TILE_COLUMNS)), memory.blocks());
    }
}
