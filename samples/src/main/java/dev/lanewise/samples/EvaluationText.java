package dev.lanewise.samples;

import dev.lanewise.metric.Average;
import dev.lanewise.metric.ClassScores;
import dev.lanewise.samples.terminal.Terminal;
import dev.lanewise.train.Evaluation;
import java.io.PrintWriter;

/** An evaluation as a person reads it. */
final class EvaluationText {

    /** Of a table where there is no terminal that would tell. */
    private static final int USUAL_WIDTH = 100;

    private EvaluationText() {
    }

    /** A table of classes and answers where it fits the width, else the worst of them; then a line with the accuracy. */
    static void print(PrintWriter out, Evaluation result, ImageForm form) {
        out.println();
        ConfusionTable table = new ConfusionTable(result.confusion(), form.names());
        if (table.width() <= Terminal.textWidth().orElse(USUAL_WIDTH)) {
            table.print(out, form.classWord());
        } else {
            new WorstClasses(result.confusion(), form.names()).print(out);
        }
        out.println();
        if (result.unanswered() > 0) {
            out.printf("no answer to %,d of them: the outputs of the network are not finite%n", result.unanswered());
        }
        if (result.confusion().classes() > 0) {
            ClassScores scores = result.confusion().scores();
            out.printf("balanced accuracy (mean recall of the classes) %.2f %%, F1 %.4f (macro)%n", 100 * scores.balancedAccuracy(),
                    scores.f1(Average.MACRO));
        }
        out.printf("test accuracy %.2f %% of %,d, test loss %.4f%n", 100 * result.accuracy(), result.samples(), result.meanLoss());
    }
}
