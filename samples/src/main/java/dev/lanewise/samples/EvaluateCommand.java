package dev.lanewise.samples;

import dev.lanewise.model.Engine;
import dev.lanewise.model.Loss;
import dev.lanewise.model.Network;
import dev.lanewise.train.Evaluation;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lanewise evaluate}: how well a saved network reads digits. */
@Command(name = "evaluate", mixinStandardHelpOptions = true, sortOptions = false, description = "Tests a saved network on the test images.")
final class EvaluateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SavedModel saved;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut(), err = spec.commandLine().getErr();
        Network network = saved.network();
        err.println(Engine.report().line());
        ImageSets.Loaded loaded = saved.images(err);
        Loss loss = Loss.suiting(network.spec().layers().getLast().activation());
        out.printf("%s: network %s on %,d test images%n", loaded.name(), network.spec().sizes(), loaded.split().test().size());
        try {
            EvaluationText.print(out, Evaluation.of(network, loss, loaded.split().test()));
        } catch (IllegalArgumentException e) {
            throw saved.misfit(e);
        }
        out.println("model sha256 " + network.sha256());
        out.flush();
        return 0;
    }
}
