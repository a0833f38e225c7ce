package dev.lanewise.samples;

import dev.lanewise.samples.terminal.Terminal;
import dev.lanewise.table.ColumnDecision;
import dev.lanewise.table.Quality;
import dev.lanewise.table.Table;
import dev.lanewise.table.TablePlan;
import dev.lanewise.table.TableReport;
import dev.lanewise.table.TableSplit;
import dev.lanewise.text.Phrases;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a training of a table came to, as text and as JSON.
 *
 * @param report  the training
 * @param quality that was asked for
 * @param seed    of the training
 * @param table   that was learned from
 */
record TableReportText(TableReport report, Quality quality, long seed, Table table) {

    /** Tells what is about to be done, before training begins, which may be limited in time. */
    static void print(PrintWriter out, TablePlan plan, boolean isLimited) {
        out.println(Terminal.wrapped("the target is a " + plan.task().task().toText() + ": " + plan.task().reason()));
        for (ColumnDecision column : plan.columns()) {
            out.println(Terminal.wrapped(Terminal.line("column " + column.name() + " is " + word(column) + ": " + column.reason())));
        }
        plan.remarks().stream().map(Terminal::line).forEach(out::println);
        TableSplit split = plan.split();
        TableSplit.Fold first = split.folds().getFirst();
        out.printf("%s%,d rows to learn from, %,d for the validation, %,d for the test, split %s%n", parts(split, isLimited),
                first.train().length, first.validation().length, split.test().length, split.hash());
        out.flush();
    }

    /** By time all networks learn from the same rows. */
    private static String parts(TableSplit split, boolean isLimited) {
        int count = split.folds().size();
        if (count == 1) {
            return "";
        }
        return (isLimited ? "as many as there is time for of " : "") + count
                + (split.isOfFolds() ? " folds, each: " : " networks that learn from the same rows: ");
    }

    void print(PrintWriter out) {
        for (TableReport.Training training : report.trainings()) {
            String network = report.trainings().size() == 1 ? "the model"
                    : report.split().nameOf(training.learner(), training.fold()) + ",";
            String epochs = training.lastEpoch().isPresent() ? " of " + training.lastEpoch().getAsInt() : ", before it was resumed,";
            out.printf("%s after epoch %d%s did best%s%s%n", network, training.bestEpoch(), epochs,
                    training.members() == 0 ? "" : ", " + Phrases.count(training.members(), "member"),
                    training.weight() == 0 ? "; not in the model, which answers the validation better without it"
                            : training.weight() == 1 ? "" : "; it counts " + training.weight() + " times");
        }
        if (report.skipped() > 0) {
            out.printf("networks that were not trained, for training had to end: %d%n", report.skipped());
        }
        out.println("validation: " + metrics(report.validation()));
        if (!report.metrics().isEmpty()) {
            out.println("test: " + metrics(report.metrics()) + "; the model has not seen these rows");
        }
        out.println("model sha256 " + report.model().sha256());
    }

    private static String word(ColumnDecision column) {
        return switch (column.kind()) {
            case IGNORE -> "ignored";
            case NUMERIC -> "numeric";
            case BOOLEAN -> "boolean";
            case CATEGORY -> "a category";
            case DATE -> "a date";
        };
    }

    static String metrics(Map<String, Double> metrics) {
        return metrics.entrySet().stream().map(metric -> String.format(Locale.ROOT, "%s %.5g", metric.getKey(), metric.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static Map<String, Object> fields(TableReport.Training training) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("learner", training.learner());
        fields.put("fold", training.fold());
        fields.put("epochs", training.history().size());
        fields.put("bestEpoch", training.bestEpoch());
        fields.put("weight", training.weight());
        fields.put("members", training.members());
        return fields;
    }

    String json(double wallSeconds) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("task", report.task().task().toText());
        fields.put("target", report.model().targetName());
        fields.put("rows", table.rows());
        fields.put("columns", table.columns().size());
        fields.put("quality", quality.name().toLowerCase(Locale.ROOT));
        fields.put("seed", seed);
        fields.put("splitHash", report.split().hash());
        fields.put("epochs", report.epochs());
        fields.put("bestEpoch", report.bestEpoch());
        fields.put("folds", report.split().folds().size());
        fields.put("networks", report.trainings().stream().map(TableReportText::fields).toList());
        fields.put("trainSeconds", report.trainSeconds());
        fields.put("wallSeconds", wallSeconds);
        fields.put("metrics", report.metrics());
        fields.put("validationMetrics", report.validation());
        fields.put("remarks", report.remarks());
        fields.put("modelSha256", report.model().sha256());
        return JsonText.of(fields);
    }
}
