package dev.lanewise.train;

import dev.lanewise.data.DataFingerprint;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.step.UpdateRule;
import dev.lanewise.text.Phrases;
import java.util.List;
import java.util.Optional;

/**
 * A trainer at rest between two steps: everything it needs to go on as if it had never stopped, to the last bit.
 *
 * @param settings what the trainer was built with
 * @param progress how far it has come
 * @param run      which run it belongs to; nothing in files of version 1
 * @param data     the data set of the epochs; nothing where the trainer has seen none, and in files of version 1
 * @param network  its parameters
 * @param moments  what the optimizer keeps beside each parameter, shaped like the network: nothing, the momentum, or first and second
 *                 moments
 */
public record Checkpoint(Settings settings, Progress progress, Optional<RunId> run, Optional<DataFingerprint> data, Network network,
        List<Network> moments) {

    /**
     * Checks the shapes.
     *
     * @throws IllegalArgumentException if the network or the moments are of another spec than the settings, or the optimizer keeps
     *                                  more or fewer moments
     */
    public Checkpoint {
        moments = List.copyOf(moments);
        requireMoments(settings.optimizer(), moments.size());
        requireSpec("parameters", settings, network);
        for (Network moment : moments) {
            requireSpec("moments", settings, moment);
        }
    }

    /**
     * Refuses moments that do not go with an optimizer.
     *
     * @param optimizer the optimizer
     * @param moments   how many it keeps beside each parameter, as a file says
     * @throws IllegalArgumentException if it keeps more or fewer
     */
    public static void requireMoments(Optimizer optimizer, int moments) {
        int expected = UpdateRule.of(optimizer).slots().size();
        if (moments != expected) {
            throw new IllegalArgumentException("the optimizer " + optimizer.toText() + " keeps " + Phrases.count(expected, "moment")
                    + ", but the checkpoint has " + moments);
        }
    }

    private static void requireSpec(String what, Settings settings, Network network) {
        if (!network.spec().equals(settings.spec())) {
            throw new IllegalArgumentException("the checkpoint of a network " + settings.spec().shape() + " has " + what + " of "
                    + network.spec().shape());
        }
    }
}
