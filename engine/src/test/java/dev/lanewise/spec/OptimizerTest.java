package dev.lanewise.spec;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.section.RecordText;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

@Tag("once")
class OptimizerTest {

    static final List<Optimizer> EXAMPLES = OptimizerExamples.ALL;

    @Test
    void hasAnExampleHereOfEveryKind() {
        assertEquals(Stream.of(Optimizer.class.getPermittedSubclasses()).collect(Collectors.toSet()),
                EXAMPLES.stream().map(Object::getClass).collect(Collectors.toSet()));
    }

    @Test
    void hasATextForEach() {
        assertEquals(List.of("sgd(0.1)", "momentum(0.05,0.9)", "nesterov(0.05,0.9)", "adam(0.01,0.9,0.999,1.0E-8)",
                "adamw(0.01,0.9,0.999,1.0E-8,0.1)", "rmsprop(0.01,0.99,1.0E-8)",
                "rmsprop_momentum(0.01,0.99,1.0E-8,0.9)", "centered_rmsprop(0.01,0.99,1.0E-8,0.5)",
                "adagrad(0.01,1.0E-10)", "adadelta(1.0,0.9,1.0E-6)",
                "amsgrad(0.01,0.9,0.999,1.0E-8)", "lion(0.001,0.9,0.99,0.1)",
                "averaged(0.9,momentum(0.05,0.9))"),
                EXAMPLES.stream().map(Optimizer::toText).toList());
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void readsWhatItWrites(Optimizer optimizer) {
        assertEquals(optimizer, Optimizer.parse(optimizer.toText()));
    }

    @Test
    void keepsEveryBitOfItsNumbers() {
        var random = new SplittableRandom(5);
        for (int trial = 0; trial < 10_000; trial++) {
            float lr = positive(random), eps = positive(random), decay = positive(random);
            float beta1 = random.nextFloat(), beta2 = random.nextFloat() * Float.MIN_NORMAL;
            List<Optimizer> ofOlderFiles = List.of(new Optimizer.Sgd(lr), new Optimizer.Momentum(lr, beta1),
                    new Optimizer.Adam(lr, beta1, beta2, eps), new Optimizer.AdamW(lr, beta1, beta2, eps, decay));
            for (Optimizer optimizer : ofOlderFiles) {
                assertEquals(optimizer, Optimizer.parse(RecordText.current(optimizer.toString())));
            }
            List<Optimizer> others = List.of(new Optimizer.Nesterov(lr, beta1), new Optimizer.RmsProp(lr, beta1, eps),
                    new RmsPropMomentum(lr, beta1, eps, beta2), new CenteredRmsProp(lr, beta2, eps, beta1),
                    new Optimizer.Lion(lr, beta1, beta2, decay),
                    new Optimizer.Averaged(new Optimizer.AdamW(lr, beta1, beta2, eps, decay), beta1),
                    new Optimizer.AmsGrad(lr, beta1, beta2, eps),
                    new Optimizer.Adadelta(lr, beta1, eps),
                    new Optimizer.Adagrad(lr, eps));
            Stream.concat(ofOlderFiles.stream(), others.stream())
                    .forEach(optimizer -> assertEquals(optimizer, Optimizer.parse(optimizer.toText())));
        }
    }

    /** Of any size, subnormal ones among them. */
    private static float positive(SplittableRandom random) {
        return Float.intBitsToFloat(random.nextInt(1, Float.floatToIntBits(Float.POSITIVE_INFINITY)));
    }

    @Test
    void takesWhatSomebodyTypes() {
        assertEquals(new Optimizer.Adam(0.001f), Optimizer.parse("ADAM(1e-3)"));
        assertEquals(new Optimizer.AdamW(0.001f, 0.01f), Optimizer.parse("Adam-W( 0.001 , 0.01 )"));
        assertEquals(Optimizer.averaged(new Optimizer.AdamW(0.001f, 0.01f), 0.99f), Optimizer.parse("Averaged(0.99, adamw(0.001, 0.01))"));
    }

    static final List<Optimizer> NAMED = EXAMPLES.stream().filter(optimizer -> !(optimizer instanceof Optimizer.Averaged)).toList();

    @ParameterizedTest
    @FieldSource("NAMED")
    void takesItsUsualNumbersWhereSomebodyTypesANameOrARateAlone(Optimizer optimizer) {
        Optimizer usual = Optimizer.parse(optimizer.name());
        assertEquals(optimizer.getClass(), usual.getClass());
        assertEquals(usual, Optimizer.parse(optimizer.name() + "(" + usual.lr() + ")"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
            "sdg(0.1) | unknown optimizer 'sdg(0.1)', expected one of " + Optimizer.WORDS + ", averaged(emaDecay,optimizer)",
            "sgd(0.1,0.9) | optimizer 'sgd(0.1,0.9)' expects 1 number in brackets, got 2",
            "sgd(0.1 | optimizer 'sgd(0.1' lacks its closing bracket",
            "sgd(fast) | optimizer 'sgd(fast)': expected a number, got 'fast'",
            "sgd(0) | the learning rate expects a number above 0, got 0.0",
            "momentum(0.1,0.9,0) | optimizer 'momentum(0.1,0.9,0)' expects 1 or 2 numbers in brackets, got 3",
            "centered_rmsprop(0.1,0.9) | optimizer 'centered_rmsprop(0.1,0.9)' expects 1 or 4 numbers in brackets, got 2",
            "rmsprop_momentum(0.1,0.9,1e-8,1) | momentum expects a number from 0 to below 1, got 1.0",
            "momentum(0.1,1) | momentum expects a number from 0 to below 1, got 1.0",
            "adam(1,2) | optimizer 'adam(1,2)' expects 1 or 4 numbers in brackets, got 2",
            "adamw(1,2,3) | optimizer 'adamw(1,2,3)' expects 1, 2 or 5 numbers in brackets, got 3",
            "averaged(0.9) | optimizer 'averaged(0.9)' expects a decay and an optimizer in brackets, got 1",
            "averaged(1,sgd) | the decay of averages expects a number from 0 to below 1, got 1.0",
            "averaged(0.9,averaged(0.9,sgd)) | averages expect an optimizer that keeps none, got averaged(0.9,sgd(0.1))",
            "averaged(0.9,sdg(1)) | unknown optimizer 'sdg(1)', expected one of " + Optimizer.WORDS + ", averaged(emaDecay,optimizer)",
            "adam(0.1,0.9,0.9,NaN) | eps expects a number above 0, got NaN"})
    void saysWhatIsWrongWithAText(String text, String sentence) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, () -> Optimizer.parse(text)).getMessage());
    }
}
