package dev.lanewise.formats.onnx.read;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of numbers for each sample: a flow, and a formula of what is computed of each number since. */
final class Rows implements Value {

    private final Flow base;
    private final Formula formula;
    private final List<Integer> shape;
    private final List<String> classes;
    private @Nullable Flow closed;

    private Rows(Flow base, Formula formula, List<Integer> shape, List<String> classes) {
        this.base = base;
        this.formula = formula;
        this.shape = List.copyOf(shape);
        this.classes = classes;
    }

    static Rows of(Flow flow) {
        return new Rows(flow, Formula.X, List.of(flow.width()), List.of());
    }

    /** The same numbers in other sizes behind the first. */
    Rows shaped(List<Integer> sizes) {
        return new Rows(base, formula, sizes, classes);
    }

    /** With names of classes. */
    Rows named(List<String> names) {
        return new Rows(base, formula, shape, names);
    }

    /** With another formula of the same flow. */
    Rows with(Formula other) {
        return new Rows(base, other, shape, classes);
    }

    Flow base() {
        return base;
    }

    Formula formula() {
        return formula;
    }

    /** The sizes of a sample. */
    List<Integer> shape() {
        return shape;
    }

    /** Names of classes, where the graph gives them. */
    List<String> classes() {
        return classes;
    }

    int width() {
        return base.width();
    }

    /** Whether nothing but formulas stands between the inputs and these rows. */
    boolean areColumns() {
        return base.isSource();
    }

    /** The columns with their formulas. */
    List<Source.Column> columns() {
        List<Source.Column> columns = base.source().columns(), with = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            with.add(new Source.Column(columns.get(c).cell(), formula.at(c).of(columns.get(c).formula())));
        }
        return with;
    }

    /** The flow with the formula as steps of it; always the same one. */
    Flow close() {
        if (closed == null) {
            closed = closing();
        }
        return closed;
    }

    private Flow closing() {
        if (formula == Formula.X) {
            return base;
        }
        if (areColumns() && base.source() instanceof Source.Picked) {
            return Flow.of(new Source.Picked(columns()));
        }
        Flow flow = base;
        for (Step step : FormulaRecognizer.steps(formula, width())) {
            flow = flow.then(step, step instanceof Step.Affine affine ? affine.out() : flow.width());
        }
        return flow;
    }
}
