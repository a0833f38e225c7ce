package dev.lanewise.bench.rivals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Results as tables in Markdown: a line a case, two columns a rival, the means and the quiet moments, with the ratio of Lanewise to each;
 * below them how Lanewise stands against the best rival of each case.
 */
final class Tables {

    private Tables() {
    }

    /** All tables, in the order of the results. */
    static String of(List<Result> results) {
        var text = new StringBuilder();
        results.stream().collect(Collectors.groupingBy(result -> result.which().task().kind, LinkedHashMap::new, Collectors.toList()))
                .forEach((kind, rows) -> append(text, kind, rows));
        return text.toString();
    }

    private static void append(StringBuilder text, Task.Kind kind, List<Result> results) {
        List<String> rivals = results.stream().map(Result::rival).distinct().toList();
        text.append(String.format("%n%s, %s, means and quiet (95th percentiles):%n%n", kind.table, kind.unit));
        text.append("| case | threads | ").append(rivals.stream().map(rival -> rival + " | quiet").collect(Collectors.joining(" | ")))
                .append(" |\n").append("|---|---|").append("---|---|".repeat(rivals.size())).append('\n');
        Map<Case, Map<String, Result>> cases = results.stream()
                .collect(Collectors.groupingBy(Result::which, LinkedHashMap::new, Collectors.toMap(Result::rival, r -> r)));
        cases.forEach((which, row) -> text.append(line(which, row, rivals)));
        // formats of one library are no rivals
        if (kind != Task.Kind.COMPACT) {
            text.append(Standing.text(cases.values().stream().flatMap(row -> Standing.of(row.values()).stream()).toList()));
        }
    }

    private static String line(Case which, Map<String, Result> row, List<String> rivals) {
        List<String> cells = new ArrayList<>(List.of(which.name(), "" + which.threads()));
        for (String rival : rivals) {
            cells.addAll(row.containsKey(rival) ? cells(row.get(Lanewise.NAME), row.get(rival)) : List.of("-", "-"));
        }
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static List<String> cells(Result ours, Result theirs) {
        String format = theirs.which().task().kind.format;
        String mean = String.format(format, theirs.value()), quiet = String.format(format, theirs.quiet());
        if (ours == null || ours == theirs) {
            return List.of(mean, quiet);
        }
        return List.of(String.format("%s (%.2fx)", mean, ours.value() / theirs.value()),
                String.format("%s (%.2fx)", quiet, ours.quiet() / theirs.quiet()));
    }
}
