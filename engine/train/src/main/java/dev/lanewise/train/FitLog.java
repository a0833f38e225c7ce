package dev.lanewise.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;

/**
 * Listeners that write a line for each epoch of {@link Trainer#fit}: for people, as CSV, or as JSON lines. They write on the training
 * thread and flush nothing; where writing fails, training stops with an {@link UncheckedIOException} and can go on.
 *
 * <p>A log of one training is for one thread; several trainings need a log each.
 */
public final class FitLog implements StepListener {

    /** The columns of a log as CSV, and the names of a log as JSON lines. */
    public static final String COLUMNS = "epoch,steps,samples,loss,seconds,validation_loss,validation_accuracy,best";

    private final Appendable out;
    private final Form form;
    private boolean hasBegun;

    private enum Form { LINES, CSV, JSON }

    private FitLog(Appendable out, Form form) {
        this.out = Objects.requireNonNull(out, "out");
        this.form = form;
    }

    /**
     * Sentences for people, such as {@code epoch 3: loss 0.2736, validation loss 0.3011, accuracy 91.25 %, best so far, 0.77 s}.
     *
     * @param out where to, such as {@code System.out}
     * @return the listener
     */
    public static FitLog lines(Appendable out) {
        return new FitLog(out, Form.LINES);
    }

    /**
     * CSV with a line of {@link #COLUMNS}; numbers have all their digits, and {@code NaN} stands where there is no accuracy.
     *
     * @param out where to, such as a writer of a file
     * @return the listener
     */
    public static FitLog csv(Appendable out) {
        return new FitLog(out, Form.CSV);
    }

    /**
     * A JSON object in each line, with the names of {@link #COLUMNS}; null stands for what is no number.
     *
     * @param out where to, such as a writer of a file
     * @return the listener
     */
    public static FitLog jsonLines(Appendable out) {
        return new FitLog(out, Form.JSON);
    }

    @Override
    public void onStep(long step, int samples, double meanLoss) {
    }

    @Override
    public void onValidation(FitReport.Epoch epoch, boolean isBest) {
        try {
            out.append(switch (form) {
                case LINES -> sentence(epoch, isBest);
                case CSV -> (hasBegun ? "" : COLUMNS + "\n") + csv(numbers(epoch), isBest);
                case JSON -> json(numbers(epoch), isBest);
            }).append('\n');
            hasBegun = true;
        } catch (IOException e) {
            throw new UncheckedIOException("the log of a training could not be written", e);
        }
    }

    private static String sentence(FitReport.Epoch epoch, boolean isBest) {
        EpochReport training = epoch.training();
        Evaluation validation = epoch.validation();
        String accuracy = Double.isNaN(validation.accuracy()) ? ""
                : String.format(Locale.ROOT, ", accuracy %.2f %%", 100 * validation.accuracy());
        return String.format(Locale.ROOT, "epoch %d: loss %.4f, validation loss %.4f%s%s, %.2f s", training.epoch(), training.meanLoss(),
                validation.meanLoss(), accuracy, isBest ? ", best so far" : "", training.seconds());
    }

    private static Number[] numbers(FitReport.Epoch epoch) {
        EpochReport training = epoch.training();
        return new Number[] {training.epoch(), training.steps(), training.samples(), training.meanLoss(), training.seconds(),
                epoch.validation().meanLoss(), epoch.validation().accuracy()};
    }

    private static String csv(Number[] numbers, boolean isBest) {
        StringBuilder line = new StringBuilder();
        for (Number number : numbers) {
            line.append(number).append(',');
        }
        return line.append(isBest).toString();
    }

    private static String json(Number[] numbers, boolean isBest) {
        String[] names = COLUMNS.split(",");
        StringBuilder line = new StringBuilder("{");
        for (int i = 0; i < numbers.length; i++) {
            line.append('"').append(names[i]).append("\":").append(Double.isFinite(numbers[i].doubleValue()) ? numbers[i] : "null")
                    .append(',');
        }
        return line.append('"').append(names[numbers.length]).append("\":").append(isBest).append('}').toString();
    }
}
