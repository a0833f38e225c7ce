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
 * Embeddings of inputs that are categories: each becomes a row of a table that is learned. It is the first layer. The inputs that are no
 * categories come first in its outputs, in their order, then the rows, in the order of the tables.
 *
 * <p>A category is a whole number from 0 to one less than the rows of its table, given as a float of the sample; other numbers are refused
 * where samples are checked. In training every row of a table is updated in every step, as other parameters are: rows of categories that a
 * batch does not have move by what the optimizer keeps of earlier steps.
 *
 * @param tables one for each input that is a category
 * @param start  where the tables start
 * @see <a href="https://arxiv.org/abs/1604.06737">Guo and Berkhahn, Entity embeddings of categorical variables, 2016</a>
 */
public record Embedding(List<Table> tables, Initializer start) implements Layer {

    /** Inputs of the widest embedding: far more than a table has columns. */
    public static final int MAX_INPUTS = 1 << 14;

    private static final String EXPECTED = "expected a layer as 'embedding(input:categories x dims,...) start', such as "
            + "'embedding(3:10x4,5:100x8) uniform(-0.05,0.05)', got ";

    /**
     * The table of one input.
     *
     * @param input      which of the inputs is the category, from 0
     * @param categories how many there are, at least 1
     * @param dims       numbers that stand for a category, at least 1
     */
    public record Table(int input, int categories, int dims) {

        /**
         * Checks the sizes.
         *
         * @throws IllegalArgumentException if one is too small
         */
        public Table {
            if (input < 0 || categories < 1 || dims < 1) {
                throw new IllegalArgumentException("an embedding expects an input from 0 and at least 1 category and 1 dim, got input "
                        + input + ", " + Phrases.count(categories, "category", "categories") + " and " + Phrases.count(dims, "dim"));
            }
        }

        private String text() {
            return input + ":" + categories + "x" + dims;
        }
    }

    /**
     * Checks the tables.
     *
     * @throws IllegalArgumentException if there is none, or two have the same input
     */
    public Embedding {
        tables = List.copyOf(tables);
        Objects.requireNonNull(start, "start");
        Set<Integer> inputs = new HashSet<>();
        for (Table table : tables) {
            if (!inputs.add(table.input())) {
                throw new IllegalArgumentException("an embedding has one table for an input, got two for input " + table.input());
            }
        }
        if (tables.isEmpty()) {
            throw new IllegalArgumentException("an embedding needs at least 1 table, got none");
        }
    }

    @Override
    public int outputs(int inputs) {
        if (inputs > MAX_INPUTS) {
            throw new IllegalArgumentException("an embedding expects at most " + MAX_INPUTS + " inputs, got " + inputs);
        }
        long outputs = inputs;
        for (Table table : tables) {
            if (table.input() >= inputs) {
                throw new IllegalArgumentException("an embedding of input " + table.input() + " expects more inputs than that, got "
                        + inputs);
            }
            outputs += table.dims() - 1;
        }
        if (outputs > Arena.MAX_FLOATS) {
            throw new IllegalArgumentException("an embedding has at most " + Arena.MAX_FLOATS + " outputs, got " + outputs);
        }
        return (int) outputs;
    }

    /** {@code table1} of shape [categories, dims], and so on. */
    @Override
    public List<TensorSpec> tensors(String name, int inputs) {
        List<TensorSpec> tensors = new ArrayList<>();
        for (Table table : tables) {
            tensors.add(new TensorSpec(name + ".table" + (tensors.size() + 1), List.of(table.categories(), table.dims()),
                    TensorSpec.Role.TABLE, new TensorSpec.Start(start, table.categories(), table.dims())));
        }
        return tensors;
    }

    /** Categories are inputs of the network, so only the first layer may embed them. */
    @Override
    public void requirePlace(int place, int layers) {
        if (place > 1) {
            throw new IllegalArgumentException("layer " + place + " is an embedding, which only the first layer may be");
        }
    }

    @Override
    public boolean limitsInputs() {
        return true;
    }

    @Override
    public void requireInput(float[] source, int at, int sample) {
        // no iterator: a prediction allocates nothing, wherever it is compiled
        for (int t = 0; t < tables.size(); t++) {
            Table table = tables.get(t);
            float category = source[at + table.input()];
            if (!(category >= 0 && category < table.categories() && category == (int) category)) {
                throw new IllegalArgumentException("sample " + sample + " has " + category + " as input " + table.input()
                        + ", which is a category: expected a whole number from 0 to " + (table.categories() - 1));
            }
        }
    }

    /** Nothing: rows are copied, which takes no vectors. */
    @Override
    public Optional<Layer> miniature(int outputs) {
        return Optional.empty();
    }

    /**
     * The layer as a line of a model file.
     *
     * @return for example {@code embedding(3:10x4,5:100x8) uniform(-0.05,0.05)}
     */
    @Override
    public String toText() {
        return "embedding(" + tables.stream().map(Table::text).collect(Collectors.joining(",")) + ") " + start.toText();
    }

    static Embedding parse(String text) {
        String[] words = text.split(" ", 3);
        int open = words[0].indexOf('(');
        if (words.length != 2 || !words[0].endsWith(")")) {
            throw new IllegalArgumentException(EXPECTED + Phrases.shown(text));
        }
        List<Table> tables = new ArrayList<>();
        for (String table : words[0].substring(open + 1, words[0].length() - 1).split(",")) {
            String[] numbers = table.split("[:x]", 4);
            if (numbers.length != 3) {
                throw new IllegalArgumentException(EXPECTED + Phrases.shown(text));
            }
            tables.add(new Table(NetworkSpec.parseSize(numbers[0]), NetworkSpec.parseSize(numbers[1]), NetworkSpec.parseSize(numbers[2])));
        }
        return new Embedding(tables, Initializer.parse(words[1]));
    }
}
