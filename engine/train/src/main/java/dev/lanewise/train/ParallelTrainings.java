package dev.lanewise.train;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * Several trainings at the same time, each on a thread of its own. What comes out depends on the trainings alone: any number of threads
 * gives the same. Stateless.
 */
public final class ParallelTrainings {

    private ParallelTrainings() {
    }

    /**
     * Runs trainings, the first ones first.
     *
     * @param <T>       what a training comes to
     * @param count     how many
     * @param training  a training by its number, from 0; called on several threads
     * @param threads   trainings at the same time, at least 1
     * @return what each came to, in their order
     * @throws IllegalArgumentException     if there are no threads, or as the first training that throws it
     * @throws TrainingInterruptedException if the thread is interrupted; trainings that have begun end with their next step
     */
    public static <T> List<T> run(int count, IntFunction<T> training, int threads) {
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, count), Thread.ofPlatform().daemon()
                .name("lanewise-fold-", 1).factory());
        try {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                running.add(pool.submit(() -> training.apply(number)));
            }
            return running.stream().map(ParallelTrainings::result).toList();
        } finally {
            // interrupts what still runs where one has failed
            pool.shutdownNow();
        }
    }

    private static <T> T result(Future<T> running) {
        try {
            return running.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrainingInterruptedException("a cross-validation was interrupted");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case Throwable cause -> throw new IllegalStateException("a training of a cross-validation failed", cause);
            }
        }
    }
}
