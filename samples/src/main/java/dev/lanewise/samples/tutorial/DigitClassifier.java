package dev.lanewise.samples.tutorial;

import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Dense;
import dev.lanewise.spec.Initializer;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.train.EpochReport;
import dev.lanewise.train.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The tutorial's digit classifier, 64-30-10 sigmoids with the squared error, trained in two ways that differ in three choices:
 * where the parameters start, how many samples an update sees, and by what rule it changes the parameters.
 */
final class DigitClassifier {

    static final float ALPHA = 0.25f;
    static final float ADAM_RATE = 0.01f;
    static final int MINIBATCH = 16;

    private static final int EPOCHS = 30;
    private static final int HIDDEN = 30;
    /** Tenths of a run after which the cost is kept. */
    private static final int TENTHS = 10;

    /**
     * The cost of one pass over the training samples.
     *
     * @param pass number of the pass, from 1
     * @param mean mean of {@code 1/2 ||y - h||^2}, each before the update it took part in
     */
    record Cost(int pass, double mean) {
    }

    /**
     * How a training went.
     *
     * @param passes   over the training samples
     * @param updates  of the parameters
     * @param seconds  of training
     * @param accuracy share of the test samples that are classified right
     * @param costs    of the first pass and after each tenth of the passes
     */
    record Run(int passes, long updates, double seconds, double accuracy, List<Cost> costs) {
    }

    private DigitClassifier() {
    }

    /** Parameters from [0, 1), and batch gradient descent: an iteration is one update from all samples. */
    static Run theTutorialsWay(TutorialDigits digits, int iterations, long seed, int threads) {
        try (Trainer trainer = Trainer.builder(theTutorialsNetwork()).loss(Loss.squaredError()).optimizer(new Optimizer.Sgd(ALPHA))
                .batch(digits.train().size()).seed(seed).threads(threads).build()) {
            return run(trainer, digits, iterations);
        }
    }

    static NetworkSpec theTutorialsNetwork() {
        var start = Initializer.uniform(0f, 1f);
        return new NetworkSpec(DigitsCsv.PIXELS, List.of(new Dense(HIDDEN, Activation.sigmoid(), start, start),
                new Dense(DigitsCsv.CLASSES, Activation.sigmoid(), start, start)));
    }

    /** Glorot's start, and Adam on minibatches. */
    static Run theEnginesWay(TutorialDigits digits, long seed, int threads) {
        NetworkSpec spec = NetworkSpec.inputs(DigitsCsv.PIXELS).dense(HIDDEN, Activation.sigmoid())
                .dense(DigitsCsv.CLASSES, Activation.sigmoid()).build();
        try (Trainer trainer = Trainer.builder(spec).loss(Loss.squaredError()).optimizer(new Optimizer.Adam(ADAM_RATE))
                .batch(MINIBATCH).seed(seed).threads(threads).build()) {
            return run(trainer, digits, EPOCHS);
        }
    }

    private static Run run(Trainer trainer, TutorialDigits digits, int passes) {
        List<Integer> milestones = IntStream.rangeClosed(0, TENTHS).mapToObj(i -> Math.max(1, (int) ((long) passes * i / TENTHS)))
                .distinct().toList();
        List<Cost> costs = new ArrayList<>();
        double seconds = 0;
        for (int pass = 1; pass <= passes; pass++) {
            EpochReport report = trainer.epoch(digits.train());
            seconds += report.seconds();
            if (pass == milestones.get(costs.size())) {
                costs.add(new Cost(pass, report.meanLoss()));
            }
        }
        return new Run(passes, trainer.steps(), seconds, trainer.evaluate(digits.test()).accuracy(), List.copyOf(costs));
    }
}
