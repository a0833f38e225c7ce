package dev.lanewise.explain;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The cost of one sample in double, with one variable moved: what central differences are made of. */
final class DoubleNetwork {

    private static final double WIDEST_STEP = 1e-3;
    private static final double NARROWEST_STEP = 1e-7;

    private final ReferenceChain chain;
    private final LossReference loss;
    private final float[] input;

    /** The array is read, not copied. */
    DoubleNetwork(ReferenceChain chain, LossReference loss, float[] input) {
        this.chain = chain;
        this.loss = loss;
        this.input = input;
    }

    /**
     * A derivative by differences.
     *
     * @param value the derivative
     * @param bound how far it can be off; infinite where a node stands on the kink of its activation
     */
    record Difference(double value, double bound) {
    }

    /**
     * A central difference, extrapolated from two step sizes. The step is made smaller as long as an activation or the loss has its kink
     * between the two ends.
     *
     * @see <a href="https://doi.org/10.1098/rsta.1911.0009">Richardson, The approximate arithmetical solution by finite
     *      differences, 1911</a>
     */
    Difference difference(Variable by) {
        double step = step(by);
        double wide = central(by, step), narrow = central(by, step / 2);
        // on a kink, differences say nothing about the side that training takes
        double bound = hasKinkBetween(by, step) ? Double.POSITIVE_INFINITY
                : Math.abs(narrow - wide) + 0x1p-46 * (1 + Math.abs(cost())) / step;
        return new Difference((4 * narrow - wide) / 3, bound);
    }

    /** What stands on a kink, so that the variable has no derivative there; the floats are those of a pass of the same chain. */
    List<Kink> kinks(Variable by, ReferencePass pass) {
        double step = step(by);
        double[][] above = values(by, step), below = values(by, -step);
        Move move = move(by, step);
        int last = chain.stages.size();
        return Stream.concat(stages().boxed().flatMap(s ->
                chain.stages.get(s).kinks(above[s], below[s], move, pass.values[s], pass.values[s + 1])),
                loss.kinksBetween(above[last], below[last]).mapToObj(o -> new Kink("loss", pass.gradients[last].floats()[o]))).toList();
    }

    private boolean hasKinkBetween(Variable by, double step) {
        double[][] above = values(by, step), below = values(by, -step);
        Move move = move(by, step);
        int last = chain.stages.size();
        return stages().anyMatch(s -> chain.stages.get(s).hasKinkBetween(above[s], below[s], move))
                || loss.kinksBetween(above[last], below[last]).findAny().isPresent();
    }

    private IntStream stages() {
        return IntStream.range(0, chain.stages.size());
    }

    private double step(Variable by) {
        double step = WIDEST_STEP;
        while (step > NARROWEST_STEP && hasKinkBetween(by, step)) {
            step /= 4;
        }
        return step;
    }

    private double central(Variable by, double step) {
        return (cost(by, step) - cost(by, -step)) / (2 * step);
    }

    double cost() {
        return cost(new Variable.Cost(), 0);
    }

    /** J with a variable moved by a distance. */
    double cost(Variable moved, double distance) {
        double[][] values = values(moved, distance);
        int last = values.length - 1;
        return loss.cost(values[last - (loss.isFromLogits() ? 1 : 0)], values[last]);
    }

    /** The values of the chain. */
    double[][] values(Variable moved, double distance) {
        double[][] values = new double[chain.stages.size() + 1][];
        values[0] = Traced.widened(input);
        if (moved instanceof Variable.Output(_, int node)) {
            values[0][node - 1] += distance;
        }
        Move move = move(moved, distance);
        for (int s = 0; s < chain.stages.size(); s++) {
            values[s + 1] = chain.stages.get(s).forward(values[s], move);
        }
        return values;
    }

    /** How a parameter is moved. */
    private Move move(Variable moved, double distance) {
        return switch (moved) {
            case Variable.Learned parameter -> {
                TensorPlace place = TensorPlace.of(parameter, chain.tensorSpecs);
                yield new Move(place.tensor(), place.element(), distance);
            }
            case Variable.Output _, Variable.Cost _ -> Move.NONE;
            case Variable.PreActivation _ -> throw new IllegalArgumentException("a sum is not moved");
        };
    }
}
