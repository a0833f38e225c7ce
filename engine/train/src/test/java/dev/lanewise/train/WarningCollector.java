package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

/** Hears warnings. */
final class WarningCollector implements StepListener {

    final List<TrainingWarning> warnings = new ArrayList<>();

    @Override
    public void onStep(long step, int samples, double meanLoss) {
        assertTrue(step > 0 && samples > 0);
    }

    @Override
    public void onWarning(TrainingWarning warning) {
        warnings.add(warning);
    }
}
