package dev.lanewise.platform;

import static org.junit.jupiter.api.Assertions.*;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkerTeamTest {

    private final Set<Thread> before = helpers();

    private static Set<Thread> helpers() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith("lanewise-"))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private Set<Thread> newHelpers() {
        Set<Thread> helpers = helpers();
        helpers.removeAll(before);
        return helpers;
    }

    @AfterEach
    void noThreadOutlivesItsTeam() {
        assertEquals(Set.of(), newHelpers());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 16})
    void runsEveryWorkerOnceOnAThreadOfItsOwn(int size) {
        try (WorkerTeam team = new WorkerTeam(size)) {
            assertEquals(size, team.size());
            for (int workers = 1; workers <= size; workers++) {
                AtomicIntegerArray runs = new AtomicIntegerArray(size);
                Thread[] threads = new Thread[size];
                team.run(workers, worker -> {
                    runs.incrementAndGet(worker);
                    threads[worker] = Thread.currentThread();
                });
                for (int worker = 0; worker < size; worker++) {
                    assertEquals(worker < workers ? 1 : 0, runs.get(worker), "worker " + worker + " of " + workers);
                }
                assertSame(Thread.currentThread(), threads[0]);
                assertEquals(workers, Arrays.stream(threads).limit(workers).distinct().count());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void startsOneThreadLessThanItHasWorkers(int size) {
        try (WorkerTeam team = new WorkerTeam(size)) {
            assertEquals(size - 1, newHelpers().size());
            assertTrue(newHelpers().stream().allMatch(Thread::isDaemon));
            team.run(size, worker -> assertEquals(size - 1, newHelpers().size()));
        }
    }

    @Test
    void refusesToBeEmpty() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> new WorkerTeam(0));
        assertEquals("a team has 1 to 1024 threads, got 0", e.getMessage());
    }

    @ParameterizedTest(name = "worker {0} of 3")
    @ValueSource(ints = {0, 1, 2})
    void throwsWhatAWorkerThrowsAndGoesOn(int unlucky) {
        try (WorkerTeam team = new WorkerTeam(3)) {
            for (Throwable failure : new Throwable[] {new IllegalStateException("bug"), new StackOverflowError()}) {
                AtomicIntegerArray ended = new AtomicIntegerArray(3);
                assertSame(failure, assertThrows(Throwable.class, () -> team.run(3, worker -> {
                    if (worker == unlucky) {
                        throwAsItIs(failure);
                    }
                    LockSupport.parkNanos(1_000_000);
                    ended.set(worker, 1);
                })));
                assertEquals(2, ended.get(0) + ended.get(1) + ended.get(2), "the others end before the caller hears of it");
                AtomicIntegerArray runs = new AtomicIntegerArray(3);
                team.run(3, runs::incrementAndGet);
                assertEquals("[1, 1, 1]", runs.toString());
            }
        }
    }

    private static void throwAsItIs(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    @Test
    void keepsTheStackOfTheWorker() {
        try (WorkerTeam team = new WorkerTeam(2)) {
            Throwable e = assertThrows(IllegalStateException.class, () -> team.run(2, WorkerTeamTest::failAsHelper));
            assertEquals("on lanewise-1", e.getMessage());
            StackTraceElement[] stack = e.getStackTrace();
            assertEquals("failAsHelper", stack[0].getMethodName());
            assertTrue(stack[stack.length - 1].getClassName().startsWith(WorkerTeam.class.getName()), "it ends where the thread began");
        }
    }

    private static void failAsHelper(int worker) {
        if (worker > 0) {
            throw new IllegalStateException("on " + Thread.currentThread().getName());
        }
    }

    @Test
    void suppressesAllFailuresButTheFirst() {
        try (WorkerTeam team = new WorkerTeam(4)) {
            Throwable e = assertThrows(IllegalStateException.class, () -> team.run(4, worker -> {
                if (worker != 1) {
                    throw new IllegalStateException("worker " + worker);
                }
            }));
            assertEquals("worker 0", e.getMessage());
            assertEquals("[worker 2, worker 3]", Arrays.stream(e.getSuppressed()).map(Throwable::getMessage).toList().toString());
            RuntimeException same = new RuntimeException("the same for all");
            assertSame(same, assertThrows(RuntimeException.class, () -> team.run(4, worker -> throwAsItIs(same))));
            assertEquals(0, same.getSuppressed().length);
        }
    }

    @Test
    void throwsWhatTheCompilerDidNotSee() {
        WorkerTeam team = new WorkerTeam(2);
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertThrows(InterruptedException.class, () -> team.run(2, worker -> {
            if (worker == 1) {
                WorkerTeamTest.<RuntimeException>throwUnseen(new InterruptedException("unseen"));
            }
        })));
        team.close();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void throwUnseen(Throwable failure) throws T {
        throw (T) failure;
    }

    @Test
    void closesTwiceAndThenRunsNoMore() {
        WorkerTeam team = new WorkerTeam(3);
        team.run(3, worker -> { });
        assertEquals(2, newHelpers().size());
        team.close();
        assertEquals(Set.of(), newHelpers());
        team.close();
        Exception e = assertThrows(IllegalStateException.class, () -> team.run(1, worker -> fail("it runs")));
        assertEquals("the team of threads is closed", e.getMessage());
    }

    @Test
    void closesWholeForACallerThatIsInterrupted() {
        WorkerTeam team = new WorkerTeam(3);
        Thread.currentThread().interrupt();
        team.close();
        assertTrue(Thread.interrupted(), "the interrupt is kept");
        assertEquals(Set.of(), newHelpers());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 64})
    void endsThePhaseAndKeepsTheInterruptOfItsCaller(int size) {
        try (WorkerTeam team = new WorkerTeam(size)) {
            AtomicBoolean ended = new AtomicBoolean();
            Thread.currentThread().interrupt();
            team.run(2, worker -> {
                if (worker == 1) {
                    LockSupport.parkNanos(50_000_000);
                    ended.set(true);
                }
            });
            assertTrue(ended.get());
            assertTrue(Thread.interrupted(), "the interrupt is kept");
        }
    }

    @Test
    void waitsForAnInterruptThatComesWhileItWaits() {
        try (WorkerTeam team = new WorkerTeam(64)) {
            AtomicBoolean ended = new AtomicBoolean();
            Thread caller = Thread.currentThread();
            team.run(2, worker -> {
                if (worker == 1) {
                    LockSupport.parkNanos(20_000_000);
                    caller.interrupt();
                    LockSupport.parkNanos(20_000_000);
                    ended.set(true);
                }
            });
            assertTrue(ended.get());
            assertTrue(Thread.interrupted(), "the interrupt is kept");
        }
    }

    /** A team of two spins, if there are two cores; one of 64 parks at once; a worker that pauses lets the others park. */
    @ParameterizedTest
    @ValueSource(ints = {2, 5, 64})
    void neverHangsNorLosesARun(int size) {
        int[] sums = new int[16 * size];
        int[] expected = new int[size];
        try (WorkerTeam team = new WorkerTeam(size)) {
            for (int i = 0; i < 20_000; i++) {
                int workers = 1 + i % Math.min(size, 5), pause = i % 1000 == 0 ? 200_000 : 0;
                team.run(workers, worker -> {
                    sums[16 * worker]++;
                    if (pause > 0 && worker % 2 == 1) {
                        LockSupport.parkNanos(pause);
                    }
                });
                for (int worker = 0; worker < workers; worker++) {
                    expected[worker]++;
                    if (sums[16 * worker] != expected[worker]) {
                        fail("run " + i + ": worker " + worker + " has run " + sums[16 * worker] + " times, not " + expected[worker]);
                    }
                }
            }
        }
    }

    @Test
    void handsPlainWritesFromWorkerToWorker() {
        int size = 3, rounds = 2000;
        int[] cells = new int[size];
        try (WorkerTeam team = new WorkerTeam(size)) {
            for (int i = 0; i < rounds; i++) {
                int[] next = new int[size];
                team.run(size, worker -> next[worker] = cells[(worker + 1) % size] + 1);
                team.run(size, worker -> cells[worker] = next[worker]);
            }
        }
        assertArrayEquals(new int[] {rounds, rounds, rounds}, cells);
    }
}
