package dev.lanewise.table;

import dev.lanewise.model.Network;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The networks of a model, each with an encoder of its own. What the model says is the weighted mean of what they say, added in double in
 * their order and rounded once. Immutable.
 *
 * @param all at least one, with the same number of outputs
 */
record Voters(List<Voter> all) {

    private static final String WEIGHTS = "weights";
    /** Of one voter in a file. */
    private static final int MOST_WEIGHT = 1_000_000;

    /** Checks that the networks say the same thing. */
    Voters {
        all = List.copyOf(all);
        int outputs = all.getFirst().network().spec().outputs();
        for (Voter voter : all) {
            if (voter.network().spec().outputs() != outputs) {
                throw new IllegalArgumentException("one network has " + outputs + " outputs, but another has "
                        + voter.network().spec().outputs());
            }
        }
    }

    int outputs() {
        return all.getFirst().network().spec().outputs();
    }

    /** Of all together; without an iterator, for a prediction does not allocate. */
    long weight() {
        long sum = 0;
        for (int voter = 0; voter < all.size(); voter++) {
            sum += all.get(voter).weight();
        }
        return sum;
    }

    List<Network> networks() {
        return all.stream().map(Voter::network).toList();
    }

    /** The names of the columns that any reads. */
    List<String> columns() {
        return all.stream().flatMap(voter -> voter.encoder().columns().stream()).distinct().toList();
    }

    /** The mean outputs for the rows of a table, which has the columns, [rows x outputs]. */
    float[] outputs(Table table) {
        double[] sums = new double[Math.multiplyExact(table.rows(), outputs())];
        all.forEach(voter -> voter.add(table, sums));
        return mean(sums);
    }

    /** The mean of what all have added to sums. */
    float[] mean(double[] sums) {
        float[] means = new float[sums.length];
        mean(sums, means);
        return means;
    }

    /** The same. */
    void mean(double[] sums, float[] means) {
        long weight = weight();
        for (int i = 0; i < means.length; i++) {
            means[i] = (float) (sums[i] / weight);
        }
    }

    /** What of a table is other than in training, by columns that have any of it. A value that one voter knows is known. */
    List<ColumnCounts> counts(Table table) {
        List<ColumnCounts> counts = new ArrayList<>();
        encodersByColumn().forEach((name, encoders) -> {
            Column column = table.column(name);
            int[] cells = new int[CellState.values().length];
            for (int row = 0; row < table.rows(); row++) {
                cells[state(encoders, column, row).ordinal()]++;
            }
            if (cells[CellState.KNOWN.ordinal()] < table.rows()) {
                counts.add(new ColumnCounts(name, cells[CellState.MISSING.ordinal()], cells[CellState.UNKNOWN.ordinal()],
                        cells[CellState.OUTSIDE.ordinal()]));
            }
        });
        return counts;
    }

    /** Of each voter the first one of a column. */
    private Map<String, List<ColumnEncoder>> encodersByColumn() {
        Map<String, List<ColumnEncoder>> byColumn = new LinkedHashMap<>();
        for (Voter voter : all) {
            Map<String, ColumnEncoder> first = new LinkedHashMap<>();
            voter.encoder().encoders().forEach(encoder -> first.putIfAbsent(encoder.column(), encoder));
            first.forEach((name, encoder) -> byColumn.computeIfAbsent(name, _ -> new ArrayList<>()).add(encoder));
        }
        return byColumn;
    }

    private static CellState state(List<ColumnEncoder> encoders, Column column, int row) {
        CellState state = encoders.getFirst().state(column, row);
        for (int i = 1; i < encoders.size() && state != CellState.KNOWN; i++) {
            CellState other = encoders.get(i).state(column, row);
            state = other == CellState.KNOWN ? other : state;
        }
        return state;
    }

    /** The networks in a word. */
    String shape() {
        String first = all.getFirst().network().spec().shape();
        return all.size() == 1 ? "network " + first : (isWeighted() ? "the weighted average of " : "the average of ") + all.size()
                + " networks, the first " + first;
    }

    private boolean isWeighted() {
        return all.stream().anyMatch(voter -> voter.weight() != 1);
    }

    void write(FieldWriter out) {
        if (all.size() > 1) {
            out.line("voters").add(all.size());
        }
        if (isWeighted()) {
            out.line(WEIGHTS);
            all.forEach(voter -> out.add(voter.weight()));
        }
        all.forEach(voter -> voter.encoder().write(out));
    }

    /** Reads what {@link #write} writes of these networks. */
    static Voters read(FieldReader in, List<Network> networks) {
        if (networks.size() > 1) {
            in.line("voters");
            in.count(networks.size(), networks.size());
        }
        boolean areWeighted = in.isLine(WEIGHTS);
        int[] weights = networks.stream().mapToInt(_ -> areWeighted ? in.count(1, MOST_WEIGHT) : 1).toArray();
        List<Voter> voters = new ArrayList<>();
        for (int n = 0; n < weights.length; n++) {
            voters.add(new Voter(networks.get(n), TableEncoder.read(in), weights[n]));
        }
        return new Voters(voters);
    }
}
