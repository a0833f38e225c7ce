package dev.lanewise.kernel;

import static dev.lanewise.kernel.TestMatrices.assertCanariesUntouched;
import static dev.lanewise.kernel.TestMatrices.assertPaddingZero;
import static dev.lanewise.kernel.TestMatrices.assertSameBits;
import static dev.lanewise.kernel.TestMatrices.window;

import dev.lanewise.panel.Panels;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Numbers of samples and features around a panel's sixteen, each for both implementations. */
final class LoopShapes {

    private static final int[] SAMPLES = {1, 2, 15, 16, 17, 33, 64}, FEATURES = {1, 2, 15, 16, 17, 40};

    private LoopShapes() {
    }

    interface Case {
        Arguments of(Kernels kernels, int samples, int features);
    }

    static Stream<Arguments> each(Case each) {
        return TestMatrices.twins().stream().flatMap(kernels -> IntStream.of(SAMPLES).boxed()
                .flatMap(samples -> IntStream.of(FEATURES).mapToObj(features -> each.of(kernels, samples, features))));
    }

    /** The same with a lane per sample, amid canaries, which lanes beyond the samples hold, too. */
    static Panels lanes(Panels rows) {
        Panels lanes = window(rows.cols(), rows.rows());
        for (int sample = 0; sample < rows.rows(); sample++) {
            for (int feature = 0; feature < rows.cols(); feature++) {
                lanes.set(feature, sample, rows.at(sample, feature));
            }
        }
        return lanes;
    }

    /** What was computed with a row and with a lane per sample is what was expected with a row; around it nothing was written. */
    static void assertBothForms(Panels expected, Panels rows, Panels lanes) {
        assertSameBits(expected, rows);
        assertSameBits(Specification.transposed(expected), lanes);
        assertPaddingZero(rows);
        assertCanariesUntouched(rows);
        assertCanariesUntouched(lanes);
    }
}
