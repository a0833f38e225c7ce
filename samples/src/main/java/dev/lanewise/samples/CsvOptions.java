package dev.lanewise.samples;

import dev.lanewise.samples.option.OptionFile;
import dev.lanewise.table.Csv;
import dev.lanewise.table.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that say how tables are written in files. */
final class CsvOptions {

    static final String DATA = "--data";

    @Option(names = "--no-header", description = "The first line has values: columns are called c1, c2 and so on.")
    private boolean hasNoHeader;

    @Option(names = "--separator", paramLabel = "CHAR",
            description = "What stands between fields, such as ';' or tab. Default: what the first lines have equally often")
    private String separator;

    @Option(names = "--decimal", paramLabel = "CHAR",
            description = "The decimal mark of numbers, a dot or a comma; the other one separates groups of three digits. Default: a dot")
    private String decimal;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** Whether some option is there. */
    boolean areGiven() {
        return hasNoHeader || separator != null || decimal != null;
    }

    /** A reader of such files; wrong values are wrong use. */
    Csv reader() {
        Csv reader = hasNoHeader ? Csv.reader().withoutHeader() : Csv.reader();
        Csv separated = separator == null ? reader
                : Usage.checked(command, () -> reader.withSeparator(character("--separator", separator)));
        return decimal == null ? separated : Usage.checked(command, () -> separated.withDecimal(character("--decimal", decimal)));
    }

    private static char character(String option, String text) {
        String one = text.equalsIgnoreCase("tab") || text.equals("\\t") ? "\t" : text;
        if (one.length() != 1) {
            throw new IllegalArgumentException(option + " expects one character, or tab, got '" + text + "'");
        }
        return one.charAt(0);
    }

    /** The table in the file that an option names. */
    Table read(String option, Path file) throws IOException {
        return read(option, file, List.of());
    }

    /** The same, where some columns keep the texts of the file. */
    Table read(String option, Path file, List<String> texts) throws IOException {
        Csv reader = reader().withTexts(texts);
        return OptionFile.read(option, file, reader::readTable);
    }
}
