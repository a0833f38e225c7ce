package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.model.Network;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Training processes that are killed without warning lose nothing: what goes on from their checkpoints ends with the same bits. */
@Tag("once")
@Timeout(300)
class KillTest {

    private static final int RUNS = 5;
    private static final int KILLS_A_RUN = 10;
    private static final int RUN_MILLIS = 3000;
    private static final int WAIT_MILLIS = 13;
    /** What a process may be started with: the width of vectors changes no bit. */
    private static final List<List<String>> WIDTHS = List.of(List.of("--add-modules", "jdk.incubator.vector"),
            List.of("--add-modules", "jdk.incubator.vector", "-XX:MaxVectorSize=32"),
            List.of("--add-modules", "jdk.incubator.vector", "-XX:MaxVectorSize=16"), List.of());

    @TempDir
    private Path folder;

    private final AtomicInteger kills = new AtomicInteger();
    private final AtomicInteger killsInsideAWrite = new AtomicInteger();
    private final AtomicInteger ends = new AtomicInteger();

    @Test
    void changesNoBitAtFiftyRandomMoments() throws Exception {
        String uncut = KillProbe.run(folder.resolve("uncut"), 1, 0);
        List<Future<?>> runs = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(RUNS)) {
            for (int run = 0; run < RUNS; run++) {
                int seed = run;
                runs.add(executor.submit(() -> {
                    killAgainAndAgain(seed, uncut);
                    return null;
                }));
            }
        }
        for (Future<?> run : runs) {
            run.get();
        }
        assertEquals(RUNS * KILLS_A_RUN, kills.get());
        assertTrue(ends.get() >= RUNS, ends + " runs came to their end");
        assertTrue(killsInsideAWrite.get() > 0, "none of " + kills + " kills came while a checkpoint was written");
    }

    /** Goes on after each kill; where a run comes to its end, another begins. */
    private void killAgainAndAgain(int seed, String uncut) throws IOException, InterruptedException {
        var random = new SplittableRandom(seed);
        int killed = 0;
        for (int run = 0; killed < KILLS_A_RUN; run++) {
            Path own = Files.createDirectory(folder.resolve(seed + "-" + run));
            Process process = start(own, random);
            while (killed < KILLS_A_RUN && isKilled(process, own, random)) {
                killed++;
                process = start(own, random);
            }
            requireSum(uncut, process);
        }
    }

    private static Process start(Path own, SplittableRandom random) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(WIDTHS.get(random.nextInt(WIDTHS.size())));
        command.addAll(List.of("-cp", Stream.of(Network.class, Trainer.class, KillProbe.class).map(KillTest::folder)
                .collect(Collectors.joining(File.pathSeparator)), KillProbe.class.getName(), own.toString(),
                Integer.toString(1 + random.nextInt(3)), Integer.toString(WAIT_MILLIS)));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static String folder(Class<?> of) {
        return Path.of(URI.create(of.getProtectionDomain().getCodeSource().getLocation().toString())).toString();
    }

    private void requireSum(String uncut, Process process) throws IOException, InterruptedException {
        String sum = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertEquals(0, process.waitFor());
        assertEquals(uncut, sum);
        ends.incrementAndGet();
    }

    /** Kills a process at a random moment, or in the next write after it; false where it comes to its end before. */
    private boolean isKilled(Process process, Path own, SplittableRandom random) throws IOException, InterruptedException {
        List<Path> leftOver = temporaries(own);
        boolean insideAWrite = random.nextInt(3) == 0;
        if (process.waitFor(random.nextInt(RUN_MILLIS), TimeUnit.MILLISECONDS)) {
            return false;
        }
        while (insideAWrite && process.isAlive() && leftOver.containsAll(temporaries(own))) {
            Thread.onSpinWait();
        }
        // by its handle, which leaves the output of a process readable that has just come to its end
        process.toHandle().destroyForcibly();
        if (process.waitFor() != 128 + 9) {
            return false;
        }
        kills.incrementAndGet();
        if (!leftOver.containsAll(temporaries(own))) {
            killsInsideAWrite.incrementAndGet();
        }
        return true;
    }

    private static List<Path> temporaries(Path own) throws IOException {
        List<Path> temporaries = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(own, ".checkpoint-*.tmp")) {
            files.forEach(temporaries::add);
        }
        return temporaries;
    }
}
