package dev.lanewise.model;

import dev.lanewise.kernel.Placement;
import dev.lanewise.panel.Arena;
import dev.lanewise.panel.BitSum;
import dev.lanewise.panel.Panels;
import dev.lanewise.text.Phrases;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Named tensors in the layout of the kernels, and what an optimizer keeps beside them: all zero at first. For the engine's own packages.
 *
 * <p>A tensor and its slots stand on one array, with one stride: {@link dev.lanewise.kernel.Kernels#gradientMomentum} wants that, and a
 * tile's loops have one register less to fill. A tensor of shape [out, in] is P(in x out), one of shape [out] is P(1 x out). To the
 * outside, both are row-major.
 */
public final class ParameterSet {

    private final String owner;
    private final List<TensorSpec> tensors;
    private final List<Panels> values = new ArrayList<>();
    private final List<Placement> placements = new ArrayList<>();
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
            int rows = tensor.shape().size() == 1 ? 1 : tensor.shape().getLast(), columns = tensor.shape().getFirst();
            long floats = (1 + slots.size()) * Panels.size(rows, columns);
            String what = tensor.name() + " of " + owner + (slots.isEmpty() ? "" : " with its moments");
            take(new Arena(floats, what), rows, columns, Placement.of(floats));
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
        slots.forEach(slot -> slot.take(arena, rows, columns, placement));
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
     * @return P(in x out) or P(1 x out), not a copy
     */
    @SuppressWarnings("exports")
    public Panels values(int tensor) {
        return values.get(tensor);
    }

    /**
     * Where a tensor and its slots are when a product or an update wants them.
     *
     * @param tensor its number, from 0
     * @return decided from their size
     */
    @SuppressWarnings("exports")
    public Placement placement(int tensor) {
        return placements.get(tensor);
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
        Panels matrix = values.get(tensor);
        float[] rowMajor = new float[Math.multiplyExact(matrix.rows(), matrix.cols())];
        for (int c = 0, at = 0; c < matrix.cols(); c++) {
            for (int r = 0; r < matrix.rows(); r++) {
                rowMajor[at++] = matrix.at(r, c);
            }
        }
        return rowMajor;
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
            throw new IllegalArgumentException(spec.name() + " of the network " + owner + " expects " + spec.sizes() + " = "
                    + Phrases.count(spec.elements(), "float") + ", got " + rowMajor.length);
        }
        Panels matrix = values.get(tensor);
        for (int c = 0, at = 0; c < matrix.cols(); c++) {
            for (int r = 0; r < matrix.rows(); r++) {
                matrix.set(r, c, rowMajor[at++]);
            }
        }
    }

    /**
     * Takes over the numbers of other tensors of the same shapes; slots stay as they are.
     *
     * @param other whose numbers
     */
    public void copyFrom(ParameterSet other) {
        for (int t = 0; t < values.size(); t++) {
            Panels from = other.values.get(t), to = values.get(t);
            System.arraycopy(from.data(), from.offset(), to.data(), to.offset(), (int) Panels.size(from.rows(), from.cols()));
        }
    }

    /**
     * Adds all numbers to a hash, tensor by tensor, row-major; slots are left out.
     *
     * @param sum what they are added to
     */
    @SuppressWarnings("exports")
    public void addTo(BitSum sum) {
        values.forEach(sum::add);
    }

    /** Adds names, shapes and numbers to a hash; slots are left out. */
    void addNamedTo(BitSum sum) {
        for (int t = 0; t < values.size(); t++) {
            sum.add(tensors.get(t).text());
            sum.add(values.get(t));
        }
    }

    /** The first number that is not finite, in words; slots are left out. */
    Optional<String> firstNonFinite() {
        for (int t = 0; t < values.size(); t++) {
            Panels matrix = values.get(t);
            for (int c = 0; c < matrix.cols(); c++) {
                for (int r = 0; r < matrix.rows(); r++) {
                    if (!Float.isFinite(matrix.at(r, c))) {
                        return Optional.of(tensors.get(t).at((long) c * matrix.rows() + r) + " is " + matrix.at(r, c));
                    }
                }
            }
        }
        return Optional.empty();
    }
}
