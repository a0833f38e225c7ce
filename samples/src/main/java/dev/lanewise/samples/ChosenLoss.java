package dev.lanewise.samples;

import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Loss;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option that names the loss of a network, and the loss. */
final class ChosenLoss {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec mixee;

    @Option(names = "--loss", paramLabel = "NAME",
            description = Loss.WORDS + ". Default: what suits the network")
    private String name;

    /** As typed, or null. */
    String name() {
        return name;
    }

    /** Whether it goes with the network is not checked; throws IllegalArgumentException with a sentence where the name is unknown. */
    Loss parsedOrSuiting(Network network) {
        return name == null ? Loss.defaultFor(output(network)) : Loss.parse(Usage.name(name));
    }

    /** The same, but a name that is unknown or does not go with the network is wrong use. */
    Loss fitting(Network network) {
        return Usage.checked(mixee, () -> {
            Loss loss = parsedOrSuiting(network);
            loss.requireFits(network.spec());
            return loss;
        });
    }

    /** The same for a network of which each output is a class. */
    Loss ofClasses(Network network) {
        Loss loss = fitting(network);
        requireClassForEachOutput(loss, network.spec().outputs());
        return loss;
    }

    private void requireClassForEachOutput(Loss loss, int outputs) {
        Usage.require(mixee, loss.targetsFor(outputs) == outputs, "--loss " + loss.toText() + " expects fewer targets than outputs, but "
                + "images have a class for each output");
    }

    private static Activation output(Network network) {
        return network.spec().layers().getLast().activation();
    }
}
