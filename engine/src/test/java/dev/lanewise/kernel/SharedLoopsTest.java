package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A step asks for loops at every call and may not allocate. */
class SharedLoopsTest {

    static Stream<Arguments> families() {
        List<Function<Kernels, Object>> families = List.of(AddLoops::of, DropoutLoops::of, LayerNormLoops::of,
                PiecewiseLinearLoops::of, ScaleLoops::of);
        return TestMatrices.twins().stream().flatMap(kernels -> families.stream()
                .map(family -> Arguments.of(family.apply(kernels).getClass().getName(), kernels, family)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("families")
    void givesTheSameObjectAtEveryCall(String name, Kernels kernels, Function<Kernels, Object> family) {
        assertSame(family.apply(kernels), family.apply(kernels));
    }
}
