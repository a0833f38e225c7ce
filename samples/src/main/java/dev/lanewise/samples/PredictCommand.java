package dev.lanewise.samples;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.lanewise.file.OutputFile;
import dev.lanewise.formats.numpy.Npy;
import dev.lanewise.formats.tensor.NumberArray;
import dev.lanewise.store.ModelFile;
import dev.lanewise.store.NonFiniteWeights;
import dev.lanewise.table.Answer;
import dev.lanewise.table.Column;
import dev.lanewise.table.Table;
import dev.lanewise.table.TableModel;
import dev.lanewise.table.Task;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lanewise predict}: the answers of a model for the rows of a table. */
@Command(name = "predict", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Writes the answers of a model, a line for each row of a table or an array.")
final class PredictCommand implements Callable<Integer> {

    private static final String MODEL = "--model";
    private static final int ROWS_AT_ONCE = 1 << 14;

    @Spec
    private CommandSpec spec;

    @Option(names = MODEL, required = true, paramLabel = "FILE", description = "A file that train --save wrote, or another model: "
            + "ONNX, or what convert wrote.")
    private Path file;

    @Option(names = CsvOptions.DATA, required = true, paramLabel = "FILE", description = "A table as CSV, gzipped or not; for a "
            + "network alone its inputs in their order, or an array of NumPy, .npy, or the array x of .npz.")
    private Path data;

    @Mixin
    private CsvOptions csv;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the answers to this file, "
            + "as an array of numbers where it ends in .npy, else as CSV. Default: to standard output")
    private Path answers;

    @Option(names = "--keep", split = ",", paramLabel = "COLUMN", description = "Columns of the table to write before the answers, such "
            + "as an id. Default: none")
    private List<String> kept = List.of();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut(), err = spec.commandLine().getErr();
        csv.reader();
        ResultFiles.requireWritable(spec, "--out", answers);
        Usage.require(spec, answers == null || !ModelFormat.of(answers).equals(Optional.of(ModelFormat.NPZ)),
                "--out writes one array, .npy, or CSV, got " + answers);
        Usage.require(spec, kept.isEmpty() || answers == null || !NetworkPrediction.isArray(answers),
                "--keep goes with CSV, but --out is an array of numbers");
        ModelFile.Content content = SavedModel.read(file, NonFiniteWeights.REFUSE);
        Optional<TableModel> forTables = TableUse.model(content, MODEL, file);
        if (forTables.isEmpty()) {
            Usage.require(spec, kept.isEmpty(), "--keep is for models of tables, but --model is a network alone");
            NetworkPrediction.of(content, data, csv).write(answers, out);
            out.flush();
            return 0;
        }
        TableModel model = forTables.get();
        TableUse use = new TableUse(model, data, csv.read(CsvOptions.DATA, data, kept));
        for (String column : kept) {
            SplitOptions.requireColumn(spec, "--keep", column, use.table());
        }
        use.tell(err);
        write(use, out);
        out.flush();
        return 0;
    }

    private void write(TableUse use, PrintWriter out) throws IOException {
        if (answers == null) {
            writeTo(out, use);
            return;
        }
        if (NetworkPrediction.isArray(answers)) {
            Npy.write(array(use), answers);
        } else {
            OutputFile.write(answers, bytes -> writeTo(new OutputStreamWriter(bytes, StandardCharsets.UTF_8), use));
        }
        out.printf("%,d answers written to %s%n", use.table().rows(), answers);
    }

    private void writeTo(Writer text, TableUse use) throws IOException {
        CsvWriter rows = CsvWriter.builder().build(text);
        rows.writeRecord(header(use.model()));
        forEachBlock(use, (part, first, found) -> {
            List<Column> columns = kept.stream().map(part::column).toList();
            for (int row = 0; row < found.size(); row++) {
                List<String> fields = new ArrayList<>();
                for (Column column : columns) {
                    fields.add(column.text(row));
                }
                fields.addAll(fields(use.model(), found.get(row)));
                rows.writeRecord(fields);
            }
        });
        rows.flush();
    }

    /** Takes the answers for some rows, the number of the first of which is told. */
    @FunctionalInterface
    private interface Block {
        void take(Table part, int first, List<Answer> found);
    }

    /** Answers a block of rows after the other: of the answers of a large table only those of a block are in memory. */
    private static void forEachBlock(TableUse use, Block block) {
        Table table = use.table();
        for (int first = 0; first < table.rows(); first += ROWS_AT_ONCE) {
            Table part = table.at(IntStream.range(first, Math.min(table.rows(), first + ROWS_AT_ONCE)).toArray());
            block.take(part, first, use.model().predict(part));
        }
    }

    /** Of classes [rows x classes] their probabilities, of numbers [rows x 1]. */
    private static NumberArray array(TableUse use) {
        float[][] rows = new float[use.table().rows()][];
        forEachBlock(use, (_, first, found) -> {
            for (int row = 0; row < found.size(); row++) {
                rows[first + row] = numbers(found.get(row));
            }
        });
        return NumberArray.of(rows);
    }

    private static float[] numbers(Answer answer) {
        List<Double> numbers = answer.probabilities().isEmpty() ? List.of(answer.value())
                : List.copyOf(answer.probabilities().values());
        float[] floats = new float[numbers.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = numbers.get(i).floatValue();
        }
        return floats;
    }

    private List<String> header(TableModel model) {
        List<String> names = new ArrayList<>(kept);
        names.add(model.targetName());
        if (model.task() == Task.REGRESSION) {
            names.addAll(List.of(model.targetName() + "_low", model.targetName() + "_high"));
        } else {
            model.classes().forEach(label -> names.add("probability_" + label));
        }
        return names;
    }

    private static List<String> fields(TableModel model, Answer answer) {
        if (model.task() == Task.REGRESSION) {
            return List.of(Double.toString(answer.value()), Double.toString(answer.low()), Double.toString(answer.high()));
        }
        List<String> fields = new ArrayList<>(List.of(answer.label()));
        answer.probabilities().values().forEach(probability -> fields.add(Double.toString(probability)));
        return fields;
    }
}
