package dev.lanewise.samples.tutorial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.model.Network;
import dev.lanewise.samples.digits.GeneratedDigits.Part;
import dev.lanewise.samples.digits.GeneratedDigits;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigitClassifierTest {

    private static TutorialDigits generated(int count) {
        return TutorialDigits.of(GeneratedDigits.generate(count, 8, 1, Part.TRAIN), 1);
    }

    private static List<Integer> passes(DigitClassifier.Run run) {
        return run.costs().stream().map(DigitClassifier.Cost::pass).toList();
    }

    @Test
    void costsWhatTheTutorialsOwnLoopsCost() {
        TutorialDigits digits = generated(40);
        TutorialLoops loops = new TutorialLoops(Network.create(DigitClassifier.theTutorialsNetwork(), 5));
        for (DigitClassifier.Cost cost : DigitClassifier.theTutorialsWay(digits, 10, 5, 1).costs()) {
            assertEquals(loops.iteration(digits.train()), cost.mean(), 1e-5, "iteration " + cost.pass());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @CsvSource({"1", "2"})
    void reachesWhatTheTutorialReportsAndMoreTheEnginesWay(long seed) throws IOException {
        TutorialDigits digits = TutorialDigits.of(DigitsCsv.read(RealDigits.file()), seed);
        DigitClassifier.Run tutorial = DigitClassifier.theTutorialsWay(digits, 3000, seed, 1);
        DigitClassifier.Run engine = DigitClassifier.theEnginesWay(digits, seed, 1);
        assertTrue(tutorial.accuracy() >= 0.85 && tutorial.accuracy() <= 0.90, "the tutorial's way: " + tutorial);
        assertTrue(engine.accuracy() >= 0.96, "the engine's way: " + engine);
        assertEquals(List.of(1, 300, 600, 900, 1200, 1500, 1800, 2100, 2400, 2700, 3000), passes(tutorial));
        assertEquals("3000 30", tutorial.updates() + " " + engine.passes());
    }

    @Test
    void learnsGeneratedDigitsBetterTheEnginesWay() {
        TutorialDigits digits = generated(1797);
        DigitClassifier.Run tutorial = DigitClassifier.theTutorialsWay(digits, 500, 1, 1);
        assertTrue(tutorial.costs().getLast().mean() < 0.2 * tutorial.costs().getFirst().mean(), tutorial.toString());
        DigitClassifier.Run engine = DigitClassifier.theEnginesWay(digits, 1, 1);
        assertTrue(engine.accuracy() >= 0.88 && engine.accuracy() > tutorial.accuracy() + 0.1, tutorial + " " + engine);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"1, 1", "2, 1 2", "11, 1 2 3 4 5 6 7 8 9 11", "25, 1 2 5 7 10 12 15 17 20 22 25"})
    void keepsTheFirstAndTheLastCost(int iterations, String kept) {
        String passes = passes(DigitClassifier.theTutorialsWay(generated(20), iterations, 1, 1)).toString();
        assertEquals("[" + kept.replace(" ", ", ") + "]", passes);
    }
}
