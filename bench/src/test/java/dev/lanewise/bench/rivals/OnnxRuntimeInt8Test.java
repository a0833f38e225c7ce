package dev.lanewise.bench.rivals;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanewise.bench.Net;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What ONNX Runtime's 8 bits cost in accuracy; skipped where it is absent: it is there with {@code -Privals}. */
class OnnxRuntimeInt8Test {

    private static Optional<Rival> rival() {
        return ServiceLoader.load(Rival.class).stream().map(ServiceLoader.Provider::get)
                .filter(rival -> rival.name().equals("ONNX Runtime int8")).findFirst();
    }

    @ParameterizedTest
    @EnumSource(names = {"W2", "W3"})
    void agreesWithFloatsAsFarAsEightBitsCan(Net net) {
        Optional<Rival> rival = rival();
        assumeTrue(rival.isPresent(), "no ONNX Runtime");
        Case which = new Case(Task.COMPACT_256, net, 0, 1);
        double[] floats = Work.of(new Lanewise(), which).answer(), bytes = Work.of(rival.get(), which).answer();
        double largest = IntStream.range(0, floats.length).mapToDouble(i -> floats[i]).max().orElseThrow();
        double difference = IntStream.range(0, floats.length).mapToDouble(i -> Math.abs(floats[i] - bytes[i])).max().orElseThrow();
        System.out.printf("%s: largest difference %.5f of probabilities up to %.3f%n", net, difference, largest);
        assertTrue(difference <= which.task().kind.tolerance * largest, net + ": " + difference);
        assertTrue(difference > 1e-5 * largest, net + " has the answers of floats: " + difference);
    }
}
