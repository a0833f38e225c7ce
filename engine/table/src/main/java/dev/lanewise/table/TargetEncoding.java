package dev.lanewise.table;

import java.util.List;

/**
 * What the outputs of a network say of the column that is predicted: probabilities of classes, or a number
 * {@code output deviation + mean}, no less than {@code least} and no more than {@code most}.
 *
 * @param name      of the column
 * @param classes   in the order of the outputs; empty of a number
 * @param unit      of a number, for people
 * @param mean      of a number
 * @param deviation of a number
 * @param least     of a number
 * @param most      of a number
 */
public record TargetEncoding(String name, List<String> classes, String unit, double mean, double deviation, double least, double most) {

    /** Copies the list. */
    public TargetEncoding {
        classes = List.copyOf(classes);
    }

    /**
     * Classes.
     *
     * @param name    of the column
     * @param classes at least two
     * @return what outputs say of them
     */
    public static TargetEncoding classes(String name, List<String> classes) {
        return new TargetEncoding(name, classes, "", 0, 1, -Double.MAX_VALUE, Double.MAX_VALUE);
    }

    /**
     * A number that is the output itself.
     *
     * @param name of the column
     * @return what an output says of it
     */
    public static TargetEncoding number(String name) {
        return new TargetEncoding(name, List.of(), "", 0, 1, -Double.MAX_VALUE, Double.MAX_VALUE);
    }

    static TargetEncoding of(Target target) {
        return switch (target) {
            case Target.Classes classes -> classes(classes.name(), classes.classes());
            case Target.Number number -> new TargetEncoding(number.name(), List.of(), number.unit(), number.mean(), number.deviation(),
                    number.least(), number.most());
        };
    }

    /** Nothing is known of how far answers are from the truth. */
    Target target() {
        if (classes.isEmpty()) {
            return new Target.Number(name, unit, mean, deviation, least, most, 0, 0);
        }
        if (classes.size() < 2 || classes.contains("") || classes.stream().distinct().count() < classes.size()) {
            throw new IllegalArgumentException("expected at least 2 different classes, each of at least a letter, got "
                    + Names.list(classes));
        }
        return new Target.Classes(name, Vocabulary.ofTexts(classes));
    }
}
