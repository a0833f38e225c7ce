package dev.lanewise.table;

import dev.lanewise.model.Network;
import dev.lanewise.store.ModelFile;
import dev.lanewise.store.ModelMetadata;
import dev.lanewise.text.Phrases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Answers for the rows of a table: a network, or several whose answers are averaged, with what the columns become before each sees them and
 * what the outputs mean. Immutable, and shared by any number of threads.
 *
 * {@snippet lang=java :
 * static double price(TableModel houses) {
 *     Answer answer = houses.predict(Map.of("rooms", 5, "town", "Ulm"));
 *     return answer.value();
 * }
 * }
 */
public final class TableModel {

    /** Of one network, and of several. */
    private static final String FORMAT_OF_ONE = "1", FORMAT_OF_SEVERAL = "2";

    private final Voters voters;
    private final Target target;
    private final TypicalRow typical;
    private final ModelMetadata metadata;
    private final List<String> columns;

    TableModel(Voters voters, Target target, TypicalRow typical, ModelMetadata metadata) {
        this.voters = voters;
        this.target = target;
        this.typical = typical;
        this.metadata = metadata;
        columns = voters.columns();
        if (voters.outputs() != target.outputs()) {
            throw new IllegalArgumentException("the target wants " + target.outputs() + " outputs, but the network has "
                    + voters.outputs());
        }
    }

    /**
     * Reads a model.
     *
     * @param file what {@link #save} wrote
     * @return the model, with the same bits
     * @throws IOException if the file cannot be read, is damaged, or is no model for tables; the message says what was expected and found
     */
    public static TableModel load(Path file) throws IOException {
        ModelFile.Content content = ModelFile.read(file);
        String name = String.valueOf(file.getFileName());
        try {
            return of(content).orElseThrow(() -> new IOException(name + ": expected a model for tables, got the network "
                    + content.networks().getFirst().spec().shape() + " without columns"));
        } catch (IllegalArgumentException e) {
            throw new IOException(name + ": " + e.getMessage(), e);
        }
    }

    /**
     * The model for tables that a model file holds.
     *
     * @param content of the file
     * @return the model; nothing where the file holds a network alone
     * @throws IllegalArgumentException if its columns are not what this library writes, or do not go with the network
     */
    public static Optional<TableModel> of(ModelFile.Content content) {
        return content.columns().map(text -> {
            FieldReader in = new FieldReader(text);
            in.line("table");
            String expected = format(content.networks().size()), format = in.text();
            if (!format.equals(expected)) {
                throw in.problem("expected format " + expected + " for " + Phrases.count(content.networks().size(), "network") + ", got "
                        + Names.shown(format));
            }
            Target target = Target.read(in);
            Voters voters = Voters.read(in, content.networks());
            TypicalRow typical = TypicalRow.read(in);
            in.end();
            return new TableModel(voters, target, typical, content.metadata());
        });
    }

    private static String format(int networks) {
        return networks == 1 ? FORMAT_OF_ONE : FORMAT_OF_SEVERAL;
    }

    /**
     * A model of a network that another program has trained.
     *
     * @param network  its outputs are what the target says
     * @param columns  what makes its inputs, in their order
     * @param target   what is predicted
     * @param metadata what is said beside the model
     * @return the model
     * @throws IllegalArgumentException if the columns do not make as many inputs, or the target wants other outputs
     */
    public static TableModel of(Network network, List<ColumnEncoding> columns, TargetEncoding target, ModelMetadata metadata) {
        return of(List.of(network), List.of(columns), target, metadata);
    }

    /**
     * A model of several networks, whose answers are averaged.
     *
     * @param networks their outputs are what the target says
     * @param columns  for each network what makes its inputs, in their order
     * @param target   what is predicted
     * @param metadata what is said beside the model
     * @return the model
     * @throws IllegalArgumentException if there is no network, there are not as many lists of columns, columns do not make as many inputs
     *                                  as their network has, or the target wants other outputs
     */
    public static TableModel of(List<Network> networks, List<List<ColumnEncoding>> columns, TargetEncoding target, ModelMetadata metadata) {
        if (networks.isEmpty() || networks.size() != columns.size()) {
            throw new IllegalArgumentException("expected networks and columns for each, got " + networks.size() + " networks and "
                    + columns.size() + " lists of columns");
        }
        List<Voter> voters = new ArrayList<>();
        for (int n = 0; n < networks.size(); n++) {
            voters.add(new Voter(networks.get(n), new TableEncoder(columns.get(n).stream().map(EncodingConversion::encoder).toList())));
        }
        return new TableModel(new Voters(voters), target.target(), TypicalRow.UNKNOWN, metadata);
    }

    /**
     * What the columns become, for each of the {@link #networks()}.
     *
     * @return in the order of the inputs
     */
    public List<List<ColumnEncoding>> encodings() {
        return voters.all().stream().map(voter -> voter.encoder().encoders().stream().map(EncodingConversion::of).toList()).toList();
    }

    /**
     * How many times the answer of each of the {@link #networks()} counts in their mean.
     *
     * @return at least 1 each
     */
    public List<Integer> weights() {
        return voters.all().stream().map(Voter::weight).toList();
    }

    /**
     * What the outputs say of the target.
     *
     * @return classes, or how a number is made of an output
     */
    public TargetEncoding targetEncoding() {
        return TargetEncoding.of(target);
    }

    /**
     * Writes this model; a file of that name is replaced only when the new one is whole.
     *
     * @param file where to; its folder must exist
     * @throws IOException if that fails; the message names the path and the cause, and the old file is untouched
     */
    public void save(Path file) throws IOException {
        ModelFile.save(content(), file);
    }

    /**
     * What a file of this model holds.
     *
     * @return the networks, the columns and the metadata
     */
    public ModelFile.Content content() {
        return ModelFile.Content.of(networks(), metadata, Optional.of(text()));
    }

    private String text() {
        FieldWriter out = new FieldWriter();
        out.line("table").add(format(voters.all().size()));
        target.write(out);
        voters.write(out);
        typical.write(out);
        return out.toString();
    }

    /**
     * Tells this model from others: SHA-256 over the columns and the hashes of the networks.
     *
     * @return 64 hexadecimal digits
     */
    public String sha256() {
        return Sha256.of(digest -> {
            digest.update(text().getBytes(StandardCharsets.UTF_8));
            networks().forEach(network -> digest.update(network.sha256().getBytes(StandardCharsets.US_ASCII)));
        });
    }

    /**
     * The networks inside. Each has inputs of its own, of the same columns.
     *
     * @return one, or several whose answers are averaged, in the order in which they are
     */
    public List<Network> networks() {
        return voters.networks();
    }

    /**
     * What is said beside the model.
     *
     * @return the metadata of its file
     */
    public ModelMetadata metadata() {
        return metadata;
    }

    /**
     * What is predicted.
     *
     * @return classes or a number
     */
    public Task task() {
        return target.task();
    }

    /**
     * The column that is predicted.
     *
     * @return its name
     */
    public String targetName() {
        return target.name();
    }

    /**
     * The unit of the target.
     *
     * @return as it was given to the trainer; empty where none was, and for classes
     */
    public String unit() {
        return target instanceof Target.Number number ? number.unit() : "";
    }

    /**
     * The classes.
     *
     * @return their names, in their order; none for a regression
     */
    public List<String> classes() {
        return target.classes();
    }

    /**
     * The number of a class.
     *
     * @param label its name
     * @return its place among {@link #classes()}, from 0
     * @throws IllegalArgumentException if there is no such class; the message names those that there are
     */
    public int classNumber(String label) {
        return target.classNumber(label);
    }

    /**
     * The columns that the model reads.
     *
     * @return their names, each once
     */
    public List<String> columns() {
        return columns;
    }

    Voters voters() {
        return voters;
    }

    Target target() {
        return target;
    }

    /** What encodes a column, for the first network that reads it. */
    ColumnEncoder encoder(String column) {
        return voters.all().stream().flatMap(voter -> voter.encoder().first(column).stream()).findFirst().orElseThrow(
                () -> new IllegalArgumentException("the model reads no column " + Names.shown(column) + ", but " + Names.list(columns())));
    }

    TypicalRow typical() {
        return typical.values().isEmpty() ? TypicalRow.of(voters) : typical;
    }

    /** The same, which says something else of its outputs. */
    TableModel with(Target other) {
        return new TableModel(voters, other, typical, metadata);
    }

    /**
     * A predictor for one thread.
     *
     * @return a new one
     */
    public TablePredictor predictor() {
        return new TablePredictor(this);
    }

    /**
     * The answer for a row.
     *
     * @param row values by the names of columns: numbers, texts as {@link TablePredictor#set(String, String)} takes them, truth values,
     *            dates, null for a missing one; others are passed over
     * @return the answer
     * @throws IllegalArgumentException if a column is not there that the model reads
     */
    public Answer predict(Map<String, ?> row) {
        TablePredictor predictor = predictor();
        List<String> absent = columns().stream().filter(column -> !row.containsKey(column)).toList();
        if (!absent.isEmpty()) {
            throw new IllegalArgumentException("the row lacks " + Names.list(absent) + "; give null for a value that is missing");
        }
        for (String column : columns()) {
            switch (row.get(column)) {
                case null -> predictor.set(column, Double.NaN);
                case Number number -> predictor.set(column, number.doubleValue());
                case Object value -> predictor.set(column, value.toString());
            }
        }
        predictor.run();
        return predictor.answer();
    }

    /**
     * The answers for the rows of a table.
     *
     * @param table with the columns that the model reads; others are passed over
     * @return an answer for each row
     * @throws IllegalArgumentException if a column is not there
     */
    public List<Answer> predict(Table table) {
        float[] outputs = outputs(table);
        List<Answer> answers = new ArrayList<>(table.rows());
        for (int row = 0; row < table.rows(); row++) {
            answers.add(target.answer(outputs, row * target.outputs()));
        }
        return answers;
    }

    /** The outputs for rows, [rows x outputs]. */
    float[] outputs(Table table) {
        requireColumns(table);
        return voters.outputs(table);
    }

    /** Refuses a table without a column that is read. */
    void requireColumns(Table table) {
        List<String> absent = columns().stream().filter(column -> table.find(column).isEmpty()).toList();
        if (!absent.isEmpty()) {
            throw new IllegalArgumentException("the table lacks " + Names.list(absent) + ", which the model reads; it has "
                    + Names.list(table.names()));
        }
    }

    /**
     * The rows of a table whose truth is known.
     *
     * @param table with the target
     * @return their positions, rising; those where the target is missing are not among them
     * @throws IllegalArgumentException if there are none or no such column, or a value of the target is no number or no class of the model;
     *                                  the message names the row
     */
    public int[] rowsWithTarget(Table table) {
        return target.rows(table.column(target.name()));
    }

    /**
     * How well the answers for a table fit the truth that it has.
     *
     * @param table with the columns that the model reads, and the target
     * @return {@code accuracy auc logLoss} of classes, {@code rmse mae r2} of a regression, in the unit of the target; NaN where one is not
     *         defined
     * @throws IllegalArgumentException if a column is not there, or a value of the target is missing, no number or no class of the model
     */
    public Map<String, Double> metrics(Table table) {
        return metrics(table.column(target.name()), () -> outputs(table));
    }

    /** The same of outputs for the rows of a truth. */
    Map<String, Double> metrics(Column truth, Supplier<float[]> outputs) {
        return target.metrics(truth, outputs);
    }

    /**
     * What of a table is other than in training.
     *
     * @param table with the columns that the model reads
     * @return the counts of columns that have any missing or unknown value or one outside the range of training
     * @throws IllegalArgumentException if a column is not there
     */
    public List<ColumnCounts> counts(Table table) {
        requireColumns(table);
        return voters.counts(table);
    }

    /**
     * Columns of a table that the model passes over.
     *
     * @param table any
     * @return their names; the target is not among them
     */
    public List<String> unread(Table table) {
        Set<String> read = Set.copyOf(columns);
        return table.names().stream().filter(name -> !read.contains(name) && !name.equals(target.name())).toList();
    }

    @Override
    public String toString() {
        return "TableModel " + target.task().toText() + " of " + Names.shown(target.name()) + " by " + columns().size()
                + " columns, " + voters.shape();
    }
}
