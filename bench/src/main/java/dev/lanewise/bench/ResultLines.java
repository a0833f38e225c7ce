package dev.lanewise.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Numbers that a JVM prints for the one that has started it, among whatever else it says. */
public final class ResultLines {

    private static final String RESULT = "result ";

    private ResultLines() {
    }

    /**
     * Prints numbers.
     *
     * @param numbers in the order in which they are read
     */
    public static void print(double... numbers) {
        for (double number : numbers) {
            System.out.println(RESULT + number);
        }
    }

    /**
     * Runs a program until it ends.
     *
     * @param command the program and its words
     * @return the numbers that it has printed
     * @throws IOException          if it does not start, or with all that it has said if it fails
     * @throws InterruptedException if this thread is interrupted
     */
    public static List<Double> of(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " ended with exit code " + process.exitValue() + ":\n" + output);
        }
        return output.lines().filter(line -> line.startsWith(RESULT)).map(line -> Double.valueOf(line.substring(RESULT.length()))).toList();
    }
}
