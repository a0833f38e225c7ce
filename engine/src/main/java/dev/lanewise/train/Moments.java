package dev.lanewise.train;

import dev.lanewise.kernel.Dense;
import dev.lanewise.panel.BitSum;
import dev.lanewise.panel.Panels;
import java.util.List;

/**
 * The first or second moments of all parameters: a matrix beside each.
 *
 * @param weights one for each layer, shaped like its weights
 * @param biases  one for each layer, shaped like its biases
 */
record Moments(List<Panels> weights, List<Panels> biases) {

    static Moments zero(List<Dense> layers) {
        return new Moments(layers.stream().map(layer -> Panels.allocate(layer.in(), layer.out())).toList(),
                layers.stream().map(layer -> Panels.allocate(1, layer.out())).toList());
    }

    /** Adds them in the order of the parameters they stand beside. */
    void addTo(BitSum sum) {
        for (int l = 0; l < weights.size(); l++) {
            sum.add(weights.get(l));
            sum.add(biases.get(l));
        }
    }
}
