package dev.lanewise.train.checkpoint;

import dev.lanewise.section.RecordText;
import dev.lanewise.spec.GradientOptions;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.Schedules;
import dev.lanewise.spec.TensorFactors;
import dev.lanewise.text.Phrases;
import dev.lanewise.train.EpochReport;
import dev.lanewise.train.Plateau;
import dev.lanewise.train.Progress;
import dev.lanewise.train.Settings;
import java.util.ArrayList;
import java.util.List;

/** The numbers of a checkpoint as lines of text; doubles in hexadecimal, so that no bit is lost. */
final class CheckpointText {

    private CheckpointText() {
    }

    static String settings(Settings settings) {
        return "loss " + settings.loss().toText() + "\noptimizer " + settings.optimizer().toText() + "\nschedule "
                + settings.schedule().toText() + "\nbatch " + settings.batch() + "\nseed " + settings.seed() + "\n";
    }

    /** {@code others} are the lines of {@link Schedules#toText} behind the first. */
    static Settings parseSettings(NetworkSpec spec, TensorFactors factors, GradientOptions gradient, String others,
            KeyValueReader facts) {
        return new Settings(spec, Loss.parse(facts.text("loss")), Optimizer.parse(RecordText.current(facts.text("optimizer"))), factors,
                gradient, Schedules.parse(RecordText.current(facts.text("schedule")) + others), facts.small("batch"),
                facts.whole("seed"));
    }

    /** The schedules of dropout and decay, as {@link #parseSettings} takes them; empty where both are constant. */
    static String otherSchedules(Settings settings) {
        return settings.schedules().toText().substring(settings.schedule().toText().length());
    }

    static String plateau(Plateau plateau) {
        return Double.toHexString(plateau.factor()) + " " + Double.toHexString(plateau.best()) + " " + plateau.waited() + " "
                + plateau.cooldown();
    }

    static Plateau parsePlateau(String line) {
        String[] words = line.split(" ", -1);
        if (words.length != 4) {
            throw new IllegalArgumentException("a plateau expects 4 numbers, got " + Phrases.shown(line));
        }
        return new Plateau(KeyValueReader.real("factor", words[0]), KeyValueReader.real("best", words[1]),
                KeyValueReader.small("waited", words[2]), KeyValueReader.small("cooldown", words[3]));
    }

    static String progress(Progress progress) {
        Progress.EpochProgress part = progress.part();
        StringBuilder text = new StringBuilder("steps " + progress.steps() + "\nskipped " + progress.skipped() + "\nepoch_samples "
                + part.samples() + "\nepoch_position " + part.position() + "\nepoch_steps " + part.steps() + "\nepoch_learned "
                + part.learned() + "\nepoch_loss_sum " + Double.toHexString(part.lossSum()) + "\nepoch_seconds "
                + Double.toHexString(part.seconds()) + "\n");
        if (part.weight() != part.learned()) {
            text.append("epoch_weight ").append(Double.toHexString(part.weight())).append('\n');
        }
        progress.reports().forEach(report -> text.append("epoch ").append(report.epoch()).append(' ').append(report.steps()).append(' ')
                .append(report.samples()).append(' ').append(Double.toHexString(report.meanLoss())).append(' ')
                .append(Double.toHexString(report.seconds())).append('\n'));
        return text.toString();
    }

    static Progress parseProgress(KeyValueReader facts, Plateau plateau) {
        long steps = facts.whole("steps"), skipped = facts.whole("skipped");
        Progress.EpochProgress part = parsePart(facts);
        List<EpochReport> reports = new ArrayList<>();
        while (facts.hasMore()) {
            reports.add(report(facts.text("epoch")));
        }
        return new Progress(steps, skipped, part, reports, plateau);
    }

    private static Progress.EpochProgress parsePart(KeyValueReader facts) {
        int samples = facts.small("epoch_samples"), position = facts.small("epoch_position");
        long steps = facts.whole("epoch_steps"), learned = facts.whole("epoch_learned");
        double lossSum = facts.real("epoch_loss_sum"), seconds = facts.real("epoch_seconds");
        double weight = facts.hasNext("epoch_weight") ? facts.real("epoch_weight") : learned;
        return new Progress.EpochProgress(samples, position, steps, learned, weight, lossSum, seconds);
    }

    private static EpochReport report(String line) {
        String[] words = line.split(" ", -1);
        if (words.length != 5) {
            throw new IllegalArgumentException("the report of an epoch expects 5 numbers, got " + Phrases.shown(line));
        }
        return new EpochReport(KeyValueReader.small("epoch", words[0]), KeyValueReader.whole("steps", words[1]),
                KeyValueReader.whole("samples", words[2]),
                KeyValueReader.real("mean loss", words[3]), KeyValueReader.real("seconds", words[4]));
    }
}
