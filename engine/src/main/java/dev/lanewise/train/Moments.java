package dev.lanewise.train;

import dev.lanewise.kernel.Dense;
import dev.lanewise.model.Parameters;
import dev.lanewise.panel.Panels;
import java.util.List;

/**
 * The first or second moments of all parameters: a matrix beside each.
 *
 * @param weights one for each layer, shaped like its weights
 * @param biases  one for each layer, shaped like its biases
 */
record Moments(List<Panels> weights, List<Panels> biases) {

    /** Moments on the floats of parameters that stand for them, so that they are copied and stored like parameters. */
    static Moments on(Parameters moments) {
        return new Moments(moments.layers().stream().map(Dense::w).toList(), moments.layers().stream().map(Dense::bias).toList());
    }
}
