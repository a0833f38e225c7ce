package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.reproducibility.ChildJvm;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All cases in one JVM, so that kernels are compiled once, and for all kinds of stages. A JVM may compile a kernel so that vectors stay
 * objects for good: one of some two hundred has. So a case that allocated must not do so in a second JVM, where a fault of this library
 * would show again.
 */
@Tag("once")
class AllocationTest {

    private static final List<String> CASES = List.of(
            "64 1 softmax softmax_cross_entropy",
            "64 2 softmax softmax_cross_entropy",
            "1 1 softmax softmax_cross_entropy",
            "20 2 sigmoid sigmoid_cross_entropy",
            "3 1 leaky_relu squared_error",
            "64 2 softmax softmax_cross_entropy factors",
            "64 2 softmax softmax_cross_entropy bytes",
            "64 2 softmax softmax_cross_entropy weights",
            "3 1 sigmoid focal weights",
            "20 2 softmax softmax_cross_entropy optimizers",
            "3 1 softmax softmax_cross_entropy bytes",
            "20 1 softmax softmax_cross_entropy dropout(0.5)",
            "64 2 softmax softmax_cross_entropy layer_norm(1e-5)",
            "3 1 softmax softmax_cross_entropy layer_norm(1e-5)",
            "64 2 softmax softmax_cross_entropy 17 tanh zero none",
            "3 1 softmax softmax_cross_entropy 17 tanh zero none",
            "64 2 softmax softmax_cross_entropy residual(scale();dropout(0.5))",
            "3 1 softmax softmax_cross_entropy residual(scale())",
            "64 2 softmax softmax_cross_entropy scale()",
            "3 1 softmax softmax_cross_entropy scale()",
            "64 2 softmax softmax_cross_entropy periodic(2,70) 17x3 0.1",
            "3 1 softmax softmax_cross_entropy periodic(2,70) 17x3 0.1",
            "1 predict softmax softmax_cross_entropy periodic(2,70) 17x3 0.1",
            "64 2 softmax softmax_cross_entropy piecewise_linear(3:2x20,7:99x16) 16 zero",
            "3 1 softmax softmax_cross_entropy piecewise_linear(3:2x20) 5 zero",
            "100 predict softmax softmax_cross_entropy piecewise_linear(3:2x20,7:99x16) 16 zero",
            "64 2 softmax softmax_cross_entropy members(3) normal(0,1)",
            "5 1 sigmoid squared_error members(3) normal(0,1)",
            "1 predict softmax softmax_cross_entropy members(3) normal(0,1)",
            "100 predict sigmoid squared_error members(3) normal(0,1)",
            "20 2 identity huber(0.5)",
            "64 1 tanh absolute_error",
            "20 2 softmax softmax_cross_entropy(0.1)",
            "3 1 identity poisson",
            "64 2 sigmoid quantile(0.1,0.9)",
            "20 2 sigmoid focal",
            "64 2 gelu squared_error",
            "3 1 parametric(mish) squared_error",
            "20 1 prelu squared_error",
            "100 predict softplus",
            "1 predict silu",
            "1 predict",
            "15 predict",
            "100 predict",
            "1 predict softmax softmax_cross_entropy compact BF16",
            "1 predict softmax softmax_cross_entropy compact INT8",
            "100 predict softmax softmax_cross_entropy compact INT8",
            "1 buffers",
            "100 buffers");
    private static final Map<String, String> FIRST = new HashMap<>(), SECOND = new HashMap<>();

    static List<String> cases() {
        return CASES;
    }

    @BeforeAll
    static void measure() throws IOException, InterruptedException {
        measure(FIRST);
        if (!CASES.stream().allMatch(words -> "0".equals(FIRST.get(words)))) {
            measure(SECOND);
        }
    }

    private static void measure(Map<String, String> bytes) throws IOException, InterruptedException {
        List<String> options = Stream.concat(ChildJvm.VECTORS.stream(), Stream.of("-Dlanewise.firstCalls=vector")).toList();
        for (String line : ChildJvm.run(options, AllocationProbe.class, CASES.toArray(String[]::new))) {
            int colon = line.lastIndexOf(": ");
            if (colon >= 0) {
                bytes.put(line.substring(0, colon), line.substring(colon + 2));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void allocatesNothingInTenThousandStepsOrPredictions(String words) {
        String first = FIRST.get(words);
        if (!"0".equals(first)) {
            assertEquals("0", SECOND.get(words), () -> "bytes in " + AllocationProbe.REPEATS + "; in the JVM before " + first);
        }
    }
}
