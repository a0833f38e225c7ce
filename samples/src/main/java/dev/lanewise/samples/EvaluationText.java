package dev.lanewise.samples;

import dev.lanewise.train.Evaluation;
import java.io.PrintWriter;

/** An evaluation as a person reads it. */
final class EvaluationText {

    private EvaluationText() {
    }

    static void print(PrintWriter out, Evaluation result) {
        out.println();
        out.println("digit      answered");
        StringBuilder head = new StringBuilder("       ");
        for (int answer = 0; answer < result.confusion().length; answer++) {
            head.append(String.format("%6d", answer));
        }
        out.println(head.append("   right"));
        for (int digit = 0; digit < result.confusion().length; digit++) {
            int[] answers = result.confusion()[digit];
            StringBuilder row = new StringBuilder(String.format("%5d  ", digit));
            int all = 0;
            for (int count : answers) {
                row.append(count == 0 ? "     ." : String.format("%6d", count));
                all += count;
            }
            out.println(row.append(all == 0 ? "" : String.format("%7.1f %%", 100.0 * answers[digit] / all)));
        }
        out.println();
        out.printf("test accuracy %.2f %% of %,d, test loss %.4f%n", 100 * result.accuracy(), result.samples(), result.meanLoss());
    }
}
