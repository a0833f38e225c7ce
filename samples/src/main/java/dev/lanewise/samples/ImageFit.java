package dev.lanewise.samples;

import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.text.Phrases;
import java.util.OptionalInt;

/** Whether a network takes images: an input for each pixel, an output for each class. */
final class ImageFit {

    private ImageFit() {
    }

    /**
     * Refuses a network that does not.
     *
     * @param pixels  of an image
     * @param classes of the images, where they are known yet
     * @throws IllegalArgumentException with a sentence that has all the numbers
     */
    static void require(NetworkSpec network, long pixels, OptionalInt classes) {
        if (network.inputs() == pixels && (classes.isEmpty() || network.outputs() == classes.getAsInt())) {
            return;
        }
        String has = Phrases.count(network.inputs(), "input"), have = Phrases.count(pixels, "pixel");
        if (classes.isPresent()) {
            has += " and " + Phrases.count(network.outputs(), "output");
            have += " and " + Phrases.count(classes.getAsInt(), "class", "classes");
        }
        throw new IllegalArgumentException("the network " + network.shape() + " has " + has + ", but the images have " + have);
    }
}
