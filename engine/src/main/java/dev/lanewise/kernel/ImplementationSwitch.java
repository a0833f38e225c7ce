package dev.lanewise.kernel;

import dev.lanewise.platform.Overrides.FirstCalls;
import dev.lanewise.platform.Overrides;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Decides which implementation the next call of one kind of work runs: scalar kernels first, vector kernels once they are faster. Both
 * give the same bits, so the implementation may change between two calls; it never changes inside one.
 *
 * <p>Until the JVM's optimizing compiler has compiled a vector kernel, each of its vectors is an object, and a call takes up to a hundred
 * times as long. So work begins with scalar kernels. Work that has gone on for {@link #SCALAR_CALLS} calls, or for as many multiply-adds
 * as its kind says, is likely to go on for longer than a compiler takes. Then the next kernels are prepared in one of two ways:
 *
 * <ul>
 * <li>Calls that somebody waits for: a miniature of them runs the next kernels, in slices between the calls. Whenever that has become much
 * faster, the next call is tried with them. The next kernels are those with vector products, which are few and soon compiled, then those
 * with vectors throughout; where a call has next to no products, vectors throughout at once.
 * <li>Steps of a training and calls with many samples, of which only the sum counts: the calls themselves run vectors until these are
 * compiled.
 * </ul>
 *
 * <p>Vectors stay where a call takes less time than any with the kernels before. Nothing but speed decides, so a JVM that does not compile
 * vectors keeps the scalar kernels.
 *
 * <p>Everything of one kind in a JVM shares one switch: what is compiled for one network is compiled for the next. A switch is safe for use
 * by several threads. None waits for another: calls that end while another thread runs a slice are not counted.
 */
public final class ImplementationSwitch {

    /** Calls after which vectors are prepared, however little work a call is. */
    static final long SCALAR_CALLS = 10_000;
    /** A call with fewer multiply-adds has next to no products. */
    private static final long FEW_MULTIPLY_ADDS = 32_000;
    /** While calls are scalar, a slice between two of them takes as long as so many calls, but not less than two milliseconds. */
    private static final int SLICE_CALLS = 8;
    private static final long LEAST_SLICE = 2_000_000;
    /**
     * Where vector products made calls so many times as fast, little is left to gain: calls are left alone for so many nanoseconds, and
     * then slices take a small part of their time.
     */
    private static final int MOST_OF_THE_GAIN = 5;
    private static final long LITTLE_GAIN_NANOS = 10_000_000_000L;
    private static final int CALLS_A_SLICE = 20;
    /** Calls of which the fastest is known before calls are left alone, and before vectors are prepared; others are only counted. */
    private static final int TIMED_CALLS = 100;
    /** Where vectors did not become faster, they are prepared again after so many times as long as that took, each time twice as many. */
    private static final int LEAST_PATIENCE = 4, MOST_PATIENCE = 32;
    /** Calls with vectors that are not faster after so long will not be. */
    private static final long MOST_TRIAL = 3_000_000_000L;

    private static final long UNTIMED = Long.MIN_VALUE;

    private static final Map<Key, ImplementationSwitch> BY_KEY = new ConcurrentHashMap<>();

    private final List<Kernels> ladder;
    private final FirstCalls first;
    private final long scalarWork;
    private final boolean warmsUpByCalls;
    private final LongSupplier clock;
    private final ReentrantLock lock = new ReentrantLock();

    /** What every further call runs; read without a fence, since a thread that does not see it yet only asks once more. */
    private Kernels settled;
    private int rung;
    private long calls;
    private long work;
    private double nanos;
    private double notBefore;
    private int patience = LEAST_PATIENCE;
    private double rate = Double.MAX_VALUE;
    private long rateWork;
    private double scalarRate;
    private boolean littleIsLeft;
    private long untimedUntil = SCALAR_CALLS - TIMED_CALLS;
    private Call untimed;
    private double allowance;
    private boolean trialDue;
    private double trialNanos;
    private VectorWarmUp warmUp;

    /**
     * A kind of work.
     *
     * @param kind     says by {@code equals} which kernels run
     * @param products whether there are products worth a step of their own
     */
    private record Key(Object kind, boolean products) {
    }

    ImplementationSwitch(List<Kernels> ladder, FirstCalls first, long scalarWork, boolean warmsUpByCalls, LongSupplier clock) {
        this.ladder = ladder;
        this.first = first;
        this.scalarWork = scalarWork;
        this.warmsUpByCalls = warmsUpByCalls;
        this.clock = clock;
        standOn(first == FirstCalls.VECTOR ? ladder.size() - 1 : 0);
    }

    private void standOn(int rung) {
        this.rung = rung;
        settled = rung == ladder.size() - 1 ? ladder.getLast() : null;
    }

    /**
     * The switch of calls that somebody waits for.
     *
     * @param kind         says by {@code equals} which kernels run; a switch is kept for good, so there may be some hundred kinds at most
     * @param multiplyAdds of a usual call
     * @param scalarWork   multiply-adds after which vectors are prepared, if there were not {@link #SCALAR_CALLS} calls before
     * @return the same switch for every equal kind
     * @throws dev.lanewise.runtime.ImpossibleOverrideException if a system property asks for what this JVM cannot do
     */
    public static ImplementationSwitch of(Object kind, long multiplyAdds, long scalarWork) {
        boolean products = multiplyAdds >= FEW_MULTIPLY_ADDS;
        return BY_KEY.computeIfAbsent(new Key(kind, products),
                key -> create(KernelChoice.ladder(products), scalarWork, false));
    }

    /**
     * The switch of steps of a training, or of calls with many samples, of which only the sum counts.
     *
     * @param kind       says by {@code equals} which kernels run; a switch is kept for good, so there may be some hundred kinds at most
     * @param scalarWork multiply-adds after which vectors are prepared, if there were not {@link #SCALAR_CALLS} calls before
     * @return the same switch for every equal kind
     * @throws dev.lanewise.runtime.ImpossibleOverrideException if a system property asks for what this JVM cannot do
     */
    public static ImplementationSwitch ofSteps(Object kind, long scalarWork) {
        return BY_KEY.computeIfAbsent(new Key(kind, false),
                key -> create(KernelChoice.ladder(false), scalarWork, true));
    }

    private static ImplementationSwitch create(List<Kernels> ladder, long scalarWork, boolean warmsUpByCalls) {
        return new ImplementationSwitch(ladder, Overrides.firstCalls(), scalarWork, warmsUpByCalls, System::nanoTime);
    }

    /**
     * The kernels of all further calls.
     *
     * @return kernels, or null while that is open: then a call {@link #begin begins} and {@link Call#end ends} here
     */
    public Kernels settled() {
        return settled;
    }

    /** A call on the kernels that are best now. */
    public final class Call {

        private final Kernels kernels;
        private final long start;

        private Call(Kernels kernels, long start) {
            this.kernels = kernels;
            this.start = start;
        }

        /**
         * What the call is to run.
         *
         * @return kernels
         */
        public Kernels kernels() {
            return kernels;
        }

        /**
         * Notes how long the call has taken. A slice of the miniature may run after it, on this thread. A call that failed is not ended.
         *
         * @param multiplyAdds of the call
         * @param small        a miniature of this kind of work
         */
        public void end(long multiplyAdds, Miniature small) {
            if (start == UNTIMED) {
                count(multiplyAdds);
            } else {
                took(kernels, multiplyAdds, clock.getAsLong() - start, small);
            }
        }
    }

    private boolean isTimed() {
        return first == FirstCalls.SCALAR && (calls >= untimedUntil || rung == 0 && work >= scalarWork / 2);
    }

    /**
     * Begins a call.
     *
     * @return it, to be ended
     */
    public Call begin() {
        Kernels next = next();
        if (isTimed()) {
            return new Call(next, clock.getAsLong());
        }
        Call same = untimed;
        if (same == null || same.kernels != next) {
            same = new Call(next, UNTIMED);
            untimed = same;
        }
        return same;
    }

    /** The kernels of the next call. */
    Kernels next() {
        if (first == FirstCalls.ALTERNATE) {
            return ladder.get((int) (calls++ % ladder.size()));
        }
        // another thread may climb meanwhile
        int next = trialDue ? rung + 1 : rung;
        trialDue = false;
        return ladder.get(Math.min(next, ladder.size() - 1));
    }

    /** Several threads may lose each other's calls here, which matters little. */
    private void count(long multiplyAdds) {
        if (first == FirstCalls.SCALAR) {
            calls++;
            work += multiplyAdds;
        }
    }

    /** Notes how long a call with {@link #next} took, and may run a slice of the miniature; nothing while another thread does so. */
    void took(Kernels used, long multiplyAdds, long callNanos, Miniature small) {
        if (settled == null && first == FirstCalls.SCALAR && lock.tryLock()) {
            try {
                note(used, multiplyAdds, callNanos, small);
            } finally {
                lock.unlock();
            }
        }
    }

    private void note(Kernels used, long multiplyAdds, long callNanos, Miniature small) {
        double callRate = callNanos / (double) multiplyAdds;
        boolean isOpen = settled == null;
        if (isOpen && used == ladder.get(rung + 1)) {
            noteTrial(multiplyAdds, callNanos, callRate);
        } else if (isOpen && used == ladder.get(rung)) {
            noteUsual(multiplyAdds, callNanos, callRate, small);
        }
    }

    private void noteTrial(long multiplyAdds, long callNanos, double callRate) {
        trialNanos += callNanos;
        if (!isOfSimilarSize(multiplyAdds)) {
            trialDue = true;
        } else if (callRate < rate) {
            climb();
        } else if (warmsUpByCalls && trialNanos < MOST_TRIAL) {
            trialDue = true;
        } else if (warmsUpByCalls) {
            waitAfter(trialNanos);
            trialNanos = 0;
        }
    }

    /** Only calls of similar size can be compared: small ones take longer for each multiply-add. */
    private boolean isOfSimilarSize(long multiplyAdds) {
        return multiplyAdds <= 2 * rateWork && rateWork <= 2 * multiplyAdds;
    }

    /** Vectors were not faster after so long. */
    private void waitAfter(double preparedNanos) {
        notBefore = nanos + patience * preparedNanos;
        patience = Math.min(2 * patience, MOST_PATIENCE);
    }

    private void noteUsual(long multiplyAdds, long callNanos, double callRate, Miniature small) {
        rate = isOfSimilarSize(multiplyAdds) ? Math.min(rate, callRate) : callRate;
        rateWork = multiplyAdds;
        littleIsLeft = rung > 0 && MOST_OF_THE_GAIN * rate < scalarRate;
        scalarRate = rung == 0 ? rate : scalarRate;
        nanos += callNanos;
        calls++;
        work += multiplyAdds;
        if (littleIsLeft && untimedUntil == 0 && calls >= TIMED_CALLS) {
            untimedUntil = calls + (long) (LITTLE_GAIN_NANOS / (rate * multiplyAdds));
        }
        boolean isLeftAlone = littleIsLeft && calls < Math.max(TIMED_CALLS, untimedUntil);
        if ((calls > SCALAR_CALLS || work >= scalarWork) && nanos >= notBefore && !isLeftAlone) {
            if (warmsUpByCalls) {
                trialDue = true;
            } else {
                allowance = littleIsLeft ? allowance + callNanos / (double) CALLS_A_SLICE : Math.max(LEAST_SLICE, SLICE_CALLS * callNanos);
                prepare(small);
            }
        }
    }

    private void prepare(Miniature small) {
        if (warmUp == null) {
            warmUp = new VectorWarmUp(small, ladder.get(rung + 1), ladder.get(rung), clock);
        }
        long before = warmUp.nanos();
        VectorWarmUp.Verdict verdict = warmUp.slice(allowance);
        allowance -= warmUp.nanos() - before;
        switch (verdict) {
            case NONE -> { }
            case WORTH_A_TRIAL -> trialDue = true;
            case FASTER -> climb();
            case NOT_FASTER -> {
                waitAfter(warmUp.nanos());
                warmUp = null;
            }
        }
    }

    /**
     * Has the JVM compile the vector kernels now, on this thread: some 0.5 seconds, at most three; nothing where they are already in use.
     * They stay where the miniature is faster with them.
     *
     * @param small a miniature of this kind of work
     */
    public void warmUp(Miniature small) {
        lock.lock();
        try {
            boolean faster = first == FirstCalls.SCALAR;
            while (settled == null && faster) {
                faster = new VectorWarmUp(small, ladder.get(rung + 1), ladder.get(rung), clock).all();
                if (faster) {
                    climb();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void climb() {
        warmUp = null;
        allowance = 0;
        calls = 0;
        work = 0;
        rate = Double.MAX_VALUE;
        rateWork = 0;
        untimedUntil = 0;
        standOn(rung + 1);
    }
}
