package dev.lanewise.step;

import dev.lanewise.chain.Parameters;
import dev.lanewise.data.Batch;
import dev.lanewise.panel.Panels;
import dev.lanewise.spec.Loss;
import java.util.List;
import java.util.OptionalInt;

/**
 * Where numbers first stop being finite, and the likely cause; asked only when that has happened.
 *
 * @param parameters  of the network
 * @param loss        what was made small
 * @param rate        the learning rate in words, such as {@code a learning rate of 0.5}
 * @param smallerRate one to try instead, such as {@code 0.05}
 */
public record NonFiniteDiagnosis(Parameters parameters, Loss loss, String rate, String smallerRate) {

    /** Inputs beyond this are taken for inputs that nobody has scaled. */
    private static final float LARGE_INPUT = 1000f;
    /** Targets of a run that has failed are taken for unscaled earlier than those of one that begins: scaled ones are hardly above 5. */
    private static final float LARGE_TARGET = 10f;

    /**
     * The rest of a sentence that begins with a loss: what a step with the batch or micro-batch, whose first sample is {@code firstSample}
     * of the batch, has made of its inputs tells where it comes from.
     */
    public String ofLoss(List<Step.LayerOutput> outputs, Batch batch, int firstSample) {
        int layer = FiniteCheck.firstNonFinite(parameters);
        if (layer > 0) {
            return "because of " + ofParameters(layer, outputs, batch);
        }
        Panels x = outputs.getFirst().rows();
        String badInput = firstNonFinite(x, firstSample);
        if (!badInput.isEmpty()) {
            return "at layer 1; the cause is the input: " + badInput;
        }
        float largestTarget = largestTarget(batch);
        if (!Float.isFinite(largestTarget)) {
            return "at the loss; the cause is a target of the batch that is not finite";
        }
        OptionalInt first = outputs.stream().filter(output -> !Float.isFinite(FiniteCheck.largest(output.rows())))
                .mapToInt(Step.LayerOutput::layer).findFirst();
        String what = first.isPresent() ? "whose outputs are the first that are not finite" : "the last one, or its loss";
        return "at layer " + first.orElse(parameters.spec().layers().size()) + ", " + what + "; "
                + cause(FiniteCheck.largest(x), largestTarget);
    }

    /** What is wrong with a layer, from 1; the last step's inputs and batch may be null where there was none. */
    public String ofParameters(int layer, List<Step.LayerOutput> outputs, Batch batch) {
        String what = "layer " + layer + ", which has parameters that are not finite; ";
        return what + (batch == null ? "they were there before the first step"
                : cause(FiniteCheck.largest(outputs.getFirst().rows()), largestTarget(batch)));
    }

    private String cause(float largestInput, float largestTarget) {
        boolean hasLargeTargets = largestTarget > LARGE_TARGET && TargetDomain.isEveryNumber(loss);
        String cause = largestInput > LARGE_INPUT ? "inputs that are not scaled, with " + rate
                : hasLargeTargets ? "targets that are not scaled, with " + rate
                : rate + ", which is too large";
        String advice = largestInput > LARGE_INPUT ? scale("input", "Inputs") : hasLargeTargets ? scale("target", "Targets")
                : "take a smaller one, such as " + smallerRate;
        return "the likely cause is " + cause + " (the largest input is " + largestInput + ", the largest target " + largestTarget
                + ", the largest parameter " + FiniteCheck.largest(parameters) + "); " + advice;
    }

    private String scale(String what, String all) {
        return "subtract the mean of each " + what + " and divide by its standard deviation, as StandardScaler.of" + all + " does, or take"
                + " a smaller rate, such as " + smallerRate;
    }

    private static String firstNonFinite(Panels x, int firstSample) {
        for (int sample = 0; sample < x.rows(); sample++) {
            for (int feature = 0; feature < x.cols(); feature++) {
                if (!Float.isFinite(x.at(sample, feature))) {
                    return "sample " + (firstSample + sample) + " of the batch has " + x.at(sample, feature) + " as input " + feature;
                }
            }
        }
        return "";
    }

    /** In absolute value; NaN where a target is NaN. */
    private static float largestTarget(Batch batch) {
        if (batch.isLabelled()) {
            return 1;
        }
        float largest = 0;
        for (int sample = 0; sample < batch.size(); sample++) {
            for (int output = 0; output < batch.outputs(); output++) {
                largest = Math.max(largest, Math.abs(Targets.at(batch, sample, output)));
            }
        }
        return largest;
    }
}
