package dev.lanewise.model;

import dev.lanewise.spec.Heads;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.Members;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.TensorSpec;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Leaves members out of an ensemble within one network, so that it predicts faster: often a few of them are together as good as all.
 *
 * {@snippet :
 * NetworkSpec spec = NetworkSpec.inputs(3).layer(Layer.members(4)).layer(Layer.heads(4, 1, Activation.identity())).build();
 * Network first = MemberChoice.keep(Network.create(spec, 7), 0), others = MemberChoice.keep(Network.create(spec, 7), 1, 2, 3);
 * }
 *
 * @see Members
 */
public final class MemberChoice {

    private MemberChoice() {
    }

    /**
     * The network of some of the members.
     *
     * @param network an ensemble
     * @param members which of them are kept, from 0, in the order in which they will stand
     * @return a network that predicts the mean of these, to the last bit that of each where there is one
     * @throws IllegalArgumentException if the network is no ensemble, or there is no such member, none, or one twice
     */
    public static Network keep(Network network, int... members) {
        if (!(network.spec().layers().getLast() instanceof Heads heads)) {
            throw new IllegalArgumentException("expected a network that ends with heads, got " + network.spec().shape()
                    + ", which ends with " + network.spec().layers().getLast().toText());
        }
        requireMembers(heads.members(), members);
        List<Layer> layers = network.spec().layers().stream().map(layer -> with(layer, members.length)).toList();
        return Network.of(new NetworkSpec(network.spec().inputs(), layers), tensor -> {
            float[] values = network.tensor(tensor.name());
            return isOfMembers(tensor, network.spec().layers()) ? kept(values, values.length / heads.members(), members) : values;
        });
    }

    private static void requireMembers(int count, int[] members) {
        boolean areMembers = Arrays.stream(members).allMatch(member -> member >= 0 && member < count);
        if (members.length == 0 || !areMembers || Arrays.stream(members).distinct().count() < members.length) {
            throw new IllegalArgumentException("expected some of the members 0 to " + (count - 1) + ", each once, got "
                    + Arrays.toString(members));
        }
    }

    private static Layer with(Layer layer, int count) {
        return switch (layer) {
            case Members(int _, var start) -> new Members(count, start);
            case Heads(int _, int outputs, var activation) -> new Heads(count, outputs, activation);
            default -> layer;
        };
    }

    /** Whether a tensor belongs to the layer of members or to the heads. */
    private static boolean isOfMembers(TensorSpec tensor, List<Layer> layers) {
        return IntStream.range(0, layers.size()).filter(l -> layers.get(l) instanceof Members || layers.get(l) instanceof Heads)
                .anyMatch(l -> tensor.name().startsWith(NetworkSpec.nameOf(l + 1) + "."));
    }

    /** The numbers of one member stand together. */
    private static float[] kept(float[] values, int each, int[] members) {
        float[] kept = new float[each * members.length];
        for (int m = 0; m < members.length; m++) {
            System.arraycopy(values, members[m] * each, kept, m * each, each);
        }
        return kept;
    }
}
