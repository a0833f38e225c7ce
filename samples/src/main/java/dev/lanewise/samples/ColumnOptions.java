package dev.lanewise.samples;

import dev.lanewise.table.ColumnKind;
import dev.lanewise.table.LabelTrimming;
import dev.lanewise.table.Table;
import dev.lanewise.table.TableTrainer;
import dev.lanewise.table.Task;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options that say what the columns of a table are. */
final class ColumnOptions {

    private static final String TYPES = "--types";

    @Option(names = "--target", required = true, paramLabel = "COLUMN", description = "The column that is predicted, by its name.")
    private String target;

    @Option(names = "--unit", paramLabel = "TEXT", description = "The unit of the target, kept with the model, such as EUR. Default: none")
    private String unit;

    @Option(names = "--task", paramLabel = "NAME",
            description = "classification or regression. Default: texts, two values and at most ten different whole numbers are classes")
    private Task task;

    @Option(names = TYPES, split = ",", paramLabel = "COLUMN=KIND",
            description = "What columns are: numeric, category, boolean, date or ignore. Default: what their values look like")
    private List<String> types = List.of();

    @Option(names = "--weight", paramLabel = "COLUMN", description = "How much each row counts in training. Default: all the same")
    private String weight;

    @Option(names = "--class-weights", paramLabel = "NAME",
            description = "balanced: classes count as if each had as many rows. Default: they count by their rows")
    private String classWeights;

    @Option(names = "--trim-labels", paramLabel = "CHARS", description = "Cut these characters off the ends of labels. Default: none")
    private String trimmed;

    private final Map<String, ColumnKind> kinds = new LinkedHashMap<>();

    String target() {
        return target;
    }

    /** Refuses what makes no sense whatever the table is. */
    void requireUsable(CommandSpec command) {
        Usage.require(command, classWeights == null || classWeights.equalsIgnoreCase("balanced"),
                "--class-weights expects balanced, got '" + classWeights + "'");
        for (String type : types) {
            int equals = type.lastIndexOf('=');
            Optional<ColumnKind> kind = equals < 1 ? Optional.empty() : kind(type.substring(equals + 1));
            Usage.require(command, kind.isPresent(), TYPES + " expects COLUMN=KIND with one of the kinds "
                    + Arrays.stream(ColumnKind.values()).map(ColumnOptions::word).collect(Collectors.joining(", "))
                    + ", got '" + type + "'");
            kinds.put(type.substring(0, equals), kind.orElseThrow());
        }
        Usage.require(command, !kinds.containsKey(target), TYPES + " says what inputs are, but " + target + " is the target");
    }

    private static Optional<ColumnKind> kind(String word) {
        return Arrays.stream(ColumnKind.values()).filter(kind -> word(kind).equals(Usage.name(word))).findFirst();
    }

    static String word(ColumnKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** Refuses columns that the table has not. */
    void requireColumns(CommandSpec command, Table table) {
        SplitOptions.requireColumn(command, "--target", target, table);
        SplitOptions.requireColumn(command, "--weight", weight, table);
        kinds.keySet().forEach(column -> SplitOptions.requireColumn(command, TYPES, column, table));
    }

    /** A table with labels as they are learned. */
    Table trimmed(Table table) {
        return LabelTrimming.of(table, target, trimmed == null ? "" : trimmed);
    }

    void applyTo(TableTrainer trainer) {
        trainer.target(target).unit(unit == null ? "" : unit).trimLabels(trimmed == null ? "" : trimmed);
        kinds.forEach(trainer::kind);
        if (task != null) {
            trainer.task(task);
        }
        if (weight != null) {
            trainer.weight(weight);
        }
        if (classWeights != null) {
            trainer.balancedClasses();
        }
    }
}
