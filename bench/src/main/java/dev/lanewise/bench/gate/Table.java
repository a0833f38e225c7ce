package dev.lanewise.bench.gate;

import java.util.List;
import java.util.Locale;

/** How rows are printed: in columns, or as a Markdown table. */
enum Table {
    /** For a terminal. */
    PLAIN {
        @Override
        String line(List<String> cells) {
            return String.format("%-42s %9s %7s %7s %7s %15s %14s %6s  %s", cells.toArray());
        }

        @Override
        String heading() {
            return line(HEADINGS);
        }
    },
    /** For a page. */
    MARKDOWN {
        @Override
        String line(List<String> cells) {
            return "| " + String.join(" | ", cells) + " |";
        }

        @Override
        String heading() {
            return line(HEADINGS) + "\n" + "|---".repeat(HEADINGS.size()) + "|";
        }
    };

    private static final List<String> HEADINGS = List.of("case", "GFLOP/s", "quiet", "mean", "ratio", "floors", "samples/s", "B/call",
            "verdict");

    abstract String line(List<String> cells);

    /** The first line of the table, or the first two. */
    abstract String heading();

    /** The line of a row. */
    String line(Row row) {
        Measured measured = row.measured();
        return line(List.of(row.title(), number("%.2f", measured.meanGflops()), number("%.4f", measured.quietShare()),
                number("%.4f", measured.meanShare()), number("%.3f", row.ratio()), floors(row),
                number("%,.0f", measured.samplesPerSecond()), number("%.0f", measured.bytesPerOp()), row.verdict().name()));
    }

    /** Of a row with two floors that differ, both. */
    private static String floors(Row row) {
        double share = row.floor().share(), ratio = row.floor().ratio();
        return row.isRatio() || share == ratio ? floor(share) : floor(share) + " / " + floor(ratio);
    }

    private static String floor(double floor) {
        return String.format(Locale.ROOT, floor < 0.1 ? "%.4f" : "%.3f", floor);
    }

    private static String number(String format, double number) {
        return Double.isNaN(number) ? "-" : String.format(Locale.ROOT, format, number);
    }
}
