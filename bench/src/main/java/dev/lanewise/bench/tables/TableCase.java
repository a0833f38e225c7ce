package dev.lanewise.bench.tables;

import dev.lanewise.table.Column;
import dev.lanewise.table.Csv;
import dev.lanewise.table.LabelTrimming;
import dev.lanewise.table.Table;
import dev.lanewise.table.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A line of the list of tables.
 *
 * @param name   what it is called
 * @param file   in the folder of tables
 * @param test   the file of the test rows, empty where they are a share of the one file
 * @param target the column that is predicted
 * @param header whether the files have a line of names
 * @param trim   characters that are cut off the ends of labels
 * @param task   classes or a number
 * @param score  what is compared
 * @param aim    what the best quality is to reach
 */
record TableCase(String name, String file, String test, String target, boolean header, String trim, Task task, Score score,
        OptionalDouble aim) {

    private static final List<String> COLUMNS = List.of("name", "file", "test", "target", "header", "trim", "task", "metric", "aim");

    TableCase {
        if (name.isEmpty() || file.isEmpty() || target.isEmpty()) {
            throw new IllegalArgumentException("a table expects a name, a file and a target, got '" + name + "', '" + file + "' and '"
                    + target + "'");
        }
        if ((score == Score.ACCURACY) != (task == Task.CLASSIFICATION)) {
            throw new IllegalArgumentException("the metric " + score.text() + " of the table " + name + " is none of a " + task.toText());
        }
    }

    /** Reads a list. */
    static List<TableCase> read(Path list) throws IOException {
        Table table = Csv.reader().withSeparator(',').readTable(list);
        if (!table.names().equals(COLUMNS)) {
            throw new IOException(list + ": expected the columns " + COLUMNS + ", got " + table.names());
        }
        List<TableCase> cases = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int row = 0; row < table.rows(); row++) {
            try {
                cases.add(of(table, row));
            } catch (IllegalArgumentException e) {
                throw new IOException(list + ", line " + (row + 2) + ": " + e.getMessage(), e);
            }
            if (!names.add(cases.getLast().name)) {
                throw new IOException(list + ", line " + (row + 2) + ": the table " + cases.getLast().name + " occurs twice");
            }
        }
        return cases;
    }

    private static TableCase of(Table list, int row) {
        Column aim = list.column("aim");
        return new TableCase(text(list, "name", row), text(list, "file", row), text(list, "test", row), text(list, "target", row),
                yes(text(list, "header", row)), text(list, "trim", row), task(text(list, "task", row)),
                Score.parse(text(list, "metric", row)),
                aim.isMissing(row) ? OptionalDouble.empty() : OptionalDouble.of(aim.number(row)));
    }

    private static String text(Table list, String column, int row) {
        return list.column(column).text(row);
    }

    private static boolean yes(String text) {
        return switch (text) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw new IllegalArgumentException("a header expects yes or no, got '" + text + "'");
        };
    }

    private static Task task(String text) {
        return switch (text) {
            case "classification", "regression" -> Task.valueOf(text.toUpperCase(Locale.ROOT));
            default -> throw new IllegalArgumentException("expected the task classification or regression, got '" + text + "'");
        };
    }

    /** Files that a folder lacks. */
    List<Path> missing(Path folder) {
        List<Path> files = new ArrayList<>(List.of(folder.resolve(file)));
        if (!test.isEmpty()) {
            files.add(folder.resolve(test));
        }
        files.removeIf(Files::isRegularFile);
        return files;
    }

    Table rows(Path folder) throws IOException {
        return table(folder.resolve(file));
    }

    /** The rows of the test file. */
    Table testRows(Path folder) throws IOException {
        return table(folder.resolve(test));
    }

    private Table table(Path path) throws IOException {
        Csv csv = header ? Csv.reader() : Csv.reader().withoutHeader();
        return LabelTrimming.of(csv.readTable(path), target, trim);
    }
}
