package dev.lanewise.spec;

import dev.lanewise.panel.Arena;
import dev.lanewise.text.Phrases;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Piecewise-linear embeddings of numbers: each column becomes {@code dims} numbers that are learned functions of it, linear within each
 * of its bins. Inputs that belong to no column come first in the outputs, in their order, then the embeddings, in the order of the columns.
 *
 * <p>A column has two inputs: the number x itself, and its position p among the edges of its bins. The position is the index of the bin
 * that has the number, from 0, plus the fraction of the bin that lies below the number; it falls below 0 in front of the first bin and
 * rises above the number of bins behind the last, in proportion. The embedding is
 * {@code e = b + sum over bins t of w[t] u[t](p) + w[bins] x}, where {@code u[t](p)} is 0 before bin t, {@code p - t} within it and 1
 * behind it; the first bin has no lower end and the last no upper one. The weights of the bins start at 0.
 *
 * @param columns the numbers that are embedded
 * @param dims    numbers that stand for each, at least 1
 * @param start   where biases and the weights of x start
 * @see <a href="https://arxiv.org/abs/2203.05556">Gorishniy, Rubachev and Babenko, On embeddings for numerical features in tabular deep
 *      learning, 2022; in the form of TabM, https://arxiv.org/abs/2410.24210</a>
 */
public record PiecewiseLinear(List<Column> columns, int dims, Initializer start) implements Layer {

    /** Most bins of a column. */
    public static final int MAX_BINS = 1 << 12;

    private static final String EXPECTED = "expected a layer as 'piecewise_linear(input:position x bins,...) dims start', such as "
            + "'piecewise_linear(0:2x48,1:3x16) 16 uniform(-0.25,0.25)', got ";
    private static final int WORDS = 3;

    /**
     * A number that is embedded.
     *
     * @param input    which of the inputs it is, from 0
     * @param position which of the inputs is its position among the edges, from 0
     * @param bins     how many bins there are, at least 1
     */
    public record Column(int input, int position, int bins) {

        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if one is out of its range
         */
        public Column {
            if (input < 0 || position < 0 || bins < 1 || bins > MAX_BINS) {
                throw new IllegalArgumentException("a piecewise-linear embedding expects inputs from 0 and 1 to " + MAX_BINS
                        + " bins, got input " + input + ", position " + position + " and " + Phrases.count(bins, "bin"));
            }
        }

        private String text() {
            return input + ":" + position + "x" + bins;
        }
    }

    /**
     * Checks the columns.
     *
     * @throws IllegalArgumentException if there is none, an input is used twice, or {@code dims} is not at least 1
     */
    public PiecewiseLinear {
        columns = List.copyOf(columns);
        Objects.requireNonNull(start, "start");
        if (columns.isEmpty() || dims < 1) {
            throw new IllegalArgumentException("a piecewise-linear embedding expects at least 1 column and 1 dim, got "
                    + Phrases.count(columns.size(), "column") + " and " + Phrases.count(dims, "dim"));
        }
        Set<Integer> inputs = new HashSet<>();
        for (Column column : columns) {
            requireNew(inputs, column.input());
            requireNew(inputs, column.position());
        }
    }

    /**
     * Embeddings that start as those of TabM: uniform from {@code -1 / sqrt(dims)} to {@code 1 / sqrt(dims)}.
     *
     * @param columns the numbers that are embedded
     * @param dims    numbers that stand for each, at least 1
     * @throws IllegalArgumentException if there is no column, an input is used twice, or {@code dims} is not at least 1
     */
    public PiecewiseLinear(List<Column> columns, int dims) {
        this(columns, dims, Initializer.uniform(-edge(dims), edge(dims)));
    }

    private static float edge(int dims) {
        return (float) (1 / Math.sqrt(Math.max(1, dims)));
    }

    private static void requireNew(Set<Integer> inputs, int input) {
        if (!inputs.add(input)) {
            throw new IllegalArgumentException("a piecewise-linear embedding reads an input once, as a number or as a position, got input "
                    + input + " twice");
        }
    }

    @Override
    public int outputs(int inputs) {
        long outputs = inputs;
        for (Column column : columns) {
            int last = Math.max(column.input(), column.position());
            if (last >= inputs) {
                throw new IllegalArgumentException("a piecewise-linear embedding of input " + last + " expects more inputs than that, got "
                        + inputs);
            }
            outputs += dims - 2;
        }
        if (outputs > Arena.MAX_FLOATS) {
            throw new IllegalArgumentException("a piecewise-linear embedding has at most " + Arena.MAX_FLOATS + " outputs, got " + outputs);
        }
        return (int) outputs;
    }

    /** {@code weight1} of shape [dims, bins + 1], the weights of x last, {@code bias1} of shape [dims], and so on. */
    @Override
    public List<TensorSpec> tensors(String name, int inputs) {
        List<TensorSpec> tensors = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            int bins = columns.get(c).bins();
            tensors.add(new TensorSpec(name + ".weight" + (c + 1), List.of(dims, bins + 1), TensorSpec.Role.WEIGHT,
                    new TensorSpec.Start(start, bins + 1, dims, bins)));
            tensors.add(new TensorSpec(name + ".bias" + (c + 1), List.of(dims), TensorSpec.Role.BIAS,
                    new TensorSpec.Start(start, bins + 1, dims)));
        }
        return tensors;
    }

    /** Nothing: its products are those of dense layers. */
    @Override
    public Optional<Layer> miniature(int outputs) {
        return Optional.empty();
    }

    /**
     * The layer as a line of a model file.
     *
     * @return for example {@code piecewise_linear(0:2x48,1:3x16) 16 uniform(-0.25,0.25)}
     */
    @Override
    public String toText() {
        return "piecewise_linear(" + columns.stream().map(Column::text).collect(Collectors.joining(",")) + ") " + dims + " "
                + start.toText();
    }

    static PiecewiseLinear parse(String text) {
        String[] words = text.split(" ", WORDS + 1);
        int open = words[0].indexOf('(');
        if (words.length != WORDS || open < 0 || !words[0].endsWith(")")) {
            throw new IllegalArgumentException(EXPECTED + Phrases.shown(text));
        }
        List<Column> columns = new ArrayList<>();
        for (String column : words[0].substring(open + 1, words[0].length() - 1).split(",")) {
            String[] numbers = column.split("[:x]", WORDS + 1);
            if (numbers.length != WORDS) {
                throw new IllegalArgumentException(EXPECTED + Phrases.shown(text));
            }
            columns.add(new Column(NetworkSpec.parseSize(numbers[0]), NetworkSpec.parseSize(numbers[1]),
                    NetworkSpec.parseSize(numbers[2])));
        }
        return new PiecewiseLinear(columns, NetworkSpec.parseSize(words[1]), Initializer.parse(words[2]));
    }
}
