package dev.lanewise.explain;

import dev.lanewise.data.CounterRandom;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.TensorSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;

/** Which parameters and inputs of a network a gradient check looks at. */
final class GradientSampling {

    private static final long PURPOSE = 0x6752_4144;

    /**
     * All numbers of a tensor, or all inputs of the network.
     *
     * @param purpose  of its random numbers
     * @param size     how many there are
     * @param variable the variable of a position from 0
     */
    private record Group(long purpose, int size, IntFunction<Variable> variable) {
    }

    private GradientSampling() {
    }

    /** Inputs by which there is a derivative, from 0. */
    private static int[] inputs(NetworkSpec spec) {
        return ReferenceChain.ofShape(spec).smoothInputs(spec.inputs());
    }

    /** Parameters of a network, and inputs by which there is a derivative. */
    static long variables(NetworkSpec spec) {
        return spec.parameterCount() + inputs(spec).length;
    }

    /**
     * All variables where there are at most {@code count}, else {@code count} different ones. Each group has an equal share, for
     * among all weights of a network one would hardly ever meet a bias; what a small group cannot use goes to the larger ones.
     */
    static List<Variable> sample(NetworkSpec spec, int count, long seed) {
        List<Group> groups = groups(spec);
        groups.sort(Comparator.comparingInt(Group::size));
        List<Variable> sample = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            Group group = groups.get(g);
            int share = Math.min(group.size(), (count - sample.size()) / (groups.size() - g));
            positions(group, share, seed).forEach(position -> sample.add(group.variable().apply(position)));
        }
        return sample;
    }

    private static List<Group> groups(NetworkSpec spec) {
        List<Group> groups = new ArrayList<>();
        int[] inputs = inputs(spec);
        groups.add(new Group(PURPOSE, inputs.length, i -> new Variable.Output(1, inputs[i] + 1)));
        List<TensorSpec> tensors = spec.tensors();
        for (int t = 0; t < tensors.size(); t++) {
            int tensor = t;
            groups.add(new Group(PURPOSE + groups.size(), Math.toIntExact(tensors.get(t).elements()),
                    element -> new TensorPlace(tensor, element).variable(tensors)));
        }
        return groups;
    }

    /**
     * Different positions below the size of a group, every choice as likely.
     *
     * @see <a href="https://doi.org/10.1145/30401.315746">Bentley, Floyd, A sample of brilliance, CACM 1987</a>
     */
    private static Set<Integer> positions(Group group, int share, long seed) {
        Set<Integer> positions = new TreeSet<>();
        for (int last = group.size() - share; last < group.size(); last++) {
            int position = CounterRandom.below(seed, group.purpose(), last, last + 1);
            if (!positions.add(position)) {
                positions.add(last);
            }
        }
        return positions;
    }
}
