package dev.lanewise.reproducibility;

import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.train.Trainer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a trainer's builder is told: one example for each of its methods that take one thing. Optimizers, schedules, and what else there
 * will be are found by reflection.
 *
 * @param choices a method and what it is given
 */
record Told(List<Choice> choices) implements TrainingCase.Choices {

    /** What the matrix turns itself, what {@link TrainingCase} says, or what is part of another choice. */
    private static final Set<String> OWN = Set.of("loss", "batch", "threads", "seed", "l1", "l2",
            "clipValue", "clipNorm", "maxNorm");

    private static final int MOST_REFUSALS = 10;

    /**
     * A call.
     *
     * @param method of the builder
     * @param value  its argument
     */
    record Choice(Method method, Object value) {
    }

    /**
     * Other numbers choose other examples, in turn; every second one says nothing of what may also be absent, and of every four one has
     * micro-batches.
     */
    static Told number(int number) {
        return new Told(methods().stream().filter(method -> number % 2 == 0 || !mayBeAbsent(type(method)))
                .filter(method -> number % 4 == 2 || !method.getName().equals("microBatch"))
                .map(method -> choice(method, number)).toList());
    }

    /** The first example from a number on that the method takes: a schedule of dropout, for one, may not depend on a validation. */
    private static Choice choice(Method method, int number) {
        IllegalStateException refusal = null;
        for (int next = number; next < number + MOST_REFUSALS; next++) {
            Choice choice = new Choice(method, Examples.value(type(method), next));
            try {
                new Told(List.of(choice)).tell(Trainer.builder(NetworkSpec.inputs(1).dense(1, Activation.identity()).build()));
                return choice;
            } catch (IllegalStateException e) {
                refusal = e;
            }
        }
        throw refusal;
    }

    /** Whether there is a constant that stands for nothing, such as no factors. */
    private static boolean mayBeAbsent(Class<?> type) {
        return Stream.of(type.getFields()).anyMatch(field -> field.getName().equals("NONE"));
    }

    /** What there are kinds of. */
    static List<Class<?>> closedChoices() {
        return methods().stream().<Class<?>>map(Told::type).filter(Examples::exist).toList();
    }

    /** Sorted, since reflection promises no order. */
    private static List<Method> methods() {
        return Arrays.stream(Trainer.Builder.class.getMethods())
                .filter(method -> method.getReturnType() == Trainer.Builder.class && method.getParameterCount() == 1)
                .filter(method -> !OWN.contains(method.getName())).sorted(Comparator.comparing(Method::toString)).toList();
    }

    private static Class<?> type(Method method) {
        return method.getParameterTypes()[0];
    }

    @Override
    public void tell(Trainer.Builder builder) {
        for (Choice choice : choices) {
            try {
                choice.method.invoke(builder, choice.value);
            } catch (InvocationTargetException e) {
                throw new IllegalStateException("no example is known for " + choice.method, e.getCause());
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
