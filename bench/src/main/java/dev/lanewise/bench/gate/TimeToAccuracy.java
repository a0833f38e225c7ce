package dev.lanewise.bench.gate;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.lanewise.bench.Checkout;
import dev.lanewise.bench.Net;
import dev.lanewise.bench.gate.Floors.Floor;
import dev.lanewise.model.Engine;
import dev.lanewise.platform.Jvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * MNIST with W1 on two threads, from the start of a JVM until 98 % of the test images are right. The time holds the JVM's start, reading
 * the data, the compiler's work and the tests between epochs; it is judged as a share of the peak, so that the floor holds on
 * other CPUs; nothing in it is measured in turns.
 */
final class TimeToAccuracy {

    static final String TITLE = "W1 start to 98 percent 2 threads";
    private static final int THREADS = 2;
    private static final int RUNS = 3;
    private static final double IMAGES = 60_000;

    private final Path launcher = Checkout.root().resolve("samples/lanewise");
    private final Path data;

    TimeToAccuracy(Path data) {
        this.data = data;
    }

    /** The best of three runs; throws IOException if the command line is not there, fails, or does not reach its aim. */
    Row row(Train peak) throws IOException, InterruptedException {
        Floor floor = Floors.of(Engine.report().vectorBits(), Jvm.vectorRegisters()).of(TITLE);
        Row best = null;
        for (int run = 1; run <= RUNS; run++) {
            Row row = Row.ofShare(TITLE, THREADS, measured(train(), peak), floor);
            best = best == null || row.isBetterThan(best) ? row : best;
        }
        return best;
    }

    private static Measured measured(Map<String, Object> report, Train peak) {
        double seconds = number(report, "wallSeconds"), samples = number(report, "epochs") * IMAGES;
        System.err.printf("%s: %s in %.2f s, %.0f epochs%n", TITLE, report.get("dataset"), seconds, number(report, "epochs"));
        double gflops = Net.W1.stepFlops() / Net.W1.batch * samples / seconds / 1e9;
        return new Measured(gflops, gflops, peak.peakGflops(), Double.NaN, Double.NaN, peak.referenceShare(), samples / seconds,
                Double.NaN, Engine.report().vectorBits(), Jvm.vectorRegisters(), peak.histogram());
    }

    private Map<String, Object> train() throws IOException, InterruptedException {
        Path json = Files.createTempFile("lanewise", ".json");
        try {
            List<String> command = new ArrayList<>(List.of(launcher.toString(), "mnist", "--hidden", "128", "--batch", "" + Net.W1.batch,
                    "--lr", "0.1", "--epochs", "5", "--threads", "" + THREADS, "--target-accuracy", "0.98", "--json", json.toString()));
            if (data != null) {
                command.addAll(List.of("--data", data.toString()));
            }
            int exit = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start().waitFor();
            if (exit != 0) {
                throw new IOException(String.join(" ", command) + " ended with exit code " + exit);
            }
            return reached(JSON.std.mapFrom(Files.readString(json)));
        } finally {
            Files.delete(json);
        }
    }

    private static Map<String, Object> reached(Map<String, Object> report) throws IOException {
        if (number(report, "testAccuracy") < 0.98) {
            throw new IOException("98 % were not reached, but " + 100 * number(report, "testAccuracy") + " % on " + report.get("dataset"));
        }
        return report;
    }

    private static double number(Map<String, Object> report, String key) {
        return ((Number) report.get(key)).doubleValue();
    }
}
