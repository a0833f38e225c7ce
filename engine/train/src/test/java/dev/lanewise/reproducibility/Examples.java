package dev.lanewise.reproducibility;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Examples of every kind there is of a closed choice, found by reflection, so that what is added later is met without a new line:
 * the constants of an enum, the permitted kinds of a sealed interface, and of a record as many instances as its components have
 * examples.
 */
final class Examples {

    private static final int[] SIZES = {19, 7, 33, 5, 48, 17};
    private static final int ATTEMPTS = 4;
    /** More than there are activations. */
    private static final int TRIES = 100;

    private Examples() {
    }

    static <T> List<T> of(Class<T> type) {
        if (type.isEnum()) {
            return List.of(type.getEnumConstants());
        }
        if (type.isSealed()) {
            return Stream.of(type.getPermittedSubclasses()).flatMap(kind -> of(kind).stream()).<T>map(type::cast).toList();
        }
        if (type.isRecord()) {
            return records(type);
        }
        throw new IllegalArgumentException("expected an enum, a sealed interface or a record, got " + type);
    }

    /** Of a component: where the record is of the component's own type, such as a parametric activation, of kinds that contain no other. */
    private static <T> List<T> of(Class<T> type, Class<?> owner) {
        if (!type.isAssignableFrom(owner)) {
            return of(type);
        }
        return Stream.of(type.getPermittedSubclasses()).filter(kind -> Stream.of(kind.getRecordComponents())
                .noneMatch(component -> contains(component, type))).flatMap(kind -> of(kind).stream()).<T>map(type::cast).toList();
    }

    /** Whether a component is of a type, or has one or some of it. */
    private static boolean contains(RecordComponent component, Class<?> type) {
        return component.getType() == type || component.getGenericType() instanceof ParameterizedType generic
                && generic.getActualTypeArguments()[0] == type;
    }

    /** Whether {@link #of} knows how. */
    static boolean exist(Class<?> type) {
        return type.isEnum() || type.isSealed() || type.isRecord();
    }

    private static <T> List<T> records(Class<T> type) {
        RecordComponent[] components = type.getRecordComponents();
        int most = 1;
        for (RecordComponent component : components) {
            most = Math.max(most, exist(component.getType()) ? of(component.getType(), type).size() : 1);
        }
        return IntStream.range(0, most).mapToObj(i -> example(type, i)).toList();
    }

    /** The constructor refuses nonsense, so there is more than one attempt at sense. */
    private static <T> T example(Class<T> type, int number) {
        List<Throwable> refusals = new ArrayList<>();
        for (int attempt = 0; attempt < TRIES; attempt++) {
            try {
                return instance(type, number, attempt);
            } catch (InvocationTargetException e) {
                refusals.add(e.getCause());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new IllegalStateException("no example of " + type + " is known: " + refusals);
    }

    private static <T> T instance(Class<T> type, int number, int attempt) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            values[i] = components[i].getGenericType() instanceof ParameterizedType generic
                    ? one(generic, value((Class<?>) generic.getActualTypeArguments()[0], type, number + i, i, attempt), number)
                    : value(types[i], type, number + i, i, attempt);
        }
        Constructor<T> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    /** A list of an example, or an optional one, which every third instance goes without. */
    private static Object one(ParameterizedType generic, Object example, int number) {
        if (generic.getRawType() == Optional.class) {
            return number % 3 == 2 ? Optional.empty() : Optional.of(example);
        }
        return List.of(example);
    }

    /** An example of a choice. */
    static Object value(Class<?> type, int number) {
        return value(type, Object.class, number, 0, 0);
    }

    /** Small fractions that grow from one component to the next, odd sizes, and other examples for other instances. */
    private static Object value(Class<?> type, Class<?> owner, int number, int position, int attempt) {
        if (exist(type)) {
            List<?> examples = of(type, owner);
            return examples.get((number + attempt) % examples.size());
        }
        return switch (type.getName()) {
            case "float", "java.lang.Float" -> 0.05f * (1 + (position + attempt) % ATTEMPTS);
            case "double" -> 0.05 * (1 + (position + attempt) % ATTEMPTS);
            case "int", "java.lang.Integer" -> SIZES[(number + attempt) % SIZES.length];
            case "long" -> (long) SIZES[(number + attempt) % SIZES.length];
            case "boolean" -> (number + attempt) % 2 == 0;
            // a group of tensors that every network has
            case "java.lang.String" -> "layer1";
            default -> throw new IllegalArgumentException("no example of " + type + " is known");
        };
    }
}
