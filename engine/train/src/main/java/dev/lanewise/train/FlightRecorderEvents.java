package dev.lanewise.train;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** Events of the Flight Recorder, one for each epoch and each validation. They are off by default, and cost nothing then. */
final class FlightRecorderEvents implements TrainingEvents {

    /** Before anybody records, the first event would start the recorder, which takes a tenth of a second. */
    private static boolean mayBeRecorded() {
        return FlightRecorder.isInitialized();
    }

    @Override
    public void ended(EpochReport report, long steps) {
        if (!mayBeRecorded()) {
            return;
        }
        EpochEvent event = new EpochEvent();
        if (event.shouldCommit()) {
            event.epoch = report.epoch();
            event.steps = steps;
            event.samples = report.samples();
            event.meanLoss = report.meanLoss();
            event.seconds = report.seconds();
            event.commit();
        }
    }

    @Override
    public void validated(FitReport.Epoch epoch, boolean isBest) {
        if (!mayBeRecorded()) {
            return;
        }
        ValidationEvent event = new ValidationEvent();
        if (event.shouldCommit()) {
            event.epoch = epoch.training().epoch();
            event.meanLoss = epoch.validation().meanLoss();
            event.accuracy = epoch.validation().accuracy();
            event.best = isBest;
            event.commit();
        }
    }

    @Name("dev.lanewise.Epoch")
    @Label("Epoch")
    @Category({"Lanewise", "Training"})
    @Description("An epoch of a training has ended")
    @Enabled(false)
    @StackTrace(false)
    private static final class EpochEvent extends Event {
        @Label("Epoch")
        int epoch;
        @Label("Steps of the run")
        long steps;
        @Label("Samples")
        long samples;
        @Label("Mean loss")
        double meanLoss;
        @Label("Seconds")
        double seconds;
    }

    @Name("dev.lanewise.Validation")
    @Label("Validation")
    @Category({"Lanewise", "Training"})
    @Description("A network was tried with its validation set after an epoch")
    @Enabled(false)
    @StackTrace(false)
    private static final class ValidationEvent extends Event {
        @Label("Epoch")
        int epoch;
        @Label("Mean loss")
        double meanLoss;
        @Label("Accuracy")
        double accuracy;
        @Label("Best so far")
        boolean best;
    }
}
