package dev.lanewise.bench.firstcalls;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A JVM that makes the objects of a work and calls it, and nothing else. Making the objects is not counted; loading classes at the first
 * call is.
 */
final class FreshJvm {

    /** The numbers of calls after which the time is noted. */
    static final List<Integer> CALLS = List.of(1, 10, 100, 1_000, 10_000);

    private static final String RESULT = "result ";
    private static final long MOST_CPU_NANOS = 60_000_000_000L;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private FreshJvm() {
    }

    /**
     * Runs in the fresh JVM and prints its numbers.
     *
     * @param words {@code cpu} or {@code speed}, and the work
     */
    public static void main(String[] words) {
        Runnable call = Work.valueOf(words[1]).make();
        double[] numbers = words[0].equals("cpu") ? cpuMillis(call) : new double[] {FullSpeed.millis(call)};
        for (double number : numbers) {
            System.out.println(RESULT + number);
        }
    }

    /** Milliseconds that this thread has had a core for the first calls; fewer numbers where more calls would take more than a minute. */
    private static double[] cpuMillis(Runnable call) {
        double[] millis = new double[CALLS.size()];
        long start = THREADS.getCurrentThreadCpuTime(), taken = 0;
        int done = 0, noted = 0;
        for (; noted < millis.length && (double) taken / Math.max(1, done) * CALLS.get(noted) < MOST_CPU_NANOS; noted++) {
            for (; done < CALLS.get(noted); done++) {
                call.run();
            }
            taken = THREADS.getCurrentThreadCpuTime() - start;
            millis[noted] = taken / 1e6;
        }
        return Arrays.copyOf(millis, noted);
    }

    /** Milliseconds on a core of the first calls, as many as {@link #CALLS} or fewer, in a JVM that is started for it. */
    static List<Double> cpuMillis(Work work, Mode mode, Cpus cpus) throws IOException, InterruptedException {
        return start("cpu", work, mode, cpus);
    }

    /** Milliseconds from the first call to full speed, in a JVM that is started for it. */
    static double fullSpeedMillis(Work work, Mode mode, Cpus cpus) throws IOException, InterruptedException {
        return start("speed", work, mode, cpus).getFirst();
    }

    private static List<Double> start(String what, Work work, Mode mode, Cpus cpus) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(cpus.java());
        command.addAll(List.of("--add-modules=jdk.incubator.vector", "-cp", System.getProperty("java.class.path")));
        command.addAll(mode.flags);
        command.addAll(List.of(FreshJvm.class.getName(), what, work.name()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " ended with exit code " + process.exitValue() + ":\n" + output);
        }
        return output.lines().filter(line -> line.startsWith(RESULT)).map(line -> Double.valueOf(line.substring(RESULT.length()))).toList();
    }
}
