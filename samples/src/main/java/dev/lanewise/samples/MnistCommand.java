package dev.lanewise.samples;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lanewise mnist}: trains a network to read digits. */
@Command(name = "mnist", mixinStandardHelpOptions = true, sortOptions = false, description = "Trains a network to read digits.")
final class MnistCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ImageSets images;

    @Mixin
    private ImageTraining training;

    @Override
    public Integer call() throws IOException {
        return training.run(spec, images);
    }
}
