package dev.lanewise.chain;

import dev.lanewise.panel.Arena;
import dev.lanewise.panel.Panels;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The memory of a chain for some samples, planned once: the same code first measures, with matrices that have no floats, and then hands
 * out those of an arena.
 *
 * <p>What stands with a sample a row is claimed for a whole batch; a block of its samples sees rows of it and claims the rest for itself.
 */
public final class Slots {

    private final Chain chain;
    private final int from;
    private final int samples;
    private final boolean few;
    private final Arena arena;
    private final Slot[] slots;
    private long floats;
    private long tableFloats;

    /**
     * Nothing is claimed yet.
     *
     * @param chain   the chain
     * @param samples samples of the batch
     * @param arena   where matrices are taken from, or null to measure
     * @throws IllegalArgumentException if the members of an ensemble have more rows than an int counts
     */
    public Slots(Chain chain, int samples, Arena arena) {
        this(chain, 0, samples, chain.isFew(samples) && chain.use() != Use.EVALUATE, arena);
        // refuses more rows than an int counts
        chain.rows(samples);
    }

    private Slots(Chain chain, int from, int samples, boolean few, Arena arena) {
        this.chain = chain;
        this.from = from;
        this.samples = samples;
        this.few = few;
        this.arena = arena;
        slots = new Slot[chain.values().size()];
        for (int id = 0; id < slots.length; id++) {
            slots[id] = new Slot();
        }
    }

    /**
     * A block of a batch that has not few samples, to measure what it claims for itself.
     *
     * @param chain   the chain
     * @param samples of the block
     * @return nothing claimed yet
     */
    public static Slots ofBlock(Chain chain, int samples) {
        return new Slots(chain, 0, samples, false, null);
    }

    /**
     * The next matrix.
     *
     * @param rows rows
     * @param cols columns
     * @return P(rows x cols), without floats where this measures
     */
    public Panels panels(int rows, int cols) {
        floats += Panels.size(rows, cols);
        return arena == null ? Panels.shape(rows, cols) : arena.panels(rows, cols);
    }

    /** The next matrix, which is as large for one sample as for many. */
    Panels table(int rows, int cols) {
        tableFloats += Panels.size(rows, cols);
        return panels(rows, cols);
    }

    /** A matrix of zeros. It has an array of its own, since chains for other numbers of samples write to the same arena. */
    Panels zeros(int rows, int cols) {
        return arena == null ? Panels.shape(rows, cols) : Panels.allocate(rows, cols);
    }

    /**
     * Floats claimed so far.
     *
     * @return their number, padding included
     */
    public long floats() {
        return floats;
    }

    /**
     * Floats claimed so far but for those of {@link #table}.
     *
     * @return their number, padding included
     */
    public long floatsOfSamples() {
        return floats - tableFloats;
    }

    /**
     * Claims what stands with a sample a row.
     *
     * @return this
     */
    public Slots claimRows() {
        for (Value value : chain.values()) {
            Slot slot = of(value);
            if (chain.use().isTrained() && value.hasGradientRows(few)) {
                slot.gradientRows = panels(rows(value), value.width());
            }
            if (value.hasRows(few)) {
                slot.rows = panels(rows(value), value.width());
            }
        }
        return this;
    }

    /**
     * A block of these samples: its rows are views, and the rest is taken from an arena of its own.
     *
     * @param first first sample of the block; without members a multiple of sixteen
     * @param count its samples
     * @param own   the arena
     * @return the block's memory
     */
    public Slots block(int first, int count, Arena own) {
        Slots block = new Slots(chain, first, count, few, own);
        for (Value value : chain.values()) {
            int members = value.members();
            block.of(value).rows = rowsOf(of(value).rows, first * members, count * members);
            block.of(value).gradientRows = rowsOf(of(value).gradientRows, first * members, count * members);
        }
        return block;
    }

    private static Panels rowsOf(Panels matrix, int first, int count) {
        return matrix == null ? null : matrix.rowsFrom(first, count);
    }

    /** Claims what stands with a sample a lane. */
    void claimLanes() {
        for (Value value : chain.values()) {
            if (value.hasLanes(few)) {
                Slot slot = of(value);
                // transposing whole blocks is faster, which training, short of cache, has no room for
                boolean isPadded = chain.use() == Use.PREDICT && !few && value.hasRows(false);
                slot.writtenLanes = panels(isPadded ? Panels.panels(value.width()) * Panels.LANES : value.width(), rows(value));
                slot.lanes = slot.writtenLanes.rowsFrom(0, value.width());
            }
        }
    }

    /**
     * Claims gradients with a sample a lane. In training they take turns: a gradient has its matrix until the stage has run that reads it
     * last. Two matrices are enough where each gradient is read once.
     */
    void claimGradients() {
        List<Value> wanted = chain.values().stream().filter(this::hasGradientLanes).toList();
        if (few || !chain.use().isTrained()) {
            wanted.forEach(value -> of(value).gradient = panels(value.width(), rows(value)));
            return;
        }
        int widest = wanted.stream().mapToInt(Value::width).max().orElseThrow();
        int most = wanted.stream().mapToInt(this::rows).max().orElseThrow();
        Deque<Panels> free = new ArrayDeque<>(List.of(panels(widest, most), panels(widest, most)));
        Map<Value, Stage> lastReaders = lastReaders();
        Map<Value, Panels> turns = new HashMap<>();
        for (Stage stage : chain.stages().reversed()) {
            Value written = stage.in();
            if (hasGradientLanes(written) && of(written).gradient == null) {
                Panels turn = free.isEmpty() ? panels(widest, most) : free.pop();
                turns.put(written, turn);
                of(written).gradient = new Panels(turn.data(), turn.offset(), written.width(), rows(written),
                        written.width() * Panels.LANES);
            }
            for (Value read : stage.gradientsRead()) {
                if (lastReaders.get(read) == stage && turns.containsKey(read)) {
                    free.push(turns.remove(read));
                }
            }
        }
    }

    private boolean hasGradientLanes(Value value) {
        return value.hasGradient() && value.hasLanes(few);
    }

    /** The stage that reads the gradient of each value last on the way back. */
    private Map<Value, Stage> lastReaders() {
        Map<Value, Stage> readers = new HashMap<>();
        for (Stage stage : chain.stages().reversed()) {
            stage.gradientsRead().forEach(value -> readers.put(value, stage));
        }
        return readers;
    }

    /** Whether all layers have a lane an output and a row a sample, for the whole batch has few samples; an evaluation never does so. */
    boolean few() {
        return few;
    }

    /** First sample of the block within its batch. */
    int from() {
        return from;
    }

    /**
     * Samples of the batch or block.
     *
     * @return at least 1
     */
    public int samples() {
        return samples;
    }

    /** Rows that these samples have in a value. */
    int rows(Value value) {
        return samples * value.members();
    }

    /**
     * Where a value stands.
     *
     * @param value a value of the chain
     * @return its slot
     */
    public Slot of(Value value) {
        return slots[value.id()];
    }
}
