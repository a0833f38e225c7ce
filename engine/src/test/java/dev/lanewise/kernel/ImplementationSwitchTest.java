package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.platform.Overrides.FirstCalls;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class ImplementationSwitchTest {

    private static final long WORK = 1_000_000;
    private static final long ENOUGH = 50 * WORK;

    private final Kernels scalar = new ScalarKernels();
    private final Kernels products = new ScalarKernels();
    private final Kernels vector = new ScalarKernels();
    private final List<Kernels> used = new ArrayList<>();
    private final Map<Kernels, Long> nanos = new HashMap<>(Map.of(scalar, 200_000L, products, 60_000L, vector, 20_000L));

    private long now;

    /** Work of which a run takes a given time, on the clock of this test. */
    private Runnable on(Kernels kernels) {
        return () -> now += nanos.get(kernels);
    }

    private void call(ImplementationSwitch implementation) {
        ImplementationSwitch.Call call = implementation.begin();
        used.add(call.kernels());
        on(call.kernels()).run();
        call.end(WORK, this::on);
    }

    private void call(int times, ImplementationSwitch implementation) {
        for (int call = 0; call < times; call++) {
            call(implementation);
        }
    }

    private void callUntil(long time, ImplementationSwitch implementation) {
        while (now < time) {
            call(implementation);
        }
    }

    private ImplementationSwitch begins(FirstCalls first) {
        return new ImplementationSwitch(List.of(scalar, products, vector), first, ENOUGH, false, () -> now);
    }

    @Test
    void runsScalarKernelsUntilWorkHasGoneOnForLong() {
        ImplementationSwitch implementation = begins(FirstCalls.SCALAR);
        call(50, implementation);
        assertTrue(used.stream().allMatch(kernels -> kernels == scalar));
        assertNull(implementation.settled());
    }

    @Test
    void growsIntoVectorsByWayOfProductsOnceTheyAreFaster() {
        ImplementationSwitch implementation = begins(FirstCalls.SCALAR);
        for (int call = 0; call < 100_000 && implementation.settled() == null; call++) {
            call(implementation);
        }
        assertSame(vector, implementation.settled());
        assertTrue(used.contains(products));
        assertTrue(used.lastIndexOf(scalar) < used.lastIndexOf(products));
    }

    @Test
    void keepsScalarKernelsWhereVectorsAreNeverFaster() {
        nanos.put(products, 2_000_000L);
        ImplementationSwitch implementation = begins(FirstCalls.SCALAR);
        callUntil(200_000_000_000L, implementation);
        long callsBefore = used.size(), before = now;
        callUntil(400_000_000_000L, implementation);
        assertNull(implementation.settled());
        assertTrue(used.stream().allMatch(kernels -> kernels == scalar));
        double working = (used.size() - callsBefore) * (double) nanos.get(scalar) / (now - before);
        assertTrue(working > 0.95, working + " of the time was work");
    }

    @Test
    void triesAgainWhereTheCompilerWasLate() {
        nanos.put(products, 2_000_000L);
        ImplementationSwitch implementation = begins(FirstCalls.SCALAR);
        callUntil(10_000_000_000L, implementation);
        nanos.put(products, 60_000L);
        callUntil(30_000_000_000L, implementation);
        assertSame(vector, implementation.settled());
    }

    @Test
    void staysWithVectorProductsWhereTheRestIsNoFaster() {
        nanos.put(vector, 70_000L);
        ImplementationSwitch implementation = begins(FirstCalls.SCALAR);
        callUntil(100_000_000_000L, implementation);
        assertNull(implementation.settled());
        assertSame(products, used.getLast());
    }

    @Test
    void leavesCallsAloneForTenSecondsWhereLittleIsLeftToGain() {
        nanos.put(products, 30_000L);
        ImplementationSwitch implementation = begins(FirstCalls.SCALAR);
        while (used.isEmpty() || used.getLast() != products) {
            call(implementation);
        }
        long callsBefore = used.size(), before = now;
        callUntil(before + 9_000_000_000L, implementation);
        assertEquals((used.size() - callsBefore) * nanos.get(products), now - before);
        assertSame(implementation.begin(), implementation.begin(), "a call that is left alone allocates nothing");
        callUntil(before + 15_000_000_000L, implementation);
        assertSame(vector, implementation.settled());
    }

    private ImplementationSwitch ofSteps() {
        return new ImplementationSwitch(List.of(scalar, vector), FirstCalls.SCALAR, ENOUGH, true, () -> now);
    }

    @Test
    void letsStepsRunVectorsUntilTheyAreCompiled() {
        nanos.put(vector, 2_000_000L);
        ImplementationSwitch implementation = ofSteps();
        call(80, implementation);
        assertEquals(Collections.nCopies(50, scalar), used.subList(0, 50));
        assertEquals(Collections.nCopies(30, vector), used.subList(50, 80));
        nanos.put(vector, 20_000L);
        call(implementation);
        assertSame(vector, implementation.settled());
    }

    @Test
    void goesBackToScalarStepsWhereVectorsAreNeverFaster() {
        nanos.put(vector, 4_000_000L);
        ImplementationSwitch implementation = ofSteps();
        callUntil(400_000_000_000L, implementation);
        assertNull(implementation.settled());
        assertSame(scalar, used.getLast());
        double working = used.stream().filter(kernels -> kernels == scalar).count() * (double) nanos.get(scalar) / now;
        assertTrue(working > 0.9, working + " of the time was work");
    }

    @Test
    void comparesCallsOfSimilarSizeOnly() {
        ImplementationSwitch implementation = ofSteps();
        call(50, implementation);
        nanos.put(vector, 100_000L);
        // a hundredth of the work: slow for each multiply-add, whatever the kernels
        ImplementationSwitch.Call call = implementation.begin();
        on(call.kernels()).run();
        call.end(WORK / 100, this::on);
        assertNull(implementation.settled());
        call(implementation);
        assertSame(vector, implementation.settled());
    }

    @Test
    void keepsTheCallerWaitingNoLongerThanASlice() {
        nanos.put(products, 5_000_000L);
        ImplementationSwitch implementation = begins(FirstCalls.SCALAR);
        for (int call = 0; call < 1_000; call++) {
            long before = now;
            call(implementation);
            // the first slice also times the kernels in use
            assertTrue(now - before <= 20 * nanos.get(scalar) + nanos.get(scalar) + 2_000_000 + nanos.get(products), "call " + call);
        }
    }

    /** Each thread has its own idea of the time, so trials and slices meet in every order. */
    @Test
    void servesManyThreads() throws Exception {
        for (int round = 0; round < 200; round++) {
            AtomicLong time = new AtomicLong();
            Map<Kernels, Long> nanosOf = Map.copyOf(nanos);
            Miniature small = kernels -> () -> time.addAndGet(nanosOf.get(kernels));
            List<Kernels> ladder = List.of(scalar, products, vector);
            ImplementationSwitch shared = new ImplementationSwitch(ladder, FirstCalls.SCALAR, ENOUGH, false, time::get);
            Callable<Kernels> caller = () -> {
                while (shared.settled() == null) {
                    ImplementationSwitch.Call call = shared.begin();
                    small.on(call.kernels()).run();
                    call.end(WORK, small);
                }
                return shared.settled();
            };
            try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
                for (Future<Kernels> settled : threads.invokeAll(Collections.nCopies(4, caller))) {
                    assertSame(vector, settled.get());
                }
            }
        }
    }

    @Test
    void runsVectorsAtOnceWhereAskedTo() {
        ImplementationSwitch implementation = begins(FirstCalls.VECTOR);
        assertSame(vector, implementation.settled());
        call(2, implementation);
        assertEquals(List.of(vector, vector), used, "calls that do not ask whether it is settled");
    }

    @Test
    void alternatesWhereAskedTo() {
        ImplementationSwitch implementation = begins(FirstCalls.ALTERNATE);
        call(6, implementation);
        assertEquals(List.of(scalar, products, vector, scalar, products, vector), used);
    }

    @Test
    void isReadyAfterAWarmUp() {
        ImplementationSwitch implementation = begins(FirstCalls.SCALAR);
        implementation.warmUp(this::on);
        assertSame(vector, implementation.settled());
    }

    @Test
    void hasNothingToDecideWithOneImplementation() {
        assertSame(scalar, new ImplementationSwitch(List.of(scalar), FirstCalls.SCALAR, ENOUGH, false, () -> now).settled());
    }
}
