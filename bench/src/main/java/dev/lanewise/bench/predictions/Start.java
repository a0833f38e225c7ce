package dev.lanewise.bench.predictions;

import dev.lanewise.bench.Machine;
import dev.lanewise.bench.Net;
import dev.lanewise.model.Network;
import dev.lanewise.store.ModelFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench/run start}: what a JVM takes until its first prediction, over one that does nothing; and how long single calls take. */
@Command(name = "start", mixinStandardHelpOptions = true,
        description = "Prints the CPU time of a JVM until its first prediction of W2, and percentiles of calls with and without warm-up.")
public final class Start implements Callable<Integer> {

    @Option(names = "--jvms", paramLabel = "N", defaultValue = "20", description = "JVMs of each kind. Default: 20")
    private int jvms;

    /** The first word of a child's line, and the CPU time until that line. */
    private record Child(List<String> words, double cpuMillis) {
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.out.println(Machine.line() + "\n");
        Path model = Files.createTempFile("w2", ".lanewise");
        try {
            ModelFile.save(Network.create(Net.W2.spec(), 1), model);
            starts(model);
            latencies(model);
        } finally {
            Files.delete(model);
        }
        return 0;
    }

    private void starts(Path model) throws IOException, InterruptedException {
        double[] empty = new double[jvms], first = new double[jvms];
        for (int j = 0; j < jvms; j++) {
            empty[j] = child("nothing", model).cpuMillis;
            first[j] = child("first", model).cpuMillis;
        }
        System.out.printf("CPU time until the first prediction of W2 from a file, median of %d JVMs: %.0f ms over %.0f ms of an empty one"
                + "%n%n", jvms, median(first) - median(empty), median(empty));
    }

    private void latencies(Path model) throws IOException, InterruptedException {
        System.out.println("One sample of W2, microseconds of a call in " + FirstPrediction.CALLS + " calls of a fresh JVM (medians of "
                + jvms + " JVMs):\n\n| | p50 | p99 | p99.9 | largest |\n|---|---|---|---|---|");
        for (String mode : List.of("calls", "warm")) {
            List<List<String>> lines = new ArrayList<>();
            for (int j = 0; j < jvms; j++) {
                lines.add(child(mode, model).words);
            }
            StringBuilder row = new StringBuilder(mode.equals("warm") ? "| after a warm-up |" : "| from the first call on |");
            for (int column = 1; column <= FirstPrediction.PERCENTILES.size(); column++) {
                int at = column;
                double[] micros = lines.stream().mapToDouble(words -> Double.parseDouble(words.get(at))).toArray();
                row.append(String.format(" %.1f |", median(micros)));
            }
            System.out.println(row);
        }
    }

    private static double median(double[] numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Starts a JVM, waits for its line, and asks the system for its CPU time so far. */
    private static Child child(String mode, Path model) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector", "-cp", System.getProperty("java.class.path"), FirstPrediction.class.getName(), mode,
                model.toString()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (BufferedReader out = process.inputReader()) {
            String line = out.readLine();
            if (line == null || !line.startsWith("ready")) {
                throw new IOException("a JVM has ended without an answer, with code " + process.waitFor());
            }
            double cpu = process.info().totalCpuDuration().orElseThrow().toNanos() / 1e6;
            process.outputWriter().close();
            process.waitFor();
            return new Child(List.of(line.split(" ")), cpu);
        }
    }
}
