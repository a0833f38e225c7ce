package dev.lanewise.samples;

import dev.lanewise.runtime.ImpossibleOverrideException;
import dev.lanewise.samples.tutorial.TutorialCommand;
import dev.lanewise.train.NonFiniteLossException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code lanewise}: trains, evaluates and explains networks. */
@Command(name = "lanewise", mixinStandardHelpOptions = true, version = "lanewise 0.1.0-SNAPSHOT",
        description = "Trains and runs feed-forward neural networks on the CPU, in plain Java.",
        subcommands = {MnistCommand.class, EvaluateCommand.class, ExplainCommand.class, TutorialCommand.class, GradcheckCommand.class,
            InspectCommand.class, InfoCommand.class})
public final class Lanewise implements Runnable {

    /** The engine logs what it chose; the command line says it itself, and keeps a reference so that the level stays. */
    private static final Logger ENGINE_LOG = Logger.getLogger("dev.lanewise");

    @Spec
    private CommandSpec spec;

    /**
     * Runs a command and exits with its code: 0 done, 1 failed, 2 wrong use.
     *
     * @param arguments the words of the command line
     */
    public static void main(String[] arguments) {
        ENGINE_LOG.setLevel(Level.OFF);
        // numbers read the same everywhere, in a script too
        Locale.setDefault(Locale.ROOT);
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Lanewise()).setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Lanewise::wrongUse).setExecutionExceptionHandler(Lanewise::failure);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "expected a command, one of " + String.join(", ", spec.subcommands().keySet()));
    }

    private static int wrongUse(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        command.getErr().println(e.getMessage() + " (" + command.getCommandSpec().qualifiedName() + " --help explains)");
        return CommandLine.ExitCode.USAGE;
    }

    /** What a person can mend is one sentence; what only we can mend keeps its stack. */
    private static int failure(Exception e, CommandLine command, ParseResult result) throws Exception {
        switch (e) {
            case NoSuchFileException missing -> command.getErr().println(missing.getReason() == null
                    ? "there is no file or folder " + missing.getFile() : missing.getFile() + ": " + missing.getReason());
            case IOException io -> command.getErr().println(io.getMessage());
            case NonFiniteLossException diverged -> command.getErr().println(diverged.getMessage());
            case ImpossibleOverrideException refused -> {
                command.getErr().println(refused.getMessage());
                return CommandLine.ExitCode.USAGE;
            }
            default -> throw e;
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}
