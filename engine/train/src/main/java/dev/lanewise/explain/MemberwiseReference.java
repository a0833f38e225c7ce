package dev.lanewise.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A function that each member of an ensemble goes through by itself: the numbers of one member stand after those of another. */
final class MemberwiseReference implements StageReference {

    private final StageReference shared;
    private final int members;
    private final int inputs;
    private final int outputs;
    private final Parts ofInputs = new Parts();
    private final Parts ofOutputs = new Parts();

    /**
     * The function.
     *
     * @param shared  that of one member
     * @param members how many there are
     * @param inputs  of each
     * @param outputs of each
     */
    MemberwiseReference(StageReference shared, int members, int inputs, int outputs) {
        this.shared = shared;
        this.members = members;
        this.inputs = inputs;
        this.outputs = outputs;
    }

    /** The parts of the members in the last vector: they are asked for one by one, and functions keep what they know of each. */
    private final class Parts {

        private Traced last;
        private List<Traced> parts;

        Traced of(Traced all, int member) {
            if (all != last) {
                last = all;
                parts = IntStream.range(0, members).mapToObj(m -> part(all, m, all.size() / members)).toList();
            }
            return parts.get(member);
        }
    }

    static Traced part(Traced all, int member, int width) {
        return Traced.of(width, i -> Local.of(all, member * width + i));
    }

    static double[] part(double[] all, int member, int width) {
        return Arrays.copyOfRange(all, member * width, (member + 1) * width);
    }

    static Traced joined(List<Traced> parts) {
        int width = parts.getFirst().size();
        return Traced.of(parts.size() * width, i -> Local.of(parts.get(i / width), i % width));
    }

    private IntStream each() {
        return IntStream.range(0, members);
    }

    @Override
    public String name() {
        return shared.name();
    }

    @Override
    public List<ReferenceTensor> tensors() {
        return shared.tensors();
    }

    @Override
    public Traced forward(Traced x) {
        return joined(each().mapToObj(m -> shared.forward(ofInputs.of(x, m))).toList());
    }

    @Override
    public double[] forward(double[] x, Move move) {
        return each().mapToObj(m -> shared.forward(part(x, m, inputs), move)).flatMapToDouble(Arrays::stream).toArray();
    }

    @Override
    public Traced backward(Traced dy, Traced x, Traced y) {
        return joined(each().mapToObj(m -> shared.backward(part(dy, m, outputs), ofInputs.of(x, m), ofOutputs.of(y, m))).toList());
    }

    @Override
    public OptionalInt onlyOutputOf(int input) {
        OptionalInt only = shared.onlyOutputOf(input % inputs);
        return only.isEmpty() ? only : OptionalInt.of(input / inputs * outputs + only.getAsInt());
    }

    @Override
    public boolean connects(int input, int output) {
        return input / inputs == output / outputs && shared.connects(input % inputs, output % outputs);
    }

    @Override
    public Local byInput(int input, int output, Traced x, Traced y) {
        int member = output / outputs;
        return input / inputs == member ? shared.byInput(input % inputs, output % outputs, ofInputs.of(x, member), ofOutputs.of(y, member))
                : Local.ZERO;
    }

    @Override
    public IntStream outputsOf(ReferenceTensor tensor, int element, Traced x) {
        return each().boxed().flatMapToInt(m -> shared.outputsOf(tensor, element, ofInputs.of(x, m)).map(o -> m * outputs + o));
    }

    @Override
    public Local byParameter(ReferenceTensor tensor, int element, int output, Traced x, Traced y) {
        int member = output / outputs;
        return shared.byParameter(tensor, element, output % outputs, ofInputs.of(x, member), ofOutputs.of(y, member));
    }

    /** In the order of members, as training sums over its rows. */
    @Override
    public Local gradient(ReferenceTensor tensor, int element, Local before, Traced dy, Traced x, Traced y) {
        Local sum = before;
        for (int m = 0; m < members; m++) {
            sum = shared.gradient(tensor, element, sum, part(dy, m, outputs), ofInputs.of(x, m), ofOutputs.of(y, m));
        }
        return sum;
    }

    @Override
    public IntStream kinksBetween(double[] above, double[] below) {
        return each().boxed().flatMapToInt(m -> shared.kinksBetween(part(above, m, inputs), part(below, m, inputs))
                .map(i -> m * inputs + i));
    }

    @Override
    public boolean hasKinkBetween(double[] above, double[] below, Move move) {
        return each().anyMatch(m -> shared.hasKinkBetween(part(above, m, inputs), part(below, m, inputs), move));
    }

    @Override
    public Stream<Kink> kinks(double[] above, double[] below, Move move, Traced x, Traced y) {
        List<Kink> kinks = new ArrayList<>();
        for (int m = 0; m < members; m++) {
            shared.kinks(part(above, m, inputs), part(below, m, inputs), move, ofInputs.of(x, m), ofOutputs.of(y, m)).forEach(kinks::add);
        }
        return kinks.stream();
    }

    @Override
    public String function(int layer, int node, Variable by, Symbols signs) {
        return shared.function(layer, (node - 1) % outputs + 1, by, of((node - 1) / outputs, layer, signs));
    }

    @Override
    public String formula(Derivative derivative, Symbols signs) {
        Variable.Node of = (Variable.Node) derivative.of();
        int member = (of.node() - 1) / outputs;
        Variable by = derivative.by() instanceof Variable.Node node ? moved(node, -member * inputs) : derivative.by();
        int layer = Variable.PreActivation.of(of).layer();
        return shared.formula(new Derivative(moved(of, -member * outputs), by), of(member, layer, signs));
    }

    /** The signs of a member: what this function reads and writes are its own ones among those of all. */
    private Symbols of(int member, int layer, Symbols signs) {
        return signs.placed(node -> moved(node, member * (node instanceof Variable.Output && node.layer() == layer ? inputs : outputs)));
    }

    private static Variable.Node moved(Variable.Node node, int by) {
        return switch (node) {
            case Variable.Output(int layer, int number) -> new Variable.Output(layer, number + by);
            case Variable.PreActivation(int layer, int number) -> new Variable.PreActivation(layer, number + by);
        };
    }

    @Override
    public String note() {
        return shared.note();
    }
}
