package dev.lanewise.table;

import dev.lanewise.model.MemberChoice;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Heads;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Leaves members out of an ensemble within one network. Beginning with none, the member is taken that makes the mean of those taken best,
 * until this mean answers the rows that judge no worse than all members do.
 *
 * @see <a href="https://arxiv.org/abs/2410.24210">Gorishniy, Kotelnikov and Babenko, TabM, ICLR 2025, section 5.2</a>
 */
final class MemberPruning {

    private MemberPruning() {
    }

    /** How many networks answer within a network; 0 where it is no ensemble. */
    static int members(Network network) {
        return network.spec().layers().getLast() instanceof Heads heads ? heads.members() : 0;
    }

    /**
     * A network of some of the members.
     *
     * @param voter the ensemble; one that is none stays as it is
     * @param rows  that judge, from which it has not learned
     * @param error of outputs for these rows, [rows x outputs]; smaller where they are better
     */
    static Voter pruned(Voter voter, Table rows, ToDoubleFunction<float[]> error) {
        int count = members(voter.network());
        if (count < 2) {
            return voter;
        }
        List<float[]> outputs = IntStream.range(0, count)
                .mapToObj(member -> new Voters(List.of(keep(voter, member))).outputs(rows)).toList();
        double enough = error.applyAsDouble(new Voters(List.of(voter)).outputs(rows));
        List<Integer> taken = new ArrayList<>(), left = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        double[] sums = new double[outputs.getFirst().length];
        while (left.size() > 1) {
            double least = Double.POSITIVE_INFINITY;
            int next = left.getFirst();
            for (int member : left) {
                double here = error.applyAsDouble(mean(sums, outputs.get(member), taken.size() + 1));
                if (here < least) {
                    least = here;
                    next = member;
                }
            }
            left.remove(Integer.valueOf(next));
            taken.add(next);
            if (least <= enough) {
                return keep(voter, taken.stream().mapToInt(member -> member).sorted().toArray());
            }
            add(outputs.get(next), sums);
        }
        return voter;
    }

    private static Voter keep(Voter voter, int... members) {
        return new Voter(MemberChoice.keep(voter.network(), members), voter.encoder());
    }

    /** Of sums and one more. */
    private static float[] mean(double[] sums, float[] more, int count) {
        float[] mean = new float[more.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) ((sums[i] + more[i]) / count);
        }
        return mean;
    }

    private static void add(float[] outputs, double[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += outputs[i];
        }
    }
}
