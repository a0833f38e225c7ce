package dev.lanewise.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects columns of objects: numbers, truth values, texts, dates, whatever has a text; null and numbers not finite are missing. */
final class ObjectColumns {

    private final List<ColumnCollector> collectors = new ArrayList<>();
    private final NumberText format = NumberText.withDecimal('.');

    ObjectColumns(List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (name.isBlank() || !seen.add(name)) {
                throw new IllegalArgumentException("a table expects a name of its own for each column, got " + Names.shown(name)
                        + (name.isBlank() ? "" : " twice"));
            }
            collectors.add(new ColumnCollector(name, format, false));
        }
    }

    void add(int column, @Nullable Object value) {
        ColumnCollector collector = collectors.get(column);
        switch (value) {
            case null -> collector.addMissing();
            case Number number when !Double.isFinite(number.doubleValue()) -> collector.addMissing();
            case Float number -> collector.add(NumberText.of(number));
            case Double number -> collector.add(NumberText.of(number));
            default -> collector.add(value.toString());
        }
    }

    Table table() {
        return Table.of(collectors.stream().map(ColumnCollector::column).toList());
    }
}
