package dev.lanewise.bench.tables;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows by tables and learners, each list by seeds. */
final class Standing {

    private final Map<String, Map<String, List<Row>>> rows = new LinkedHashMap<>();

    Standing(Collection<Row> all) {
        all.stream().sorted(Comparator.comparingLong(row -> row.key().seed())).forEach(row -> rows
                .computeIfAbsent(row.key().table(), _ -> new LinkedHashMap<>())
                .computeIfAbsent(row.key().learner(), _ -> new ArrayList<>()).add(row));
    }

    List<String> tables() {
        return List.copyOf(rows.keySet());
    }

    /** Those that are there, Lanewise first. */
    List<String> learners() {
        return rows.values().stream().flatMap(byLearner -> byLearner.keySet().stream()).distinct()
                .sorted(Comparator.comparing((String name) -> !name.startsWith(Lanewise.NAME)).thenComparing(name -> name)).toList();
    }

    List<Row> rows(String table, String learner) {
        return rows.getOrDefault(table, Map.of()).getOrDefault(learner, List.of());
    }

    /** Two learners on a table; nothing where they have no seed in common. */
    Optional<Pairs> pairs(String table, String first, String second) {
        List<Row> one = rows(table, first), other = rows(table, second);
        return one.isEmpty() ? Optional.empty() : Optional.of(Pairs.of(one, other)).filter(pairs -> pairs.seeds() > 0);
    }

    /** The learner with the best mean on a table, among some. */
    Optional<String> best(String table, List<String> among) {
        return among.stream().filter(learner -> !rows(table, learner).isEmpty())
                .min(Comparator.comparingDouble(learner -> error(rows(table, learner))));
    }

    private static double error(List<Row> some) {
        return some.stream().mapToDouble(row -> row.score().error(row.value())).average().orElseThrow();
    }

    static double mean(List<Row> some) {
        return some.stream().mapToDouble(Row::value).average().orElseThrow();
    }
}
