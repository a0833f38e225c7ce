package dev.lanewise.samples;

import dev.lanewise.data.Dataset;
import dev.lanewise.samples.digits.GeneratedDigits;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The four files of MNIST with a few generated images, so that a run takes a moment. */
final class SmallImages {

    private SmallImages() {
    }

    /** Writes them into {@code folder}, with so many training and test images. */
    static void write(Path folder, int train, int test) throws IOException {
        write(folder, "train", GeneratedDigits.generate(train, 28, 5, GeneratedDigits.Part.TRAIN));
        write(folder, "t10k", GeneratedDigits.generate(test, 28, 5, GeneratedDigits.Part.TEST));
    }

    /** Writes the images and the labels of one set of square images. */
    static void write(Path folder, String name, Dataset images) throws IOException {
        int side = (int) Math.sqrt(images.features());
        try (var pixels = new DataOutputStream(Files.newOutputStream(folder.resolve(name + "-images-idx3-ubyte")));
                var labels = new DataOutputStream(Files.newOutputStream(folder.resolve(name + "-labels-idx1-ubyte")))) {
            for (int header : new int[] {2051, images.size(), side, side}) {
                pixels.writeInt(header);
            }
            labels.writeInt(2049);
            labels.writeInt(images.size());
            for (int i = 0; i < images.size(); i++) {
                for (float pixel : images.input(i)) {
                    pixels.writeByte(Math.round(pixel * 255));
                }
                labels.writeByte(images.label(i));
            }
        }
    }
}
