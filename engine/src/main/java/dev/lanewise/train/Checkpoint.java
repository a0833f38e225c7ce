package dev.lanewise.train;

import dev.lanewise.data.DataFingerprint;
import dev.lanewise.model.Network;
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
 * @param moments  what the optimizer keeps beside each parameter, shaped like the network: none, first, or first and second moments
 */
public record Checkpoint(Settings settings, Progress progress, Optional<RunId> run, Optional<DataFingerprint> data, Network network,
        List<Network> moments) {

    /** The most moments that an optimizer keeps. */
    static final int MOST_MOMENTS = 2;

    /**
     * Checks the shapes.
     *
     * @throws IllegalArgumentException if the network or the moments are of another spec than the settings
     */
    public Checkpoint {
        moments = List.copyOf(moments);
        if (moments.size() > MOST_MOMENTS) {
            throw new IllegalArgumentException("a checkpoint has at most " + MOST_MOMENTS + " moments, got " + moments.size());
        }
        requireSpec("parameters", settings, network);
        for (Network moment : moments) {
            requireSpec("moments", settings, moment);
        }
    }

    private static void requireSpec(String what, Settings settings, Network network) {
        if (!network.spec().equals(settings.spec())) {
            throw new IllegalArgumentException("the checkpoint of a network " + settings.spec().sizes() + " has " + what + " of "
                    + network.spec().sizes());
        }
    }
}
