package dev.lanewise.samples.tutorial;

import dev.lanewise.samples.terminal.Terminal;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** The results of the examples as a person reads them: a heading each, and what the book or the tutorial says beside it. */
final class TutorialText {

    private static final int BAR = 50;

    private final PrintWriter out;

    TutorialText(PrintWriter out) {
        this.out = out;
    }

    void feedForward(float output) {
        heading("Feed-forward: the input 1.5 2.0 3.0 through 3-3-1 sigmoids");
        line("output %.6f (the tutorial prints 0.8354)", output);
    }

    void gradientDescent(GradientDescentExample.Descent descent) {
        heading("Gradient descent: x^4 - 3 x^3 + 2 from x = 6, gamma 0.01, until a step is under 1e-5");
        line("x = %.6f after %d steps (the minimum is at 2.25)", descent.x(), descent.steps());
    }

    void digits(String name, TutorialDigits digits) {
        int train = digits.train().size(), test = digits.test().size();
        heading("Digits: %s, %,d of 8x8 pixels, %,d to learn from and %,d to test on", name, train + test, train, test);
        line("64-30-10 sigmoids, the tutorial's way: alpha %.2f, and the mean of the cost 1/2 ||y - h||^2 by iteration",
                DigitClassifier.ALPHA);
        out.flush();
    }

    void costs(List<DigitClassifier.Cost> costs) {
        out.println();
        line("iteration    cost");
        double most = costs.stream().mapToDouble(DigitClassifier.Cost::mean).max().orElseThrow();
        for (DigitClassifier.Cost cost : costs) {
            line("%,9d  %.4f  %s", cost.pass(), cost.mean(), "#".repeat((int) Math.ceil(BAR * cost.mean() / most)));
        }
        out.flush();
    }

    void bothWays(TutorialDigits digits, DigitClassifier.Run tutorial, DigitClassifier.Run engine) {
        out.println();
        line("%-15s %-8s %-14s %-24s %7s %8s %8s %9s", "way", "start", "update from", "by", "passes", "updates", "seconds", "accuracy");
        way("the tutorial's", "[0, 1)", digits.train().size(), "gradient descent, " + DigitClassifier.ALPHA, tutorial);
        way("the engine's", "Glorot", DigitClassifier.MINIBATCH, "Adam, " + DigitClassifier.ADAM_RATE, engine);
        line("(the tutorial reports about 0.86, on the digits of scikit-learn)");
        out.flush();
    }

    private void way(String name, String start, int batch, String rule, DigitClassifier.Run run) {
        line("%-15s %-8s %-14s %-24s %,7d %,8d %8.2f %9.4f", name, start, text("%,d samples", batch), rule,
                run.passes(), run.updates(), run.seconds(), run.accuracy());
    }

    void identity(IdentityNetwork.Course without, IdentityNetwork.Course with) {
        heading("Identity (Mitchell, Machine Learning, section 4.6.4): 8-3-8 sigmoids, rate 0.3, an update a sample");
        line("The outputs of the three hidden nodes become a code of the eight inputs.");
        course("without momentum", without);
        course("with momentum " + IdentityNetwork.MOMENTUM, with);
        out.flush();
    }

    private void course(String how, IdentityNetwork.Course course) {
        out.println();
        line("%s: the largest output is the right one for all inputs %s", how, course.rightAfter() == 0
                ? text("not within %,d epochs", course.codes().getLast().epoch()) : text("after %,d epochs", course.rightAfter()));
        StringBuilder head = new StringBuilder("input   ");
        course.codes().forEach(code -> head.append(text("   %-14s", text("epoch %,d", code.epoch()))));
        line("%s", head.toString().stripTrailing());
        for (int input = 0; input < IdentityNetwork.NODES; input++) {
            StringBuilder row = new StringBuilder("0".repeat(input) + "1" + "0".repeat(IdentityNetwork.NODES - 1 - input));
            for (IdentityNetwork.Code code : course.codes()) {
                float[] h = code.code()[input];
                row.append(text("   %.2f %.2f %.2f", h[0], h[1], h[2]));
            }
            line("%s", row);
        }
    }

    private void heading(String format, Object... values) {
        out.println();
        out.println(Terminal.wrapped(text(format, values)));
    }

    private void line(String format, Object... values) {
        out.println(Terminal.wrapped("  " + text(format, values)));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
