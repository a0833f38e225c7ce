package dev.lanewise.samples;

import dev.lanewise.model.Engine;
import dev.lanewise.samples.terminal.Terminal;
import dev.lanewise.samples.tutorial.TutorialCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine;

/** {@code lanewise}: trains, evaluates and explains networks. */
@Command(name = "lanewise", mixinStandardHelpOptions = true, version = "lanewise " + Engine.VERSION,
        description = "Trains and runs feed-forward neural networks on the CPU, in plain Java.",
        subcommands = {TrainCommand.class, PredictCommand.class, ConvertCommand.class, MnistCommand.class, ImagesCommand.class,
            EvaluateCommand.class, ExplainCommand.class, TutorialCommand.class, GradcheckCommand.class, InspectCommand.class,
            InfoCommand.class, CommandLine.HelpCommand.class})
public final class Lanewise implements Runnable {

    @Spec
    private CommandSpec spec;

    @Option(names = "--stacktrace", scope = ScopeType.INHERIT,
            description = "After a failure, also print where in the program it happened.")
    private boolean stacktrace;

    /**
     * Runs a command and exits with its code: 0 done, 1 failed, 2 wrong use, and the others that help lists.
     *
     * @param arguments the words of the command line
     */
    public static void main(String[] arguments) {
        EngineLog.silence();
        Thread.setDefaultUncaughtExceptionHandler((_, thrown) -> Failure.of(thrown).tell(new PrintWriter(System.err, true), false));
        // numbers read the same everywhere, in a script too
        Locale.setDefault(Locale.ROOT);
        System.exit(commandLine(arguments)
                .setOut(new Output(new FileOutputStream(FileDescriptor.out), System.out.charset())).execute(arguments));
    }

    /** The program, to be run with some words; a recipe that they name has its options as defaults. */
    static CommandLine commandLine(String... words) {
        CommandLine commandLine = new CommandLine(new Lanewise()).setUsageHelpWidth(helpWidth()).setColorScheme(colours())
                .setCaseInsensitiveEnumValuesAllowed(true).setOptionsCaseInsensitive(true)
                .setSubcommandsCaseInsensitive(true).setExecutionStrategy(Lanewise::run)
                .setParameterExceptionHandler(WrongUse::tell);
        explainExitCodes(commandLine);
        commandLine.getSubcommands().values().forEach(Lanewise::explainExitCodes);
        Recipe.apply(commandLine, words);
        return commandLine;
    }

    /** For the help of a command that has no codes of its own. */
    private static void explainExitCodes(CommandLine command) {
        UsageMessageSpec help = command.getCommandSpec().usageMessage();
        if (help.exitCodeList().isEmpty()) {
            help.exitCodeListHeading("Exit codes:%n");
            Map<String, String> codes = new LinkedHashMap<>();
            codes.put("  0", "done");
            codes.put("  1", "failed, also where the output could not be written");
            codes.put("  2", "wrong use");
            if (!command.getSubcommands().isEmpty()) {
                codes.put("  3", "the target accuracy was missed");
            }
            codes.put("130", "stopped by Ctrl-C (SIGINT)");
            codes.put("141", "the reader of the output has closed the pipe");
            codes.put("143", "stopped by SIGTERM");
            help.exitCodeList(codes);
        }
    }

    /** The library accepts no width below the first; lines above the second are tiring to read. */
    private static int helpWidth() {
        return Math.clamp(Terminal.textWidth().orElse(Terminal.USUAL_COLUMNS), 55, 110);
    }

    private static CommandLine.Help.ColorScheme colours() {
        return CommandLine.Help.defaultColorScheme(Terminal.isInteractive() ? CommandLine.Help.Ansi.AUTO : CommandLine.Help.Ansi.OFF);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "expected a command, one of " + String.join(", ", spec.subcommands().keySet()));
    }

    /** Runs the command or prints the help that was asked for; whatever is thrown becomes a sentence and an exit code. */
    private static int run(ParseResult result) {
        CommandLine root = result.commandSpec().commandLine();
        PrintWriter out = root.getOut();
        try {
            WrongUse.requireValues(result);
            int code = new RunLast().execute(result);
            if (code == CommandLine.ExitCode.OK) {
                Output.requireWritten(out);
            }
            return code;
        } catch (ParameterException e) {
            throw e;
        } catch (ExecutionException e) {
            return fail(e.getCause() == null ? e : e.getCause(), root);
        } catch (OutputLostException | Error e) {
            return fail(e, root);
        }
    }

    private static int fail(Throwable thrown, CommandLine root) {
        Output.continueWhenLost(root.getOut());
        root.getOut().flush();
        Failure failure = Failure.of(thrown);
        failure.tell(root.getErr(), ((Lanewise) root.getCommand()).stacktrace);
        return failure.exitCode();
    }
}
