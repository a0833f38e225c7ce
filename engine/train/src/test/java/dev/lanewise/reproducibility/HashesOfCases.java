package dev.lanewise.reproducibility;

import dev.lanewise.model.Engine;
import dev.lanewise.runtime.RuntimeReport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A program of its own, one for every cell of the matrix: trains nets and prints a line a net, its name and its sums. */
final class HashesOfCases {

    private HashesOfCases() {
    }

    /**
     * Trains every net a number of times, the first time in their order, then in others.
     *
     * @param words how often, and whether the tiny nets alone
     */
    public static void main(String[] words) {
        int rounds = Integer.parseInt(words[0]);
        List<TrainingCase> nets = new ArrayList<>(TrainingCases.all(true));
        if (words[1].equals("all")) {
            nets.addAll(TrainingCases.all(false));
        }
        for (int round = 0; round < rounds; round++) {
            for (TrainingCase net : nets) {
                System.out.println(net.name() + " " + net.sums());
            }
            Collections.rotate(nets, 3);
        }
        RuntimeReport report = Engine.report();
        System.out.println("used " + report.vectorBits() + " bits, " + (report.fastFma() ? "fast" : "slow") + " FMA");
    }
}
