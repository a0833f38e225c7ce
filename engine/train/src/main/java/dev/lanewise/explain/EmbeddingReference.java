package dev.lanewise.explain;

import dev.lanewise.spec.Embedding;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Embeddings of categories: y has the other inputs in their order, then the row of each category.
 *
 * @param layer   the layer
 * @param inputs  its inputs
 * @param tensors its tables
 */
record EmbeddingReference(Embedding layer, int inputs, List<ReferenceTensor> tensors) implements StageReference {

    @Override
    public String name() {
        return "embedding";
    }

    /** The table of a category; -1 for another input. */
    private int tableOf(int input) {
        return IntStream.range(0, tensors.size()).filter(t -> layer.tables().get(t).input() == input).findFirst().orElse(-1);
    }

    /** The output that an input is copied to. */
    private int placeOf(int input) {
        return (int) IntStream.range(0, input).filter(i -> tableOf(i) < 0).count();
    }

    /** The first of the outputs that are a row of a table. */
    private int firstOutputOf(int table) {
        return inputs - tensors.size() + tensors.subList(0, table).stream().mapToInt(ReferenceTensor::columns).sum();
    }

    @Override
    public Traced forward(Traced x) {
        double[] y = forward(x.doubles(), Move.NONE);
        Traced copied = new Traced(new float[y.length], y, new double[y.length]);
        for (int o = 0; o < y.length; o++) {
            copied.floats()[o] = (float) y[o];
        }
        return copied;
    }

    @Override
    public double[] forward(double[] x, Move move) {
        double[] y = new double[layer.outputs(x.length)];
        for (int i = 0; i < x.length; i++) {
            int table = tableOf(i);
            if (table < 0) {
                y[placeOf(i)] = x[i];
            } else {
                copyRow(tensors.get(table), (int) x[i], move, y, firstOutputOf(table));
            }
        }
        return y;
    }

    private static void copyRow(ReferenceTensor table, int row, Move move, double[] y, int first) {
        for (int d = 0; d < table.columns(); d++) {
            y[first + d] = move.at(table, row * table.columns() + d);
        }
    }

    /** A category has no derivative; its place stays zero. */
    @Override
    public Traced backward(Traced dy, Traced x, Traced y) {
        Traced dx = new Traced(x.size());
        for (int i = 0; i < x.size(); i++) {
            if (hasDerivativeBy(i)) {
                dx.floats()[i] = dy.floats()[placeOf(i)];
                dx.doubles()[i] = dy.doubles()[placeOf(i)];
                dx.bounds()[i] = dy.bounds()[placeOf(i)];
            }
        }
        return dx;
    }

    @Override
    public boolean hasDerivativeBy(int input) {
        return tableOf(input) < 0;
    }

    @Override
    public OptionalInt onlyOutputOf(int input) {
        return hasDerivativeBy(input) ? OptionalInt.of(placeOf(input)) : OptionalInt.empty();
    }

    @Override
    public boolean connects(int input, int output) {
        int table = tableOf(input), first = table < 0 ? placeOf(input) : firstOutputOf(table);
        return output >= first && output < first + (table < 0 ? 1 : tensors.get(table).columns());
    }

    @Override
    public Local byInput(int input, int output, Traced x, Traced y) {
        return Local.ONE;
    }

    /** One of the outputs where the sample has the category of the row, else none. */
    @Override
    public IntStream outputsOf(ReferenceTensor tensor, int element, Traced x) {
        int table = tensors.indexOf(tensor);
        boolean isUsed = (int) x.floats()[layer.tables().get(table).input()] == element / tensor.columns();
        return isUsed ? IntStream.of(firstOutputOf(table) + element % tensor.columns()) : IntStream.empty();
    }

    @Override
    public Local byParameter(ReferenceTensor tensor, int element, int output, Traced x, Traced y) {
        return Local.ONE;
    }

    /** The input, or the number of the table, that is copied. */
    @Override
    public String function(int number, int node, Variable by, Symbols signs) {
        int input = IntStream.range(0, inputs).filter(i -> connects(i, node - 1)).findFirst().orElseThrow(), table = tableOf(input);
        Variable.Output copied = new Variable.Output(number, input + 1);
        if (table < 0) {
            return signs.symbol(copied);
        }
        int element = (int) signs.value(copied) * tensors.get(table).columns() + node - 1 - firstOutputOf(table);
        return signs.symbol(new Variable.Parameter(number, "table" + (table + 1), element));
    }

    @Override
    public String formula(Derivative derivative, Symbols signs) {
        return "1";
    }
}
