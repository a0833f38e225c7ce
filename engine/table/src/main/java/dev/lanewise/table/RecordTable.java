package dev.lanewise.table;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Tables of records. */
final class RecordTable {

    private RecordTable() {
    }

    static <R extends Record> Table of(List<R> records, Class<R> type) {
        RecordComponent[] components = type.getRecordComponents();
        if (records.isEmpty() || components.length == 0) {
            throw new IllegalArgumentException("a table needs at least 1 record of at least 1 component, got " + records.size() + " of "
                    + components.length);
        }
        ObjectColumns columns = new ObjectColumns(Arrays.stream(components).map(RecordComponent::getName).toList());
        for (R one : records) {
            for (int c = 0; c < components.length; c++) {
                columns.add(c, value(components[c], one));
            }
        }
        return columns.table();
    }

    private static Object value(RecordComponent component, Record one) {
        try {
            component.getAccessor().setAccessible(true);
            Object value = component.getAccessor().invoke(one);
            return value instanceof Optional<?> optional ? optional.orElse(null) : value;
        } catch (IllegalAccessException | InvocationTargetException | RuntimeException e) {
            throw new IllegalArgumentException("component " + component.getName() + " of " + component.getDeclaringRecord().getName()
                    + " cannot be read: " + e.getMessage() + "; open its package to dev.lanewise.table", e);
        }
    }
}
