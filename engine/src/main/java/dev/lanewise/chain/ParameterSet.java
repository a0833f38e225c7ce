package dev.lanewise.chain;

import dev.lanewise.kernel.CompactMatrix;
import dev.lanewise.kernel.Placement;
import dev.lanewise.panel.Arena;
import dev.lanewise.panel.FloatDigest;
import dev.lanewise.panel.Panels;
import dev.lanewise.spec.TensorSpec;
import dev.lanewise.text.Phrases;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Named tensors in the layout of the kernels, and what an optimizer keeps beside them: all zero at first. For the engine's own packages.
 *
 * <p>A tensor and its slots stand on one array, with one stride: {@link dev.lanewise.kernel.Kernels#gradientMomentum} wants that, and a
 * tile's loops have one register less to fill. Weights [out, in] are P(in x out), a vector [n] is P(1 x n), another matrix [r, c] is
 * P(r x c). To the outside, all are row-major.
 */
public final class ParameterSet {

    private final String owner;
    private final List<TensorSpec> tensors;
    private final List<Panels> values = new ArrayList<>();
    private final List<Placement> placements = new ArrayList<>();
    /** Of each tensor its compact numbers, or null where it has floats. */
    private final List<CompactMatrix> compact = new ArrayList<>();
    private final List<ParameterSet> slots;

    /**
     * Takes memory for tensors and their slots.
     *
     * @param tensors the tensors
     * @param slots   what an optimizer keeps for each number of a tensor, such as {@code momentum}; none for a network at rest
     * @param owner   what the tensors belong to, named in errors
     * @throws IllegalArgumentException if a tensor with its slots does not fit an array
     */
    public ParameterSet(List<TensorSpec> tensors, List<String> slots, String owner) {
        this(owner, tensors, slots.stream().map(slot -> new ParameterSet(owner, tensors.stream().map(t -> t.slot(slot)).toList(),
                List.of())).toList());
        for (TensorSpec tensor : tensors) {
            long floats = (1 + slots.size()) * tensor.floats();
            String what = tensor.name() + " of " + owner + (slots.isEmpty() ? "" : " with its moments");
            take(new Arena(floats, what), tensor.rows(), tensor.columns(), Placement.of(floats));
        }
    }

    private ParameterSet(String owner, List<TensorSpec> tensors, List<ParameterSet> slots) {
        this.owner = owner;
        this.tensors = List.copyOf(tensors);
        this.slots = slots;
    }

    private void take(Arena arena, int rows, int columns, Placement placement) {
        values.add(arena.panels(rows, columns));
        placements.add(placement);
        compact.add(null);
        slots.forEach(slot -> slot.take(arena, rows, columns, placement));
    }

    /**
     * These tensors without slots, some of them in less memory; the others are shared with this set.
     *
     * @param chosen numbers of tensors, from 0
     * @param form   what becomes of their matrices
     * @return a set that nobody may change
     */
    ParameterSet compact(Set<Integer> chosen, Function<Panels, CompactMatrix> form) {
        ParameterSet set = new ParameterSet(owner, tensors, List.of());
        for (int t = 0; t < tensors.size(); t++) {
            Panels matrix = values.get(t);
            set.values.add(chosen.contains(t) ? Panels.shape(matrix.rows(), matrix.cols()) : matrix);
            set.compact.add(chosen.contains(t) ? form.apply(matrix) : null);
            set.placements.add(placements.get(t));
        }
        return set;
    }

    /**
     * The memory that the numbers take; slots are left out.
     *
     * @return bytes, padding included
     */
    public long bytes() {
        return IntStream.range(0, tensors.size()).mapToLong(t -> compact.get(t) == null ? tensors.get(t).floats() * Float.BYTES
                : compact.get(t).bytes()).sum();
    }

    /**
     * Names and shapes.
     *
     * @return in their order
     */
    public List<TensorSpec> tensors() {
        return tensors;
    }

    /**
     * What the optimizer keeps: sets of tensors with the same shapes, named after those of this set.
     *
     * @return one for each slot
     */
    public List<ParameterSet> slots() {
        return slots;
    }

    /**
     * A tensor as the kernels see it.
     *
     * @param tensor its number, from 0
     * @return P(in x out) or P(1 x out), not a copy but where it is compact
     */
    public Panels values(int tensor) {
        return compact.get(tensor) == null ? values.get(tensor) : compact.get(tensor).widened();
    }

    /**
     * A tensor as the stages of a chain see it.
     *
     * @param tensor its number, from 0
     * @return not a copy; its placement is decided from the size of the tensor and its slots
     */
    public Tensor tensor(int tensor) {
        return new Tensor(tensor, values.get(tensor), compact.get(tensor), placements.get(tensor));
    }

    /**
     * The number of a tensor.
     *
     * @param name its name
     * @return from 0
     * @throws IllegalArgumentException if there is none of that name
     */
    public int indexOf(String name) {
        return IntStream.range(0, tensors.size()).filter(t -> tensors.get(t).name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no tensor " + Phrases.shown(name) + " among "
                        + Phrases.list(tensors.stream().map(TensorSpec::name))));
    }

    /**
     * A tensor for others.
     *
     * @param tensor its number, from 0
     * @return row-major, a copy
     */
    public float[] rowMajor(int tensor) {
        Panels matrix = values(tensor);
        float[] rowMajor = new float[Math.multiplyExact(matrix.rows(), matrix.cols())];
        boolean isTransposed = tensors.get(tensor).isTransposed();
        for (int col = 0; col < matrix.cols(); col++) {
            copy(matrix.rows(), matrix.data(), matrix.index(0, col), Panels.LANES, rowMajor, isTransposed ? col * matrix.rows() : col,
                    isTransposed ? 1 : matrix.cols());
        }
        return rowMajor;
    }

    /** Numbers that stand in steps; a loop so small that a JVM which has just started compiles it soon. */
    private static void copy(int count, float[] from, int fromAt, int fromStep, float[] to, int toAt, int toStep) {
        for (int i = 0; i < count; i++) {
            to[toAt + i * toStep] = from[fromAt + i * fromStep];
        }
    }

    /**
     * One number of a tensor.
     *
     * @param tensor  the tensor's number, from 0
     * @param element its row-major position, from 0
     * @return the number
     */
    public float at(int tensor, int element) {
        return values(tensor).data()[index(tensor, element)];
    }

    /** Where a number of the row-major tensor stands in the array of its matrix. */
    private int index(int tensor, int element) {
        TensorSpec spec = tensors.get(tensor);
        int columns = spec.shape().getLast(), row = element / columns, column = element % columns;
        Panels matrix = values(tensor);
        return spec.isTransposed() ? matrix.index(column, row) : matrix.index(row, column);
    }

    /**
     * Replaces a tensor.
     *
     * @param tensor   its number, from 0
     * @param rowMajor its numbers, copied
     * @throws IllegalArgumentException if they are too few or too many
     */
    public void set(int tensor, float[] rowMajor) {
        TensorSpec spec = tensors.get(tensor);
        if (rowMajor.length != spec.elements()) {
            throw new IllegalArgumentException(spec.name() + " of the network " + owner + " expects " + spec.shapeText() + " = "
                    + Phrases.count(spec.elements(), "float") + ", got " + rowMajor.length);
        }
        Panels matrix = values.get(tensor);
        for (int col = 0; col < matrix.cols(); col++) {
            copy(matrix.rows(), rowMajor, spec.isTransposed() ? col * matrix.rows() : col, spec.isTransposed() ? 1 : matrix.cols(),
                    matrix.data(), matrix.index(0, col), Panels.LANES);
        }
    }

    /**
     * Sets every number of a tensor as its spec says where it starts.
     *
     * @param tensor  its number, from 0
     * @param seed    of the network
     * @param purpose of its random numbers
     */
    void initialize(int tensor, long seed, long purpose) {
        TensorSpec spec = tensors.get(tensor);
        StartNumbers numbers = StartNumbers.of(spec, seed, purpose);
        for (int element = 0; element < spec.elements(); element++) {
            values.get(tensor).data()[index(tensor, element)] = numbers.at(element);
        }
    }

    /**
     * Adds all numbers to a hash, tensor by tensor, row-major; slots are left out.
     *
     * @param sum what they are added to
     */
    public void updateDigest(FloatDigest sum) {
        for (int t = 0; t < values.size(); t++) {
            updateDigest(sum, t);
        }
    }

    private void updateDigest(FloatDigest sum, int tensor) {
        if (tensors.get(tensor).isTransposed()) {
            sum.add(values(tensor));
        } else {
            sum.addRows(values(tensor));
        }
    }

    /** Adds names, shapes and numbers to a hash; slots are left out. */
    public void updateNamedDigest(FloatDigest sum) {
        for (int t = 0; t < values.size(); t++) {
            sum.add(tensors.get(t).toText());
            updateDigest(sum, t);
        }
    }

    /** The first number that is not finite, in words; slots are left out. */
    public Optional<String> firstNonFinite() {
        for (int t = 0; t < values.size(); t++) {
            int element = firstNonFinite(t);
            if (element < tensors.get(t).elements()) {
                return Optional.of(tensors.get(t).at(element) + " is " + at(t, element));
            }
        }
        return Optional.empty();
    }

    /** Its tensor. */
    public OptionalInt firstNonFiniteTensor() {
        return IntStream.range(0, values.size()).filter(t -> firstNonFinite(t) < tensors.get(t).elements()).findFirst();
    }

    private int firstNonFinite(int tensor) {
        // those that are compact were finite
        boolean isFinite = compact.get(tensor) != null || areFinite(values.get(tensor).data());
        int element = isFinite ? (int) tensors.get(tensor).elements() : 0;
        while (element < tensors.get(tensor).elements() && Float.isFinite(at(tensor, element))) {
            element++;
        }
        return element;
    }

    /** Of a tensor, its slots and padding: where all are finite nobody has to ask for each of them. */
    private static boolean areFinite(float[] numbers) {
        for (float number : numbers) {
            if (!Float.isFinite(number)) {
                return false;
            }
        }
        return true;
    }
}
