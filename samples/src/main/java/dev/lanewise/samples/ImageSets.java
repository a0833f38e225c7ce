package dev.lanewise.samples;

import dev.lanewise.data.Mnist;
import dev.lanewise.samples.digits.DownloadProgress;
import dev.lanewise.samples.digits.GeneratedDigits;
import dev.lanewise.samples.digits.MnistFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options that say which images to use, and the images. */
final class ImageSets {

    /** The seed of the generated digits: they are a fixed data set, whatever the seed of the training. */
    private static final long GENERATED_SEED = 1;

    /** Which images. */
    enum Kind {
        /** Handwritten digits. */
        MNIST,
        /** Digits drawn by a program. */
        GENERATED
    }

    @Option(names = "--data", paramLabel = "DIR",
            description = "Folder with the four MNIST files, gzipped or not. Default: the user's cache folder, filled by a download.")
    private Path folder;

    @Option(names = "--dataset", paramLabel = "NAME",
            description = "mnist or generated (28x28 digits drawn by a program). Default: mnist, or generated where there is no network.")
    private Kind kind;

    /**
     * Images and what they are.
     *
     * @param name  mnist or generated
     * @param split to train on and to test on
     */
    record Loaded(String name, Mnist.Split split) {
    }

    Loaded load(PrintWriter err) throws IOException {
        if (kind == Kind.GENERATED) {
            return generated();
        }
        if (folder != null) {
            return new Loaded("mnist", Mnist.load(folder));
        }
        try (DownloadProgress progress = DownloadProgress.onConsole()) {
            return new Loaded("mnist", MnistFiles.load(progress));
        } catch (IOException e) {
            if (kind == Kind.MNIST) {
                throw e;
            }
            err.println("MNIST cannot be had (" + e.getMessage() + "), so digits drawn by a program take its place.");
            return generated();
        }
    }

    private static Loaded generated() {
        return new Loaded("generated", GeneratedDigits.likeMnist(GENERATED_SEED));
    }
}
