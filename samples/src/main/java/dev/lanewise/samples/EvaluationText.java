package dev.lanewise.samples;

import dev.lanewise.train.ConfusionMatrix;
import dev.lanewise.train.Evaluation;
import java.io.PrintWriter;

/** An evaluation as a person reads it. */
final class EvaluationText {

    private EvaluationText() {
    }

    static void print(PrintWriter out, Evaluation result) {
        ConfusionMatrix confusion = result.confusion();
        out.println();
        out.println("digit      answered");
        StringBuilder head = new StringBuilder("       ");
        for (int answer = 0; answer < confusion.classes(); answer++) {
            head.append(String.format("%6d", answer));
        }
        out.println(head.append("   right"));
        for (int digit = 0; digit < confusion.classes(); digit++) {
            StringBuilder row = new StringBuilder(String.format("%5d  ", digit));
            for (int answer = 0; answer < confusion.classes(); answer++) {
                int count = confusion.count(digit, answer);
                row.append(count == 0 ? "     ." : String.format("%6d", count));
            }
            out.println(row.append(confusion.samples(digit) == 0 ? "" : String.format("%7.1f %%", 100 * confusion.recall(digit))));
        }
        out.println();
        if (result.unanswered() > 0) {
            out.printf("no answer to %,d of them: the outputs of the network are not finite%n", result.unanswered());
        }
        out.printf("test accuracy %.2f %% of %,d, test loss %.4f%n", 100 * result.accuracy(), result.samples(), result.meanLoss());
    }
}
