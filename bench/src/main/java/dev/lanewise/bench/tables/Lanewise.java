package dev.lanewise.bench.tables;

import dev.lanewise.table.Quality;
import dev.lanewise.table.TableMetric;
import dev.lanewise.table.TableNetwork;
import dev.lanewise.table.TableReport;
import dev.lanewise.table.TableTrainer;
import dev.lanewise.table.Task;
import java.util.Arrays;
import java.util.Locale;

/** Lanewise with the defaults of a quality, or with another network than TabM-mini. */
record Lanewise(Quality quality, TableNetwork network) implements Learner {

    static final String NAME = "lanewise";

    @Override
    public String name() {
        return NAME + "-" + switch (network) {
            case TABM -> quality.name().toLowerCase(Locale.ROOT);
            case REALMLP -> "realmlp";
            case REALMLP_SIMPLE -> "realmlp-s";
        };
    }

    @Override
    public String version() {
        return "this working tree";
    }

    @Override
    public Outcome learn(Lesson lesson) {
        TableCase which = lesson.which();
        TableTrainer trainer = TableTrainer.of(quality).target(which.target()).task(which.task()).seed(lesson.seed())
                .threads(lesson.threads());
        if (network != TableNetwork.TABM) {
            trainer.network(network);
        }
        lesson.testRows().ifPresent(trainer::test);
        if (lesson.stopBy() == StopBy.SCORE && which.task() == Task.CLASSIFICATION) {
            trainer.metric(TableMetric.ACCURACY);
        }
        TableReport report = trainer.run(lesson.rows());
        if (!Arrays.equals(report.split().test(), lesson.split().test())) {
            throw new IllegalStateException("the training of " + which.name() + ", seed " + lesson.seed() + ", took other test rows");
        }
        return new Outcome(report.bestEpoch(), report.metrics());
    }
}
