package dev.lanewise.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A residual, {@code h = body(x) + x}, whose body is told as one function. */
final class ResidualReference implements StageReference {

    private final int width;
    private final List<StageReference> body;
    /** Of the last x: derivatives are asked for one by one. */
    private Pass last;
    private Element lastElement;
    private Traced byLastElement;

    /**
     * The reference.
     *
     * @param width its inputs
     * @param body  the functions of its body's layers, one after the other
     */
    ResidualReference(int width, List<StageReference> body) {
        this.width = width;
        this.body = List.copyOf(body);
    }

    /**
     * What the body makes of an x.
     *
     * @param values  x, and what each function makes of the value before
     * @param columns the derivatives of what it makes by each input that somebody has asked for
     */
    private record Pass(List<Traced> values, Map<Integer, Traced> columns) {

        Traced input() {
            return values.getFirst();
        }
    }

    /** A number of a tensor, for an x. */
    private record Element(int tensor, int element, Pass pass) {
    }

    private Pass pass(Traced x) {
        if (last == null || last.input() != x) {
            List<Traced> values = new ArrayList<>(List.of(x));
            body.forEach(function -> values.add(function.forward(values.getLast())));
            last = new Pass(values, new HashMap<>());
        }
        return last;
    }

    private static Traced sum(Traced a, Traced b) {
        return Traced.of(a.size(), i -> Local.of(a, i).fma(Local.ONE, Local.of(b, i)));
    }

    @Override
    public String name() {
        return "residual";
    }

    @Override
    public List<ReferenceTensor> tensors() {
        return body.stream().flatMap(function -> function.tensors().stream()).toList();
    }

    @Override
    public Traced forward(Traced x) {
        return sum(pass(x).values().getLast(), x);
    }

    @Override
    public double[] forward(double[] x, Move move) {
        double[] y = x;
        for (StageReference function : body) {
            y = function.forward(y, move);
        }
        double[] made = y;
        return IntStream.range(0, x.length).mapToDouble(i -> made[i] + x[i]).toArray();
    }

    @Override
    public Traced backward(Traced dy, Traced x, Traced y) {
        return sum(backwardTo(0, dy, x), dy);
    }

    /** dJ by one of the values of the body. */
    private Traced backwardTo(int value, Traced dy, Traced x) {
        List<Traced> values = pass(x).values();
        Traced gradient = dy;
        for (int f = body.size() - 1; f >= value; f--) {
            gradient = body.get(f).backward(gradient, values.get(f), values.get(f + 1));
        }
        return gradient;
    }

    /** Where each function of the body has one output that depends on an input, the sum has, too. */
    @Override
    public OptionalInt onlyOutputOf(int input) {
        return body.stream().allMatch(function -> function.onlyOutputOf(input).equals(OptionalInt.of(input))) ? OptionalInt.of(input)
                : OptionalInt.empty();
    }

    @Override
    public Local byInput(int input, int output, Traced x, Traced y) {
        Local own = input == output ? Local.ONE : Local.ZERO;
        return Local.of(column(input, x), output).fma(Local.ONE, own);
    }

    /** The derivatives of what the body makes by one of its inputs. */
    private Traced column(int input, Traced x) {
        return pass(x).columns().computeIfAbsent(input,
                _ -> forwardFrom(0, Traced.of(x.size(), i -> i == input ? Local.ONE : Local.ZERO), x));
    }

    /** The derivatives of what the body makes, from those of one of its values, all by the same variable. */
    private Traced forwardFrom(int value, Traced derivatives, Traced x) {
        List<Traced> values = pass(x).values();
        Traced result = derivatives;
        for (int f = value; f < body.size(); f++) {
            result = chained(body.get(f), result, values.get(f), values.get(f + 1));
        }
        return result;
    }

    private static Traced chained(StageReference function, Traced derivatives, Traced x, Traced y) {
        Local[] sums = new Local[y.size()];
        Arrays.fill(sums, Local.ZERO);
        for (int i = 0; i < x.size(); i++) {
            Local derivative = Local.of(derivatives, i);
            if (!derivative.equals(Local.ZERO)) {
                OptionalInt only = function.onlyOutputOf(i);
                for (int o = only.orElse(0); o < (only.isPresent() ? only.getAsInt() + 1 : sums.length); o++) {
                    sums[o] = function.byInput(i, o, x, y).fma(derivative, sums[o]);
                }
            }
        }
        return Traced.of(sums.length, o -> sums[o]);
    }

    private int learnerOf(ReferenceTensor tensor) {
        return IntStream.range(0, body.size()).filter(f -> body.get(f).tensors().stream().anyMatch(own -> own.number() == tensor.number()))
                .findFirst().orElseThrow();
    }

    @Override
    public IntStream outputsOf(ReferenceTensor tensor, int element, Traced x) {
        int learner = learnerOf(tensor);
        List<Traced> values = pass(x).values();
        BitSet depending = new BitSet();
        body.get(learner).outputsOf(tensor, element, values.get(learner)).forEach(depending::set);
        for (int f = learner + 1; f < body.size(); f++) {
            BitSet next = new BitSet();
            for (int i = depending.nextSetBit(0); i >= 0; i = depending.nextSetBit(i + 1)) {
                OptionalInt only = body.get(f).onlyOutputOf(i);
                next.set(only.orElse(0), only.isPresent() ? only.getAsInt() + 1 : values.get(f + 1).size());
            }
            depending = next;
        }
        return depending.stream();
    }

    @Override
    public Local byParameter(ReferenceTensor tensor, int element, int output, Traced x, Traced y) {
        Element asked = new Element(tensor.number(), element, pass(x));
        if (lastElement == null || lastElement.pass != asked.pass || !lastElement.equals(asked)) {
            byLastElement = column(tensor, element, x);
            lastElement = asked;
        }
        return Local.of(byLastElement, output);
    }

    private Traced column(ReferenceTensor tensor, int element, Traced x) {
        int learner = learnerOf(tensor);
        StageReference function = body.get(learner);
        Traced before = pass(x).values().get(learner), after = pass(x).values().get(learner + 1);
        BitSet depending = new BitSet();
        function.outputsOf(tensor, element, before).forEach(depending::set);
        return forwardFrom(learner + 1, Traced.of(after.size(),
                o -> depending.get(o) ? function.byParameter(tensor, element, o, before, after) : Local.ZERO), x);
    }

    /** By way of the body, as training works it out. */
    @Override
    public Local gradient(ReferenceTensor tensor, int element, Local before, Traced dy, Traced x, Traced y) {
        int learner = learnerOf(tensor);
        List<Traced> values = pass(x).values();
        return body.get(learner).gradient(tensor, element, before, backwardTo(learner + 1, dy, x), values.get(learner),
                values.get(learner + 1));
    }

    @Override
    public boolean hasKinkBetween(double[] above, double[] below, Move move) {
        double[] a = above, b = below;
        for (StageReference function : body) {
            if (function.hasKinkBetween(a, b, move)) {
                return true;
            }
            a = function.forward(a, move);
            b = function.forward(b, move.back());
        }
        return false;
    }

    @Override
    public Stream<Kink> kinks(double[] above, double[] below, Move move, Traced x, Traced y) {
        List<Traced> values = pass(x).values();
        List<Kink> kinks = new ArrayList<>();
        double[] a = above, b = below;
        for (int f = 0; f < body.size(); f++) {
            body.get(f).kinks(a, b, move, values.get(f), values.get(f + 1)).forEach(kinks::add);
            a = body.get(f).forward(a, move);
            b = body.get(f).forward(b, move.back());
        }
        return kinks.stream();
    }

    @Override
    public String function(int layer, int node, Variable by, Symbols signs) {
        return sign(layer, node, signs) + " + " + signs.symbol(new Variable.Output(layer, node));
    }

    /** What the body makes at a node. */
    private static String sign(int layer, int node, Symbols signs) {
        return signs.derived(signs.script.indexed("body", layer, node), () -> signs.value(new Variable.Output(layer + 1, node))
                - signs.value(new Variable.Output(layer, node)));
    }

    @Override
    public String formula(Derivative derivative, Symbols signs) {
        Variable.PreActivation to = Variable.PreActivation.of(derivative.of());
        int output = to.node() - 1;
        return switch (derivative.by()) {
            case Variable.Output(int layer, int from) -> (from == to.node() ? "1 + " : "")
                    + partial(to, derivative.by(), signs, x -> Local.of(column(from - 1, x), output));
            case Variable.Parameter(int layer, String tensor, int element) ->
                partial(to, derivative.by(), signs, x -> byParameter(named(tensor), element, output, x, x));
            case Variable.Weight _, Variable.Bias _, Variable.PreActivation _, Variable.Cost _ ->
                throw new IllegalArgumentException(derivative + " is none of a residual");
        };
    }

    private String partial(Variable.PreActivation to, Variable by, Symbols signs, Function<Traced, Local> ofInputs) {
        String sign = signs.script.partial(signs.script.indexed("body", to.layer(), to.node()), signs.symbol(by));
        return signs.derived(sign, () -> ofInputs.apply(inputs(to.layer(), signs)).value());
    }

    private Traced inputs(int layer, Symbols signs) {
        float[] x = new float[width];
        for (int i = 0; i < width; i++) {
            x[i] = signs.value(new Variable.Output(layer, i + 1));
        }
        return Traced.of(x);
    }

    private ReferenceTensor named(String tensor) {
        return tensors().stream().filter(own -> own.spec().name().endsWith("." + tensor)).findFirst().orElseThrow();
    }

    @Override
    public String note() {
        return Stream.concat(Stream.of("A residual adds its input to what the layers of its body make of it, told as one function, body."),
                body.stream().map(StageReference::note)).filter(note -> !note.isEmpty()).distinct().collect(Collectors.joining(" "));
    }
}
