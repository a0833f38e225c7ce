package dev.lanewise.table;

import dev.lanewise.data.DataFingerprint;
import dev.lanewise.data.Dataset;
import dev.lanewise.metric.Metric;
import dev.lanewise.train.FitOptions;
import dev.lanewise.train.FitReport;
import dev.lanewise.train.Trainer;
import dev.lanewise.train.checkpoint.CheckpointDirectory;
import dev.lanewise.train.checkpoint.CheckpointInterval;
import dev.lanewise.train.checkpoint.CheckpointListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where trainings of networks are saved after each epoch, in a folder each. One that is resumed goes on from its last epoch, with the bits
 * of a training that was never stopped; one that had ended trains no more.
 *
 * @param folder    with a folder for each network
 * @param isResumed whether trainings go on from what is there
 */
record VoterCheckpoints(Path folder, boolean isResumed) {

    /** The newest one and the one before, in case it is damaged. */
    private static final int KEPT = 2;
    /** A file with what chooses the epoch, by which the best network so far is the best. */
    private static final String METRIC = "metric.txt";

    /** The folder of a network, by its number from 0. */
    Path of(int number) {
        return folder.resolve("network-" + (number + 1));
    }

    /** Fits a network as its trainer does, from the beginning or from where it was. */
    FitReport fit(int number, Trainer trainer, Dataset train, Dataset validation, FitOptions options) {
        try (CheckpointDirectory directory = new CheckpointDirectory(of(number), KEPT)) {
            directory.lock();
            Optional<CheckpointDirectory.Latest> latest = directory.latest();
            if (latest.isPresent() && !isResumed) {
                throw new IllegalArgumentException(of(number) + " has checkpoints: go on from them, or name another folder");
            }
            requireSameMetric(of(number).resolve(METRIC), options, latest.isPresent());
            CheckpointListener saving = CheckpointListener.ofFit(trainer, directory,
                    new CheckpointInterval(1, CheckpointInterval.Unit.EPOCHS), failure -> {
                        throw new UncheckedIOException(failure.getMessage(), failure);
                    });
            FitOptions saved = options.withListener(options.listener().andThen(saving));
            return latest.isPresent() ? resume(latest.get(), directory, trainer, train, validation, saved)
                    : trainer.fit(train, validation, saved);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private static void requireSameMetric(Path file, FitOptions options, boolean isResumed) throws IOException {
        String metric = options.metric().map(Metric::toText).orElse("loss");
        if (!isResumed) {
            Files.writeString(file, metric);
            return;
        }
        String before = Files.readString(file);
        if (!before.equals(metric)) {
            throw new IllegalArgumentException(file + " expects the metric that chose epochs before, " + Names.shown(before) + ", got "
                    + Names.shown(metric));
        }
    }

    private static FitReport resume(CheckpointDirectory.Latest latest, CheckpointDirectory directory, Trainer trainer, Dataset train,
            Dataset validation, FitOptions options) throws IOException {
        Optional<DataFingerprint> before = latest.checkpoint().data();
        if (before.isPresent() && !before.get().equals(train.fingerprint())) {
            throw new IllegalArgumentException(latest.file() + " was made with another table, or with other options or another seed");
        }
        trainer.resume(latest.checkpoint());
        CheckpointDirectory.Best best = directory.best(trainer.run()).orElseThrow(() -> new IOException(latest.file()
                + " expects the best network of its training beside it, but there is none"));
        return trainer.resumeFit(train, validation, options, best.network(), best.epoch());
    }
}
