package dev.lanewise.bench.rivals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Results as tables in Markdown: a line a case, a column a rival, with the ratio of Lanewise to each. */
final class Tables {

    private Tables() {
    }

    /** All tables, in the order of the results. */
    static String of(List<Result> results) {
        var text = new StringBuilder();
        results.stream().collect(Collectors.groupingBy(result -> result.which().task().table, LinkedHashMap::new, Collectors.toList()))
                .forEach((title, rows) -> append(text, title, rows));
        return text.toString();
    }

    private static void append(StringBuilder text, String title, List<Result> results) {
        List<String> rivals = results.stream().map(Result::rival).distinct().toList();
        text.append('\n').append(title).append(", ").append(results.getFirst().which().task().unit.words).append(":\n\n");
        text.append("| case | threads | ").append(String.join(" | ", rivals)).append(" |\n").append("|---|---|")
                .append("---|".repeat(rivals.size())).append('\n');
        results.stream().collect(Collectors.groupingBy(Result::which, LinkedHashMap::new, Collectors.toMap(Result::rival, r -> r)))
                .forEach((which, row) -> text.append(line(which, row, rivals)));
    }

    private static String line(Case which, Map<String, Result> row, List<String> rivals) {
        List<String> cells = new ArrayList<>(List.of(which.name(), "" + which.threads()));
        for (String rival : rivals) {
            cells.add(row.containsKey(rival) ? cell(which, row.get(Lanewise.NAME), row.get(rival)) : "-");
        }
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String cell(Case which, Result ours, Result theirs) {
        String value = String.format(which.task().unit.format, theirs.value());
        if (ours == null || ours == theirs) {
            return value;
        }
        return String.format("%s (%.2fx)", value, which.task().unit.ratio(ours.value(), theirs.value()));
    }
}
