package dev.lanewise.chain;

import dev.lanewise.kernel.MiniatureSizes;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.NetworkSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The smallest network that runs the same kernels as another one; for the engine's own packages. */
public final class MiniatureSpec {

    private MiniatureSpec() {
    }

    /**
     * One hidden layer of each kind and activation, and the last layer.
     *
     * @param spec the other network's
     * @param few  whether there are fewer than sixteen samples in a call, so that a lane is an output
     * @param sums how long the sums of the first layer may be: {@link MiniatureSizes#SHORT_SUMS} or {@link MiniatureSizes#LONG_SUMS}
     * @return as many inputs as {@link MiniatureSizes#inputs}, dense layers of at most 255 outputs, at most 18 where a dense layer is the
     *         last
     */
    public static NetworkSpec of(NetworkSpec spec, boolean few, int sums) {
        NetworkSpec.Builder small = NetworkSpec.inputs(MiniatureSizes.inputs(spec.inputs(), sums));
        List<Layer> layers = spec.layers().stream().flatMap(layer -> layer.parts().stream()).toList();
        Set<Object> seen = new HashSet<>();
        int width = spec.inputs();
        for (Layer layer : layers.subList(0, layers.size() - 1)) {
            width = layer.outputs(width);
            if (seen.add(List.of(layer.getClass(), layer.activation()))) {
                layer.miniature(MiniatureSizes.hidden(width, few)).ifPresent(small::layer);
            }
        }
        layers.getLast().miniature(MiniatureSizes.last(spec.outputs(), few)).ifPresent(small::layer);
        return small.build();
    }
}
