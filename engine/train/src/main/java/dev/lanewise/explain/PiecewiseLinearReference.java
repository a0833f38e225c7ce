package dev.lanewise.explain;

import dev.lanewise.spec.PiecewiseLinear;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Piecewise-linear embeddings: y has the other inputs in their order, then {@code b + sum over bins of w[t] u[t](p) + w[bins] x} of each
 * column.
 *
 * @param layer   the layer
 * @param inputs  its inputs
 * @param tensors weights and biases of each column in turn
 */
record PiecewiseLinearReference(PiecewiseLinear layer, int inputs, List<ReferenceTensor> tensors) implements StageReference {

    /** Terms of a sum that are written out before three dots take the place of the others. */
    private static final int TERMS_SHOWN = 4;

    @Override
    public String name() {
        return "piecewise-linear embedding";
    }

    private int dims() {
        return layer.dims();
    }

    private PiecewiseLinear.Column column(int number) {
        return layer.columns().get(number);
    }

    private ReferenceTensor weights(int column) {
        return tensors.get(2 * column);
    }

    private ReferenceTensor biases(int column) {
        return tensors.get(2 * column + 1);
    }

    /** The column that reads an input; -1 for another input. */
    private int columnOf(int input) {
        return IntStream.range(0, layer.columns().size()).filter(c -> column(c).input() == input || column(c).position() == input)
                .findFirst().orElse(-1);
    }

    private int others() {
        return inputs - 2 * layer.columns().size();
    }

    /** The output that an input is copied to. */
    private int placeOf(int input) {
        return (int) IntStream.range(0, input).filter(i -> columnOf(i) < 0).count();
    }

    /** The input that is copied to an output. */
    private int copied(int output) {
        return IntStream.range(0, inputs).filter(i -> columnOf(i) < 0 && placeOf(i) == output).findFirst().orElseThrow();
    }

    private int columnOfOutput(int output) {
        return (output - others()) / dims();
    }

    private int dimOf(int output) {
        return (output - others()) % dims();
    }

    private static int bin(double position, int bins) {
        return (int) Math.clamp(Math.floor(position), 0, bins - 1);
    }

    /** What weight t of a column is multiplied by; the number itself is the last. */
    private Local multiplied(int column, int t, Traced x) {
        PiecewiseLinear.Column read = column(column);
        if (t == read.bins()) {
            return Local.of(x, read.input());
        }
        int bin = bin(x.floats()[read.position()], read.bins());
        return t < bin ? Local.ONE : t > bin ? Local.ZERO : t == 0 ? Local.of(x, read.position())
                : Local.of(x, read.position()).minus(Local.of((float) t));
    }

    @Override
    public Traced forward(Traced x) {
        return Traced.of(layer.outputs(inputs), o -> o < others() ? Local.of(x, copied(o)) : embedded(columnOfOutput(o), dimOf(o), x));
    }

    private Local embedded(int column, int dim, Traced x) {
        Local sum = Local.of(biases(column).values()[dim]);
        for (int t = 0; t <= column(column).bins(); t++) {
            sum = weight(column, dim, t).fma(multiplied(column, t, x), sum);
        }
        return sum;
    }

    private Local weight(int column, int dim, int t) {
        return Local.of(weights(column).values()[dim * weights(column).columns() + t]);
    }

    @Override
    public double[] forward(double[] x, Move move) {
        double[] y = new double[layer.outputs(inputs)];
        for (int o = 0; o < others(); o++) {
            y[o] = x[copied(o)];
        }
        for (int o = others(); o < y.length; o++) {
            y[o] = embedded(columnOfOutput(o), dimOf(o), x, move);
        }
        return y;
    }

    private double embedded(int column, int dim, double[] x, Move move) {
        PiecewiseLinear.Column read = column(column);
        double p = x[read.position()];
        int bin = bin(p, read.bins()), row = dim * (read.bins() + 1);
        double sum = move.at(biases(column), dim) + move.at(weights(column), row + read.bins()) * x[read.input()];
        for (int t = 0; t < bin; t++) {
            sum += move.at(weights(column), row + t);
        }
        return sum + move.at(weights(column), row + bin) * (p - bin);
    }

    @Override
    public Traced backward(Traced dy, Traced x, Traced y) {
        return Traced.of(inputs, i -> {
            int column = columnOf(i);
            if (column < 0) {
                return Local.of(dy, placeOf(i));
            }
            Local sum = Local.ZERO;
            for (int d = 0; d < dims(); d++) {
                int output = others() + column * dims() + d;
                sum = byInput(i, output, x, y).fma(Local.of(dy, output), sum);
            }
            return sum;
        });
    }

    @Override
    public OptionalInt onlyOutputOf(int input) {
        return columnOf(input) < 0 ? OptionalInt.of(placeOf(input)) : OptionalInt.empty();
    }

    @Override
    public boolean connects(int input, int output) {
        int column = columnOf(input);
        return column < 0 ? output == placeOf(input) : output >= others() && columnOfOutput(output) == column;
    }

    @Override
    public Local byInput(int input, int output, Traced x, Traced y) {
        int column = columnOf(input);
        return column < 0 ? Local.ONE : weight(column, dimOf(output), weightOf(input, column, x.floats()[column(column).position()]));
    }

    /** The weight that an input of a column goes through. */
    private int weightOf(int input, int column, double position) {
        return column(column).input() == input ? column(column).bins() : bin(position, column(column).bins());
    }

    /** One output, or none of the weights of bins above that of the position. */
    @Override
    public IntStream outputsOf(ReferenceTensor tensor, int element, Traced x) {
        int number = tensors.indexOf(tensor), column = number / 2;
        if (number % 2 == 1) {
            return IntStream.of(others() + column * dims() + element);
        }
        int t = element % tensor.columns(), bins = column(column).bins();
        boolean isUsed = t == bins || t <= bin(x.floats()[column(column).position()], bins);
        return isUsed ? IntStream.of(others() + column * dims() + element / tensor.columns()) : IntStream.empty();
    }

    @Override
    public Local byParameter(ReferenceTensor tensor, int element, int output, Traced x, Traced y) {
        int number = tensors.indexOf(tensor);
        return number % 2 == 0 ? multiplied(number / 2, element % tensor.columns(), x) : Local.ONE;
    }

    /** The positions that are in another bin above than below. */
    @Override
    public IntStream kinksBetween(double[] above, double[] below) {
        return layer.columns().stream().filter(column ->
                bin(above[column.position()], column.bins()) != bin(below[column.position()], column.bins()))
                .mapToInt(PiecewiseLinear.Column::position);
    }

    @Override
    public Stream<Kink> kinks(double[] above, double[] below, Move move, Traced x, Traced y) {
        return kinksBetween(above, below).mapToObj(position ->
                new Kink(name(), byInput(position, others() + columnOf(position) * dims(), x, y).value()));
    }

    /** The input that is copied, or the sum over the bins up to that of the position. */
    @Override
    public String function(int number, int node, Variable by, Symbols signs) {
        int output = node - 1;
        if (output < others()) {
            return signs.symbol(new Variable.Output(number, copied(output) + 1));
        }
        int column = columnOfOutput(output), dim = dimOf(output), bins = column(column).bins();
        String bias = symbol(number, "bias", column, dim, signs);
        List<Integer> terms = new ArrayList<>(IntStream.rangeClosed(0, binOf(number, column, signs)).boxed().toList());
        terms.add(bins);
        StringBuilder text = new StringBuilder(bias);
        boolean cut = false;
        for (int k = 0; k < terms.size(); k++) {
            int t = terms.get(k);
            Variable weight = variable(number, "weight", column, dim * (bins + 1) + t);
            boolean isShown = terms.size() <= TERMS_SHOWN || k == 0 || k >= terms.size() - 2 || weight.equals(by);
            text.append(isShown ? " + " + signs.symbol(weight) + factor(number, column, t, signs) : cut ? "" : " + ...");
            cut = !isShown;
        }
        return text.toString();
    }

    private int binOf(int number, int column, Symbols signs) {
        return bin(signs.value(new Variable.Output(number, column(column).position() + 1)), column(column).bins());
    }

    /** What a weight is multiplied by, behind it; nothing where that is 1. */
    private String factor(int number, int column, int t, Symbols signs) {
        String factor = multiplied(number, column, t, signs);
        return factor.equals("1") ? "" : " " + (factor.contains(" - ") ? "(" + factor + ")" : factor);
    }

    private String multiplied(int number, int column, int t, Symbols signs) {
        PiecewiseLinear.Column read = column(column);
        if (t == read.bins()) {
            return signs.symbol(new Variable.Output(number, read.input() + 1));
        }
        int bin = binOf(number, column, signs);
        String position = signs.symbol(new Variable.Output(number, read.position() + 1));
        return t < bin ? "1" : t > bin ? "0" : t == 0 ? position : position + " - " + t;
    }

    private static Variable.Parameter variable(int number, String tensor, int column, int element) {
        return new Variable.Parameter(number, tensor + (column + 1), element);
    }

    private static String symbol(int number, String tensor, int column, int element, Symbols signs) {
        return signs.symbol(variable(number, tensor, column, element));
    }

    @Override
    public String formula(Derivative derivative, Symbols signs) {
        return switch (derivative.by()) {
            case Variable.Output(int number, int node) when columnOf(node - 1) >= 0 -> {
                int column = columnOf(node - 1), output = Variable.PreActivation.of(derivative.of()).node() - 1;
                int t = column(column).input() == node - 1 ? column(column).bins() : binOf(number, column, signs);
                yield symbol(number, "weight", column, dimOf(output) * (column(column).bins() + 1) + t, signs);
            }
            case Variable.Parameter(int number, String tensor, int element) when tensor.startsWith("weight") -> {
                int column = Integer.parseInt(tensor.substring("weight".length())) - 1;
                yield multiplied(number, column, element % (column(column).bins() + 1), signs);
            }
            case Variable.Output _, Variable.Parameter _ -> "1";
            case Variable.Weight _, Variable.Bias _, Variable.PreActivation _, Variable.Cost _ ->
                throw new IllegalArgumentException(derivative + " is none of a piecewise-linear embedding");
        };
    }
}
