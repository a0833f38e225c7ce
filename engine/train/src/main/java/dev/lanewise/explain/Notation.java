package dev.lanewise.explain;

import dev.lanewise.text.Phrases;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** Whose signs an explanation uses. */
public enum Notation {

    /**
     * The tutorial's: {@code h_i(l+1) = f(z_i(l))}, {@code w_ij(l)} leads from node j of layer l to node i of layer l + 1, cost J,
     * target y, step size alpha.
     *
     * @see <a href="https://adventuresinmachinelearning.com/neural-networks-tutorial/">Neural Networks Tutorial - A Pathway to
     *      Deep Learning</a>
     */
    ARTICLE,

    /** Mitchell's, Machine Learning, chapter 4: error E, output o, target t, rate eta, {@code delta_j = -dE/dnet_j}. */
    DELTA,

    /** Gradients as matrices of the shape of what they belong to: dW, dz, {@code W^T}. */
    MATRIX;

    /**
     * The notation of a name.
     *
     * @param name article, delta or matrix; capitals make no difference
     * @return the notation
     * @throws IllegalArgumentException if the name is unknown
     */
    public static Notation parse(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "article" -> ARTICLE;
            case "delta" -> DELTA;
            case "matrix" -> MATRIX;
            default -> throw new IllegalArgumentException("unknown notation " + Phrases.shown(name)
                    + ", expected one of article, delta, matrix");
        };
    }

    /**
     * The sign of a variable as plain text.
     *
     * @param variable    the variable
     * @param explanation whose network it belongs to
     * @return for example {@code w12(2)}
     */
    public String symbol(Variable variable, Explanation explanation) {
        return new Symbols(this, MathMarkup.PLAIN, explanation).symbol(variable);
    }

    /**
     * A derivative as plain text.
     *
     * @param derivative  the derivative
     * @param explanation whose network it belongs to
     * @return for example {@code dJ/dw12(2)}
     */
    public String derivative(Derivative derivative, Explanation explanation) {
        return new Symbols(this, MathMarkup.PLAIN, explanation).derivative(derivative);
    }

    /**
     * The formula of a factor as plain text.
     *
     * @param derivative  a derivative that is read off a formula
     * @param explanation whose network it belongs to
     * @return for example {@code f(z1(2)) (1 - f(z1(2)))}
     */
    public String formula(Derivative derivative, Explanation explanation) {
        return new Symbols(this, MathMarkup.PLAIN, explanation).formula(derivative);
    }

    /**
     * The formula of a factor with numbers in the place of its signs, as plain text; the same in every notation.
     *
     * @param derivative  a derivative that is read off a formula
     * @param explanation whose network it belongs to
     * @param numbers     sets a number
     * @return for example {@code 0.8 (1 - 0.8)}; empty where the formula is a single sign or number
     */
    public static String substituted(Derivative derivative, Explanation explanation, DoubleFunction<String> numbers) {
        String formula = Symbols.ofNumbers(explanation, numbers).formula(derivative);
        return formula.contains(" ") ? formula : "";
    }

    /**
     * One plain sentence on what a factor says.
     *
     * @param derivative  a derivative that is read off a formula
     * @param explanation whose network it belongs to
     * @return for example {@code outer function: how J changes when the output h1(3) changes}
     */
    public String sentence(Derivative derivative, Explanation explanation) {
        return new Symbols(this, MathMarkup.PLAIN, explanation).sentence(derivative);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
