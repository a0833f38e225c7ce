package dev.lanewise.table;

import dev.lanewise.train.StepListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Trains a model for a table with defaults that work. The same table, choices and seed give the same bits on any machine, width of vectors
 * and number of threads, except with a maximum time.
 *
 * {@snippet lang=java :
 * Table houses = Csv.read(Path.of("houses.csv"));
 * TableModel model = TableTrainer.good().target("price").fit(houses);
 * }
 *
 * <p>Each method changes this trainer and gives it back. For one thread at a time.
 */
public final class TableTrainer {

    private static final int MOST_FOLDS = 20, MOST_THREADS = 1024;
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    final Quality quality;
    Optional<TableNetwork> network = Optional.empty();
    String target = "";
    String unit = "";
    final Map<String, ColumnKind> kinds = new LinkedHashMap<>();
    Optional<Task> task = Optional.empty();
    Optional<TableMetric> metric = Optional.empty();
    double testShare = 0.2;
    Optional<Double> validationShare = Optional.empty();
    Optional<Integer> folds = Optional.empty();
    Optional<String> group = Optional.empty();
    Optional<String> time = Optional.empty();
    Optional<String> weight = Optional.empty();
    Optional<Table> test = Optional.empty();
    Optional<Duration> maxTime = Optional.empty();
    boolean hasBalancedClasses;
    boolean hasPrunedMembers;
    String trimmed = "";
    long seed = 1;
    int threads = 1;
    Function<String, StepListener> listeners = _ -> StepListener.NONE;
    BooleanSupplier isStopped = () -> false;
    Optional<VoterCheckpoints> checkpoints = Optional.empty();
    Consumer<TablePlan> planned = _ -> { };

    private TableTrainer(Quality quality) {
        this.quality = Objects.requireNonNull(quality, "quality");
    }

    /**
     * A trainer of a quality.
     *
     * @param quality how much time for how good a model
     * @return a trainer
     */
    public static TableTrainer of(Quality quality) {
        return new TableTrainer(quality);
    }

    /**
     * A trainer that is done soon.
     *
     * @return a trainer
     */
    public static TableTrainer fast() {
        return of(Quality.FAST);
    }

    /**
     * The trainer to begin with.
     *
     * @return a trainer
     */
    public static TableTrainer good() {
        return of(Quality.GOOD);
    }

    /**
     * A trainer that takes its time.
     *
     * @return a trainer
     */
    public static TableTrainer best() {
        return of(Quality.BEST);
    }

    /**
     * Which network learns, alone; by default TabM-mini, and for the best quality RealMLP, too.
     *
     * @param network RealMLP takes the same time at every quality
     * @return this
     */
    public TableTrainer network(TableNetwork network) {
        this.network = Optional.of(network);
        return this;
    }

    /**
     * What is predicted; must be said.
     *
     * @param column its name
     * @return this
     */
    public TableTrainer target(String column) {
        target = Objects.requireNonNull(column, "column");
        return this;
    }

    /**
     * The unit of the target, which is kept with the model.
     *
     * @param unit for people, such as {@code EUR}
     * @return this
     */
    public TableTrainer unit(String unit) {
        this.unit = Objects.requireNonNull(unit, "unit");
        return this;
    }

    /**
     * What the values of a column are taken for, instead of what they look like.
     *
     * @param column its name
     * @param kind   what they are
     * @return this
     */
    public TableTrainer kind(String column, ColumnKind kind) {
        kinds.put(Objects.requireNonNull(column, "column"), Objects.requireNonNull(kind, "kind"));
        return this;
    }

    /**
     * What the target is, instead of what it looks like.
     *
     * @param task classes or a number
     * @return this
     */
    public TableTrainer task(Task task) {
        this.task = Optional.of(task);
        return this;
    }

    /**
     * What chooses the epoch; by default the log loss of classes, else the root of the mean squared error. With the accuracy labels are
     * smoothed by 0.1.
     *
     * @param metric one of the task
     * @return this
     */
    public TableTrainer metric(TableMetric metric) {
        this.metric = Optional.of(metric);
        return this;
    }

    /**
     * The share of rows that measure the model at the end, by default 0.2.
     *
     * @param share from 0, for none, to below 1
     * @return this
     * @throws IllegalArgumentException if it is not
     */
    public TableTrainer testShare(double share) {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException("the share of the test expects a number from 0 to below 1, got " + share);
        }
        testShare = share;
        return this;
    }

    /**
     * The share, of the rows that are not for the test, that chooses the epoch where there are no folds, by default 0.2. Who says it gets
     * one split, unless {@link #folds} says otherwise.
     *
     * @param share above 0 and below 1
     * @return this
     * @throws IllegalArgumentException if it is not
     */
    public TableTrainer validationShare(double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("the share of the validation expects a number above 0 and below 1, got " + share);
        }
        validationShare = Optional.of(share);
        return this;
    }

    /**
     * Folds of the rows that are not for the test: of each as many networks as the quality has learners, and the answers of all are
     * averaged. A network learns from the other folds, and its own chooses the epoch. By time there are no folds: all networks learn from
     * the earlier rows, and differ by their seeds. There are fewer folds where there are not as many rows or groups.
     *
     * @param count from 1, which is one split, to 20; by default as the quality says
     * @return this
     * @throws IllegalArgumentException if it is not
     */
    public TableTrainer folds(int count) {
        if (count < 1 || count > MOST_FOLDS) {
            throw new IllegalArgumentException("folds expect a number from 1, which is one split, to " + MOST_FOLDS + ", got " + count);
        }
        folds = Optional.of(count);
        return this;
    }

    /**
     * Other rows that measure the model, instead of a share.
     *
     * @param table with the same columns
     * @return this
     */
    public TableTrainer test(Table table) {
        test = Optional.of(table);
        return this;
    }

    /**
     * Rows with the same value of a column, such as of one person, stay together when rows are split; the column is no input.
     *
     * @param column its name
     * @return this
     */
    public TableTrainer group(String column) {
        group = Optional.of(column);
        return this;
    }

    /**
     * Rows are split by time: those that come last are for the test, those before them for the validation.
     *
     * @param column the name of a column of numbers or dates
     * @return this
     */
    public TableTrainer time(String column) {
        time = Optional.of(column);
        return this;
    }

    /**
     * How much each row counts in training; the column is no input.
     *
     * @param column the name of a column of numbers of at least 0; rows without one are left out
     * @return this
     */
    public TableTrainer weight(String column) {
        weight = Optional.of(column);
        return this;
    }

    /**
     * Classes count as if each had as many rows.
     *
     * @return this
     */
    public TableTrainer balancedClasses() {
        hasBalancedClasses = true;
        return this;
    }

    /**
     * Leaves members out of each TabM-mini after its training: those that its validation rows can do without. The model is smaller and
     * faster, and mostly about as good. Metrics of the validation rows look a little better than they are, since these rows choose the
     * members, too.
     *
     * @return this
     */
    public TableTrainer prunedMembers() {
        hasPrunedMembers = true;
        return this;
    }

    /**
     * Characters to be cut off the ends of labels, such as a dot that one of two files has.
     *
     * @param characters all of them
     * @return this
     */
    public TableTrainer trimLabels(String characters) {
        trimmed = Objects.requireNonNull(characters, "characters");
        return this;
    }

    /**
     * No epoch begins after this time, which several networks share among them. A network whose turn has not come by then is left out.
     *
     * @param duration above zero
     * @return this
     * @throws IllegalArgumentException if it is not
     */
    public TableTrainer maxTime(Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("the longest time of a training expects a duration above zero, got " + duration);
        }
        // 292 years, which nanoseconds can count
        maxTime = Optional.of(duration.compareTo(LONGEST) < 0 ? duration : LONGEST);
        return this;
    }

    /**
     * The seed of the split, the first parameters and the order of rows, by default 1.
     *
     * @param seed any number
     * @return this
     */
    public TableTrainer seed(long seed) {
        this.seed = seed;
        return this;
    }

    /**
     * Threads, the caller's included, by default 1; they change no bit. Several networks are trained at the same time, each on a thread
     * of its own.
     *
     * @param threads from 1 to 1024
     * @return this
     * @throws IllegalArgumentException if they are fewer or more
     */
    public TableTrainer threads(int threads) {
        if (threads < 1 || threads > MOST_THREADS) {
            throw new IllegalArgumentException("threads expect a number from 1 to " + MOST_THREADS + ", got " + threads);
        }
        this.threads = threads;
        return this;
    }

    /**
     * Who hears of steps, epochs and validations; of several networks one call after the other.
     *
     * @param listener on the threads that train
     * @return this
     */
    public TableTrainer listener(StepListener listener) {
        StepListener shared = new SharedListener(listener);
        return listeners(_ -> shared);
    }

    /**
     * Who hears of steps, epochs and validations of each network.
     *
     * @param byNetwork a listener by the name of a network, such as {@code TabM-mini, fold 2}, empty where there is one alone; called, and
     *                  its listeners told, on the thread that trains the network
     * @return this
     */
    public TableTrainer listeners(Function<String, StepListener> byNetwork) {
        listeners = Objects.requireNonNull(byNetwork, "byNetwork");
        return this;
    }

    /**
     * Ends training early once somebody says so: each network ends its epoch and keeps its best one, and networks that have not begun are
     * left out, but for the first.
     *
     * @param isStopped asked between epochs, on the threads that train
     * @return this
     */
    public TableTrainer stop(BooleanSupplier isStopped) {
        this.isStopped = Objects.requireNonNull(isStopped, "isStopped");
        return this;
    }

    /**
     * Saves each network's training after every epoch, and goes on from what is there: with the same table and choices, a training that was
     * stopped ends with the bits of one that was not. Networks that had ended are not trained again.
     *
     * @param folder with a folder for each network; made where it is missing
     * @param resume whether trainings go on; else the folder may have no checkpoints
     * @return this
     */
    public TableTrainer checkpoints(Path folder, boolean resume) {
        checkpoints = Optional.of(new VoterCheckpoints(folder, resume));
        return this;
    }

    /**
     * Who hears what the columns are taken for and how rows are split, before training begins.
     *
     * @param listener on the training thread
     * @return this
     */
    public TableTrainer planned(Consumer<TablePlan> listener) {
        planned = Objects.requireNonNull(listener, "listener");
        return this;
    }

    /**
     * Which rows a training would take for what, so that others can learn from the same ones.
     *
     * @param table rows with a target
     * @return the split that {@link #run} has, too
     * @throws IllegalArgumentException as {@link #run}
     */
    public TableSplit split(Table table) {
        return new TableTraining(this, table).split();
    }

    /**
     * Trains a model.
     *
     * @param table rows with a target
     * @return the model
     * @throws IllegalArgumentException as {@link #run}
     */
    public TableModel fit(Table table) {
        return run(table).model();
    }

    /**
     * Trains a model and tells all about it.
     *
     * @param table rows with a target; those where it is missing are left out
     * @return the model, the decisions and how good it is
     * @throws IllegalArgumentException if no target was said, a column is not there or is not what was said, there are too few rows, a
     *                                  choice does not go with the task, or checkpoints are of another training
     * @throws java.io.UncheckedIOException if checkpoints cannot be written or read
     */
    public TableReport run(Table table) {
        return new TableTraining(this, table).run();
    }
}
