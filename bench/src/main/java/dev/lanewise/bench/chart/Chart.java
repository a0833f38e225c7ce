package dev.lanewise.bench.chart;

import dev.lanewise.file.OutputFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bench/run chart}: samples a second in training, by network, library and threads, as an SVG file. */
@Command(name = "chart", mixinStandardHelpOptions = true,
        description = "Draws the samples a second of training steps, by network, library and threads, as an SVG file.")
public final class Chart implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "JSON files of the gate and of the rivals; later files win.")
    private List<Path> files;

    @Option(names = "--out", paramLabel = "FILE", defaultValue = "bench/chart.svg", description = "Default: ${DEFAULT-VALUE}")
    private Path out;

    @Override
    public Integer call() throws IOException {
        List<Rate> rates = new ArrayList<>();
        for (Path file : files) {
            List<Rate> fresh = Rate.read(file);
            rates.removeIf(old -> fresh.stream().anyMatch(old::isSameBarAs));
            rates.addAll(fresh);
        }
        OutputFile.write(out, Drawing.svg(rates));
        System.out.println("drawn: " + out);
        return 0;
    }
}
