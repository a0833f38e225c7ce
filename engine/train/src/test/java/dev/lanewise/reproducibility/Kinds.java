package dev.lanewise.reproducibility;

import dev.lanewise.spec.Layer;
import dev.lanewise.spec.Loss;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of the closed choices: the records of a sealed interface and the constants of an enum, found by reflection. */
final class Kinds {

    private Kinds() {
    }

    /** All that a network and its training can be made of. */
    static Set<Object> all() {
        Set<Object> kinds = new LinkedHashSet<>();
        Stream.concat(Stream.of(Layer.class, Loss.class), Told.closedChoices().stream()).forEach(type -> addAll(kinds, type));
        return kinds;
    }

    private static void addAll(Set<Object> kinds, Class<?> type) {
        if (type.isSealed()) {
            Stream.of(type.getPermittedSubclasses()).forEach(kind -> addAll(kinds, kind));
        } else if (type.isEnum()) {
            Collections.addAll(kinds, type.getEnumConstants());
        } else if (type.isRecord() && kinds.add(type)) {
            Stream.of(type.getRecordComponents()).forEach(component -> addAll(kinds, component.getType()));
        }
    }

    /** Those that fewer than two of the nets have. */
    static Set<Object> rare(List<TrainingCase> nets) {
        List<Set<Object>> met = nets.stream().map(Kinds::of).toList();
        return all().stream().filter(kind -> met.stream().filter(kinds -> kinds.contains(kind)).count() < 2)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<Object> of(TrainingCase net) {
        Set<Object> kinds = new LinkedHashSet<>();
        add(kinds, net);
        return kinds;
    }

    private static void add(Set<Object> kinds, Object part) {
        switch (part) {
            case Enum<?> constant -> kinds.add(constant);
            case Record kind -> {
                kinds.add(kind.getClass());
                Stream.of(kind.getClass().getRecordComponents()).forEach(component -> add(kinds, value(kind, component)));
            }
            case Collection<?> parts -> parts.forEach(one -> add(kinds, one));
            case Optional<?> optional -> optional.ifPresent(one -> add(kinds, one));
            default -> { }
        }
    }

    private static Object value(Record kind, RecordComponent component) {
        try {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(kind);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
