package dev.lanewise.explain;

import dev.lanewise.kernel.Elementary;
import dev.lanewise.spec.Periodic;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Periodic embeddings: y has all inputs, then {@code bias + sum over f of weight[f] cos(2 pi frequency[f] x + phase[f])} of those that are
 * embedded.
 *
 * @param layer   the layer
 * @param inputs  its inputs
 * @param tensors frequencies, phases, weights and biases of each in turn
 */
record PeriodicReference(Periodic layer, int inputs, List<ReferenceTensor> tensors) implements StageReference {

    /** Terms of a sum that are written out before three dots take the place of the others. */
    private static final int TERMS_SHOWN = 4;
    private static final int TENSORS = 4, FREQUENCY = 0, PHASE = 1, WEIGHT = 2, BIAS = 3;
    private static final List<String> NAMES = List.of("frequency", "phase", "weight", "bias");
    private static final double FULL_TURN = 2 * Math.PI;
    private static final Local TURN = rounded(FULL_TURN), ONE_OVER_TURN = rounded(1 / FULL_TURN);

    private static Local rounded(double exact) {
        return new Local((float) exact, exact, Math.abs((float) exact - exact));
    }

    @Override
    public String name() {
        return "periodic embedding";
    }

    /** The column that embeds an input, from 0; -1 for another input. */
    private int columnOf(int input) {
        return layer.inputs().indexOf(input);
    }

    private int columnOfOutput(int output) {
        return (output - inputs) / layer.dims();
    }

    private int dimOf(int output) {
        return (output - inputs) % layer.dims();
    }

    private int outputOf(int column, int dim) {
        return inputs + column * layer.dims() + dim;
    }

    private ReferenceTensor tensor(int column, int kind) {
        return tensors.get(TENSORS * column + kind);
    }

    private Local number(int column, int kind, int element) {
        return Local.of(tensor(column, kind).values()[element]);
    }

    private Local weight(int column, int dim, int f) {
        return number(column, WEIGHT, dim * layer.frequencies() + f);
    }

    private Local x(int column, Traced x) {
        return Local.of(x, layer.inputs().get(column));
    }

    private Local turns(int column, int f, Traced x) {
        return x(column, x).fma(number(column, FREQUENCY, f), number(column, PHASE, f).times(ONE_OVER_TURN));
    }

    private Local wave(int column, int f, Traced x) {
        Local turns = turns(column, f, x);
        return new Local(Elementary.cosineOfTurns(turns.value()), StrictMath.cos(FULL_TURN * turns.exact()),
                FULL_TURN * turns.bound() + Elementary.COSINE_ERROR);
    }

    /** The derivative of a wave by its angle. */
    private Local slope(int column, int f, Traced x) {
        Local turns = turns(column, f, x);
        return new Local(Elementary.minusSineOfTurns(turns.value()), -StrictMath.sin(FULL_TURN * turns.exact()),
                FULL_TURN * turns.bound() + Elementary.SINE_ERROR);
    }

    @Override
    public Traced forward(Traced x) {
        return Traced.of(layer.outputs(inputs), o -> o < inputs ? Local.of(x, o) : embedded(columnOfOutput(o), dimOf(o), x));
    }

    private Local embedded(int column, int dim, Traced x) {
        Local sum = number(column, BIAS, dim);
        for (int f = 0; f < layer.frequencies(); f++) {
            sum = weight(column, dim, f).fma(wave(column, f, x), sum);
        }
        return sum;
    }

    @Override
    public double[] forward(double[] x, Move move) {
        double[] y = new double[layer.outputs(inputs)];
        System.arraycopy(x, 0, y, 0, inputs);
        for (int o = inputs; o < y.length; o++) {
            y[o] = embedded(columnOfOutput(o), dimOf(o), x, move);
        }
        return y;
    }

    private double embedded(int column, int dim, double[] x, Move move) {
        double number = x[layer.inputs().get(column)], sum = move.at(tensor(column, BIAS), dim);
        for (int f = 0; f < layer.frequencies(); f++) {
            double angle = FULL_TURN * move.at(tensor(column, FREQUENCY), f) * number + move.at(tensor(column, PHASE), f);
            sum += move.at(tensor(column, WEIGHT), dim * layer.frequencies() + f) * StrictMath.cos(angle);
        }
        return sum;
    }

    /** dJ by the angle of a wave. */
    private Local byAngle(int column, int f, Traced dy, Traced x) {
        Local sum = Local.ZERO;
        for (int d = 0; d < layer.dims(); d++) {
            sum = Local.of(dy, outputOf(column, d)).fma(weight(column, d, f), sum);
        }
        return sum.times(slope(column, f, x));
    }

    @Override
    public Traced backward(Traced dy, Traced x, Traced y) {
        return Traced.of(inputs, i -> {
            int column = columnOf(i);
            Local sum = Local.of(dy, i);
            for (int f = 0; column >= 0 && f < layer.frequencies(); f++) {
                sum = byAngle(column, f, dy, x).fma(number(column, FREQUENCY, f).times(TURN), sum);
            }
            return sum;
        });
    }

    @Override
    public OptionalInt onlyOutputOf(int input) {
        return columnOf(input) < 0 ? OptionalInt.of(input) : OptionalInt.empty();
    }

    @Override
    public boolean connects(int input, int output) {
        return output == input || output >= inputs && columnOfOutput(output) == columnOf(input);
    }

    @Override
    public Local byInput(int input, int output, Traced x, Traced y) {
        if (output == input) {
            return Local.ONE;
        }
        int column = columnOf(input);
        Local sum = Local.ZERO;
        for (int f = 0; f < layer.frequencies(); f++) {
            Local byAngle = weight(column, dimOf(output), f).times(slope(column, f, x));
            sum = byAngle.fma(number(column, FREQUENCY, f).times(TURN), sum);
        }
        return sum;
    }

    /** One output of a weight or bias; all of its column of a frequency or phase. */
    @Override
    public IntStream outputsOf(ReferenceTensor tensor, int element, Traced x) {
        int number = tensors.indexOf(tensor), column = number / TENSORS;
        return switch (number % TENSORS) {
            case WEIGHT -> IntStream.of(outputOf(column, element / layer.frequencies()));
            case BIAS -> IntStream.of(outputOf(column, element));
            default -> IntStream.range(0, layer.dims()).map(d -> outputOf(column, d));
        };
    }

    @Override
    public Local byParameter(ReferenceTensor tensor, int element, int output, Traced x, Traced y) {
        int number = tensors.indexOf(tensor), column = number / TENSORS;
        return switch (number % TENSORS) {
            case FREQUENCY -> weight(column, dimOf(output), element).times(slope(column, element, x)).times(x(column, x).times(TURN));
            case PHASE -> weight(column, dimOf(output), element).times(slope(column, element, x));
            case WEIGHT -> wave(column, element % layer.frequencies(), x);
            default -> Local.ONE;
        };
    }

    /** Of a frequency or phase in the order of training: by its angle, which all outputs come to, first. */
    @Override
    public Local gradient(ReferenceTensor tensor, int element, Local before, Traced dy, Traced x, Traced y) {
        int number = tensors.indexOf(tensor), column = number / TENSORS;
        return switch (number % TENSORS) {
            case FREQUENCY -> Local.ONE.addedTo(before, byAngle(column, element, dy, x).times(x(column, x).times(TURN)));
            case PHASE -> Local.ONE.addedTo(before, byAngle(column, element, dy, x));
            default -> StageReference.super.gradient(tensor, element, before, dy, x, y);
        };
    }

    private static String symbol(int number, int column, int kind, int element, Symbols signs) {
        return signs.symbol(new Variable.Parameter(number, NAMES.get(kind) + (column + 1), element));
    }

    private String input(int number, int column, Symbols signs) {
        return signs.symbol(new Variable.Output(number, layer.inputs().get(column) + 1));
    }

    private String wave(String function, int number, int column, int f, Symbols signs) {
        return signs.script.named(function) + "(2 " + signs.script.named("pi") + " " + symbol(number, column, FREQUENCY, f, signs) + " "
                + input(number, column, signs) + " + " + symbol(number, column, PHASE, f, signs) + ")";
    }

    private String weight(int number, int column, int dim, int f, Symbols signs) {
        return symbol(number, column, WEIGHT, dim * layer.frequencies() + f, signs);
    }

    /** Waves that are written out: the first few and the last, and that of a variable. */
    private List<Integer> shown(int column, Variable by) {
        List<Integer> shown = new ArrayList<>();
        for (int f = 0; f < layer.frequencies(); f++) {
            boolean isOfVariable = by instanceof Variable.Parameter(int _, String tensor, int element)
                    && !tensor.equals("bias" + (column + 1)) && tensor.matches("[a-z]+" + (column + 1))
                    && element % layer.frequencies() == f;
            if (f < TERMS_SHOWN - 1 || f == layer.frequencies() - 1 || isOfVariable) {
                shown.add(f);
            }
        }
        return shown;
    }

    /** The input that is copied, or the sum of its waves. */
    @Override
    public String function(int number, int node, Variable by, Symbols signs) {
        int output = node - 1;
        if (output < inputs) {
            return signs.symbol(new Variable.Output(number, output + 1));
        }
        int column = columnOfOutput(output), dim = dimOf(output), last = -1;
        StringBuilder text = new StringBuilder(symbol(number, column, BIAS, dim, signs));
        for (int f : shown(column, by)) {
            text.append(f > last + 1 ? " + ..." : "").append(" + ").append(weight(number, column, dim, f, signs)).append(' ')
                    .append(wave("cos", number, column, f, signs));
            last = f;
        }
        return text.toString();
    }

    @Override
    public String formula(Derivative derivative, Symbols signs) {
        int output = Variable.PreActivation.of(derivative.of()).node() - 1;
        return switch (derivative.by()) {
            case Variable.Output(int number, int node) when output >= inputs -> byInput(number, columnOf(node - 1), dimOf(output), signs);
            case Variable.Parameter(int number, String tensor, int element) when !tensor.startsWith("bias") -> {
                int column = Integer.parseInt(tensor.replaceAll("\\D", "")) - 1, f = element % layer.frequencies();
                String byAngle = "-" + weight(number, column, dimOf(output), f, signs) + " " + wave("sin", number, column, f, signs);
                yield tensor.startsWith("weight") ? wave("cos", number, column, f, signs) : tensor.startsWith("phase") ? byAngle
                        : byAngle + " 2 " + signs.script.named("pi") + " " + input(number, column, signs);
            }
            case Variable.Output _, Variable.Parameter _ -> "1";
            case Variable.Weight _, Variable.Bias _, Variable.PreActivation _, Variable.Cost _ ->
                throw new IllegalArgumentException(derivative + " is none of a periodic embedding");
        };
    }

    private String byInput(int number, int column, int dim, Symbols signs) {
        StringBuilder text = new StringBuilder("-2 ").append(signs.script.named("pi")).append(" (");
        int last = -1;
        for (int f : shown(column, new Variable.Cost())) {
            text.append(f > last + 1 ? " + ..." : "").append(f == 0 ? "" : " + ").append(weight(number, column, dim, f, signs)).append(' ')
                    .append(symbol(number, column, FREQUENCY, f, signs)).append(' ').append(wave("sin", number, column, f, signs));
            last = f;
        }
        return text.append(')').toString();
    }
}
