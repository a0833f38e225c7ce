package dev.lanewise.bench.firstcalls;

import dev.lanewise.bench.ResultLines;
import dev.lanewise.bench.compare.Baseline;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A JVM that makes the objects of a work and calls it, and nothing else. Making the objects is not counted; loading classes at the first
 * call is.
 */
final class FreshJvm {

    /** The numbers of calls after which the time is noted. */
    static final List<Integer> CALLS = List.of(1, 10, 100, 1_000, 10_000);

    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static final long MOST_CPU_NANOS = 60_000_000_000L;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private FreshJvm() {
    }

    /**
     * Runs in the fresh JVM and prints its numbers.
     *
     * @param words {@code cpu} or {@code speed}, the work, and for {@code speed} the least nanoseconds
     */
    public static void main(String[] words) {
        Runnable call = Work.valueOf(words[1]).make();
        double[] numbers = words[0].equals("cpu") ? cpuMillis(call) : FullSpeed.run(call, Double.parseDouble(words[2])).stream()
                .flatMapToDouble(window -> DoubleStream.of(window.end(), window.nanos())).toArray();
        ResultLines.print(numbers);
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
        return start(CLASS_PATH, mode, cpus, "cpu", work.name());
    }

    /** Windows of calls for some nanoseconds at least, in a JVM that is started for it. */
    static List<FullSpeed.Window> windows(Work work, Mode mode, Baseline baseline, Cpus cpus, double least)
            throws IOException, InterruptedException {
        String classPath = mode == Mode.BASELINE ? baseline.engine() + File.pathSeparator + CLASS_PATH : CLASS_PATH;
        List<Double> numbers = start(classPath, mode, cpus, "speed", work.name(), "" + least);
        return IntStream.range(0, numbers.size() / 2).mapToObj(i -> new FullSpeed.Window(numbers.get(2 * i), numbers.get(2 * i + 1)))
                .toList();
    }

    private static List<Double> start(String classPath, Mode mode, Cpus cpus, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(cpus.java());
        command.addAll(List.of("--add-modules=jdk.incubator.vector", "-cp", classPath));
        command.addAll(mode.flags);
        command.add(FreshJvm.class.getName());
        command.addAll(List.of(words));
        return ResultLines.of(command);
    }
}
