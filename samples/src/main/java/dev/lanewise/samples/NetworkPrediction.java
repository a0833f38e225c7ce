package dev.lanewise.samples;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.lanewise.file.FileKind;
import dev.lanewise.file.OutputFile;
import dev.lanewise.formats.numpy.Npy;
import dev.lanewise.formats.numpy.Npz;
import dev.lanewise.formats.tensor.NamedArrays;
import dev.lanewise.formats.tensor.NumberArray;
import dev.lanewise.model.Network;
import dev.lanewise.samples.option.OptionFile;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.store.ModelFile;
import dev.lanewise.table.Column;
import dev.lanewise.table.Table;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The outputs of a network alone for rows of numbers.
 *
 * @param network of the model
 * @param classes their names, where the model says them
 * @param inputs  [rows x inputs]
 */
record NetworkPrediction(Network network, List<String> classes, float[] inputs) {

    private static final String INPUTS = "x";
    private static final String NPY = ".npy";

    /** Reads the rows: an array of NumPy, or CSV whose columns are the inputs in their order. */
    static NetworkPrediction of(ModelFile.Content content, Path data, CsvOptions csv) throws IOException {
        Network network = content.network();
        FileKind kind = OptionFile.read(CsvOptions.DATA, data, AnyModel::kindOf);
        float[] inputs = switch (kind) {
            case NPY -> floats(OptionFile.read(CsvOptions.DATA, data, Npy::read), data, network.spec());
            case ZIP -> floats(inputs(OptionFile.read(CsvOptions.DATA, data, Npz::read), data), data, network.spec());
            default -> cells(csv.read(CsvOptions.DATA, data), data, network.spec());
        };
        return new NetworkPrediction(network, content.metadata().classNames().orElse(List.of()), inputs);
    }

    /** The only array, or the one that is called so. */
    private static NumberArray inputs(NamedArrays arrays, Path data) throws IOException {
        try {
            return arrays.arrays().size() == 1 ? arrays.arrays().values().iterator().next() : arrays.get(INPUTS);
        } catch (IllegalArgumentException e) {
            throw OptionFile.misfit(CsvOptions.DATA, data, e);
        }
    }

    private static float[] floats(NumberArray array, Path data, NetworkSpec spec) throws IOException {
        if (array.shape().isEmpty() || array.size() == 0 || array.rowSize() != spec.inputs()) {
            throw misfit(data, spec, "the shape " + array.shapeText());
        }
        return ArrayRows.floats(array);
    }

    private static float[] cells(Table table, Path data, NetworkSpec spec) throws IOException {
        List<Column> columns = table.columns();
        if (columns.size() != spec.inputs()) {
            throw misfit(data, spec, columns.size() + " columns");
        }
        float[] floats = new float[Math.multiplyExact(table.rows(), columns.size())];
        for (int row = 0; row < table.rows(); row++) {
            for (int c = 0; c < columns.size(); c++) {
                double number = columns.get(c).number(row);
                if (Double.isNaN(number)) {
                    throw new IOException(CsvOptions.DATA + " " + data + ": a network takes numbers, but column " + columns.get(c).name()
                            + " has '" + columns.get(c).text(row) + "' in row " + (row + 1));
                }
                floats[row * columns.size() + c] = (float) number;
            }
        }
        return floats;
    }

    private static IOException misfit(Path data, NetworkSpec spec, String got) {
        return new IOException(CsvOptions.DATA + " " + data + ": the network " + spec.shape() + " takes rows of " + spec.inputs()
                + (spec.inputs() == 1 ? " number" : " numbers") + ", got " + got);
    }

    /** Writes the outputs: as an array where the name ends in .npy, else as CSV. */
    void write(Path answers, PrintWriter out) throws IOException {
        int width = network.spec().outputs();
        float[] outputs = ArrayRows.predict(network, inputs);
        if (answers == null) {
            writeTo(out, outputs);
            return;
        }
        if (isArray(answers)) {
            Npy.write(NumberArray.of(outputs, outputs.length / width, width), answers);
        } else {
            OutputFile.write(answers, bytes -> writeTo(new OutputStreamWriter(bytes, StandardCharsets.UTF_8), outputs));
        }
        out.printf("%,d answers written to %s%n", outputs.length / width, answers);
    }

    /** Whether a file is to have an array instead of CSV. */
    static boolean isArray(Path answers) {
        return answers.toString().endsWith(NPY);
    }

    private void writeTo(Writer text, float[] outputs) throws IOException {
        CsvWriter rows = CsvWriter.builder().build(text);
        int width = network.spec().outputs();
        boolean hasClasses = !classes.isEmpty() || network.spec().layers().getLast().activation() instanceof Activation.Softmax;
        List<String> header = new ArrayList<>(hasClasses ? List.of("class") : List.of());
        for (int o = 0; o < width; o++) {
            header.add(o < classes.size() && width > 1 ? "probability_" + classes.get(o) : "output_" + o);
        }
        rows.writeRecord(header);
        for (int at = 0; at < outputs.length; at += width) {
            float[] row = Arrays.copyOfRange(outputs, at, at + width);
            List<String> fields = new ArrayList<>(hasClasses ? List.of(name(network.spec().classOf(row))) : List.of());
            for (float output : row) {
                fields.add(Float.toString(output));
            }
            rows.writeRecord(fields);
        }
        rows.flush();
    }

    private String name(int number) {
        return number >= 0 && number < classes.size() ? classes.get(number) : Integer.toString(number);
    }
}
