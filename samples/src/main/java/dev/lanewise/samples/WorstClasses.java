package dev.lanewise.samples;

import dev.lanewise.metric.ConfusionMatrix;
import dev.lanewise.spec.NetworkSpec;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The classes that are recognized worst, and what is most often taken for what: all of a table that is worth reading where it is wide. */
final class WorstClasses {

    private static final int SHOWN = 10;
    private static final int ANSWERS_SHOWN = 3;
    private static final Comparator<Confusion> MOST_FIRST = Comparator.comparingInt(Confusion::count).reversed()
            .thenComparing(Confusion::actual).thenComparing(Confusion::answer);

    private final ConfusionMatrix confusion;
    private final ClassNames names;
    private final List<Confusion> confusions = new ArrayList<>();
    private final int width;

    /**
     * Samples of a class that got a wrong answer.
     *
     * @param actual their class
     * @param answer what they were taken for
     * @param count  how many
     */
    private record Confusion(int actual, int answer, int count) {
    }

    WorstClasses(ConfusionMatrix confusion, ClassNames names) {
        this.confusion = confusion;
        this.names = names;
        confusion.forEach((actual, answer, count) -> {
            if (actual != answer && answer != NetworkSpec.NO_CLASS) {
                confusions.add(new Confusion(actual, answer, count));
            }
        });
        confusions.sort(MOST_FIRST);
        width = IntStream.range(0, confusion.classes()).map(number -> names.of(number).length()).reduce("class".length(), Math::max);
    }

    void print(PrintWriter out) {
        List<Integer> worst = IntStream.range(0, confusion.classes()).filter(number -> confusion.recall(number) < 1).boxed()
                .sorted(Comparator.<Integer>comparingDouble(confusion::recall).thenComparing(number -> number)).limit(SHOWN).toList();
        if (worst.isEmpty()) {
            out.printf("all samples of all %,d classes are answered right%n", confusion.classes());
            return;
        }
        printWorst(out, worst);
        if (!confusions.isEmpty()) {
            out.println();
            out.println("most often confused:");
            confusions.stream().limit(SHOWN).forEach(wrong -> out.printf("%" + width + "s taken for %s: %,d of %,d%n",
                    names.of(wrong.actual()), names.of(wrong.answer()), wrong.count(), confusion.samples(wrong.actual())));
        }
    }

    private void printWorst(PrintWriter out, List<Integer> worst) {
        out.printf("the %d worst of %,d classes:%n", worst.size(), confusion.classes());
        out.printf("%" + width + "s  samples    recall   taken for%n", "class");
        for (int number : worst) {
            out.printf("%" + width + "s %,8d %7.1f %%   %s%n", names.of(number), confusion.samples(number), 100 * confusion.recall(number),
                    answers(number));
        }
    }

    /** The most frequent wrong answers to a class. */
    private String answers(int number) {
        return confusions.stream().filter(wrong -> wrong.actual() == number).limit(ANSWERS_SHOWN)
                .map(wrong -> String.format("%s %,d", names.of(wrong.answer()), wrong.count())).collect(Collectors.joining(", "));
    }
}
