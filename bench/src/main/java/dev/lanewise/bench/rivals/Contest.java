package dev.lanewise.bench.rivals;

import dev.lanewise.bench.PeakAndAllocations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.infra.Blackhole;

/**
 * One case among all rivals that can do it. Each is started and warmed up, one after the other; then they take turns, a slice of time each,
 * in an order that is turned by one from round to round. Only one works at a time, and a slice is repeated where other processes worked.
 */
final class Contest {

    /** In a slice everything else may use this part of a core: what idle JVMs and the system need. */
    private static final double QUIET = 0.06;
    /** The system counts time in ticks of 10 ms, for each process; less than some of them, in seconds, is nothing. */
    private static final double CLOCK = 0.04;
    private static final int ATTEMPTS = 3;
    private static final double LEAST_WARM_UP = 0.5;
    /** Seconds in which a JVM and its library are ready. */
    private static final double START = 2.5;

    private final int rounds;
    private final double scale;
    private final Instructions instructions;
    private final PeakAndAllocations gauge = new PeakAndAllocations();
    private final Blackhole blackhole =
            new Blackhole("Today's password is swordfish. I understand instantiating Blackholes directly is dangerous.");
    private int slicesInAll;
    private int slicesDisturbed;

    /** A contest of some rounds, with slices and warm-ups that are scale times as long as usual. */
    Contest(int rounds, double scale, Instructions instructions) {
        this.rounds = rounds;
        this.scale = scale;
        this.instructions = instructions;
        gauge.measure(blackhole);       // C2 compiles its loop
    }

    /** Runs the case; throws IOException if a rival ends early or has another answer than the first one. */
    List<Result> run(Case which, List<Rival> rivals) throws IOException, InterruptedException {
        List<RivalProcess> started = new ArrayList<>();
        try {
            for (Rival rival : rivals) {
                started.add(new RivalProcess(rival, which, instructions, warmUpSeconds(which)));
                requireEqual(which, started.getFirst(), started.getLast());
            }
            return rounds(which, started);
        } finally {
            for (RivalProcess process : started) {
                process.close();
            }
        }
    }

    /** Seconds that a case with some rivals takes, unless slices are disturbed or somebody needs long to become steady. */
    double seconds(Case which, int rivals) {
        return rivals * (START + warmUpSeconds(which) + rounds * (scale * which.task().kind.sliceSeconds + pauseMillis(which) / 1e3));
    }

    /** Shorter slices are no reason for a colder start than half the usual one. */
    private double warmUpSeconds(Case which) {
        return Math.max(LEAST_WARM_UP, scale) * which.task().kind.warmUpSeconds;
    }

    /** The threads of the last one have stopped to wait for more work: OpenMP of Intel spins for 200 ms. */
    private static int pauseMillis(Case which) {
        return which.threads() == 1 ? 20 : 300;
    }

    private static void requireEqual(Case which, RivalProcess first, RivalProcess other) throws IOException {
        requireEqual(which, first.rival.name(), first.answer, other.rival.name(), other.answer);
    }

    /** Compares what two rivals computed. */
    static void requireEqual(Case which, String first, double[] expected, String other, double[] got) throws IOException {
        double largest = 0;
        for (double number : expected) {
            largest = Math.max(largest, Math.abs(number));
        }
        for (int i = 0; i < expected.length || i < got.length; i++) {
            boolean both = i < expected.length && i < got.length;
            if (!both || !(Math.abs(expected[i] - got[i]) <= which.task().kind.tolerance * largest)) {
                throw new IOException(which.name() + ": number " + (i + 1) + " of the answer is "
                        + (i < expected.length ? expected[i] : "missing") + " by " + first + ", but "
                        + (i < got.length ? got[i] : "missing") + " by " + other + ": they do not do the same work");
            }
        }
    }

    private List<Result> rounds(Case which, List<RivalProcess> rivals) throws IOException, InterruptedException {
        List<List<Slice>> slices = new ArrayList<>();
        rivals.forEach(rival -> slices.add(new ArrayList<>()));
        double peak = peakGflops();
        for (int round = 0; round < rounds; round++) {
            for (int turn = 0; turn < rivals.size(); turn++) {
                int at = (round + turn) % rivals.size();
                slices.get(at).add(slice(which, rivals, at));
            }
            peak = Math.max(peak, peakGflops());
        }
        List<Result> results = new ArrayList<>();
        for (int r = 0; r < rivals.size(); r++) {
            results.add(new Result(which, rivals.get(r).rival.name(), rivals.get(r).version, peak, slices.get(r)));
        }
        return results;
    }

    private double peakGflops() {
        gauge.measure(blackhole);
        return gauge.peakGflops();
    }

    /** A slice of one rival; again where something else, another rival included, kept the cores busy. */
    private Slice slice(Case which, List<RivalProcess> rivals, int at) throws IOException, InterruptedException {
        double seconds = scale * which.task().kind.sliceSeconds;
        for (int attempt = 1; ; attempt++) {
            Thread.sleep(pauseMillis(which));
            double before = othersSeconds(rivals.get(at));
            Slice slice = rivals.get(at).slice(seconds);
            boolean quiet = othersSeconds(rivals.get(at)) - before <= Math.max(QUIET * seconds, CLOCK);
            if (quiet || attempt == ATTEMPTS) {
                slicesInAll++;
                slicesDisturbed += quiet ? 0 : 1;
                return slice;
            }
        }
    }

    private static double othersSeconds(RivalProcess rival) throws IOException {
        return Cores.busySeconds() - rival.cpuTime().toNanos() / 1e9;
    }

    /** How much the rest of the machine had to do with the numbers. */
    String disturbances() {
        return slicesDisturbed + " of " + slicesInAll + " slices were disturbed by other work on the cores";
    }
}
