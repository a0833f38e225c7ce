package dev.lanewise.samples;

import dev.lanewise.text.Phrases;
import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;
import picocli.CommandLine;

/** What the command line says about words that it does not understand: one sentence, and exit code 2. */
final class WrongUse {

    /** What a command reads; of several options for files the first is the likelier one. */
    private static final List<String> INPUTS = List.of("--model", "--from", "--data");

    private WrongUse() {
    }

    static int tell(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        command.getErr().println(sentence(firstWrong(e)) + " (" + command.getCommandSpec().qualifiedName() + " --help explains)");
        command.getErr().flush();
        return CommandLine.ExitCode.USAGE;
    }

    /** Where an option is missing, a word that nobody knows is the likely cause: it differs by a letter, or was left out before a value. */
    private static ParameterException firstWrong(ParameterException e) {
        List<String> unknown = e.getCommandLine().getUnmatchedArguments();
        if (e instanceof MissingParameterException && !unknown.isEmpty()) {
            return new UnmatchedArgumentException(e.getCommandLine(), unknown);
        }
        return isUnknownTopic(e) ? new UnmatchedArgumentException(e.getCommandLine(), List.of(e.getValue())) : e;
    }

    /** The library's own {@code help} refuses a word that is no command in words of its own. */
    private static boolean isUnknownTopic(ParameterException e) {
        return e.getArgSpec() == null && e.getValue() != null && e.getMessage().startsWith("Unknown subcommand");
    }

    private static String sentence(ParameterException e) {
        return switch (e) {
            case UnmatchedArgumentException unmatched -> unmatched(unmatched);
            case MissingParameterException missing -> missing(missing);
            case OverwrittenOptionException twice when twice.getOverwritten() instanceof OptionSpec option ->
                option.longestName() + " may be given once";
            case ParameterException wrong when wrong.getArgSpec() instanceof OptionSpec option
                    && wrong.getCause() instanceof TypeConversionException -> wrongValue(option, wrong.getValue());
            default -> e.getMessage();
        };
    }

    /** An option that must be given was not, or one was given without its value. */
    private static String missing(MissingParameterException e) {
        if (e.getMissing().size() != 1 || !(e.getMissing().getFirst() instanceof OptionSpec option)) {
            return e.getMessage();
        }
        return usage(option) + (e.getMessage().startsWith("Missing required option") ? " is missing" : ": the value is missing");
    }

    private static String usage(ArgSpec option) {
        return ((OptionSpec) option).longestName() + " " + option.paramLabel();
    }

    /**
     * Refuses options whose value is empty: it comes from a variable that is not set, and would name the current folder or nothing.
     *
     * @throws ParameterException that names the first one
     */
    static void requireValues(ParseResult result) {
        for (OptionSpec option : result.matchedOptions()) {
            if (option.arity().max() > 0 && option.originalStringValues().stream().anyMatch(String::isBlank)) {
                throw new ParameterException(result.commandSpec().commandLine(), emptyValue(option));
            }
        }
        if (result.hasSubcommand()) {
            requireValues(result.subcommand());
        }
    }

    private static String emptyValue(OptionSpec option) {
        return usage(option) + ": the value is empty";
    }

    private static String wrongValue(OptionSpec option, String value) {
        return value.isBlank() && option.arity().max() > 0 ? emptyValue(option)
                : option.longestName() + " expects " + expected(option, value) + ", got '" + value + "'";
    }

    private static String unmatched(UnmatchedArgumentException e) {
        String word = e.getUnmatched().getFirst();
        String suggestion = meant(e, word).map(meant -> "; did you mean " + meant + "?").orElse("");
        if (e.isUnknownOption()) {
            return "unknown option " + word + suggestion;
        }
        Set<String> commands = e.getCommandLine().getSubcommands().keySet();
        return commands.isEmpty() ? "unexpected word '" + word + "'" + suggestion
                : "unknown command '" + word + "', expected one of " + String.join(", ", commands) + suggestion;
    }

    /** A word of the same letters, of which two were exchanged, before what the library finds alike. */
    private static Optional<String> meant(UnmatchedArgumentException e, String word) {
        CommandLine command = e.getCommandLine();
        if (!e.isUnknownOption() && command.getSubcommands().isEmpty()) {
            return optionFor(command.getCommandSpec(), word).map(option -> option.longestName() + " " + ShellWord.quoted(word));
        }
        Set<String> known = e.isUnknownOption() ? command.getCommandSpec().optionsMap().keySet() : command.getSubcommands().keySet();
        return known.stream().filter(other -> letters(other).equals(letters(word))).findFirst()
                .or(() -> e.getSuggestions().stream().findFirst());
    }

    /** The option that a word without one was typed for: it takes such a file or folder, or it must be given. */
    private static Optional<OptionSpec> optionFor(CommandSpec command, String word) {
        File file = new File(word);
        String kind = file.isDirectory() ? "DIR" : file.exists() ? "FILE" : "nothing";
        List<OptionSpec> free = INPUTS.stream().map(command::findOption).filter(option -> option != null && option.getValue() == null)
                .toList();
        return free.stream().filter(option -> option.paramLabel().equals(kind)).findFirst()
                .or(() -> free.stream().filter(OptionSpec::required).findFirst());
    }

    private static List<Integer> letters(String word) {
        return word.toLowerCase(Locale.ROOT).chars().sorted().boxed().toList();
    }

    /** What a value of an option's type looks like. */
    private static String expected(ArgSpec option, String value) {
        Class<?> type = option.type();
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants()).map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (List.of(int.class, Integer.class).contains(type)) {
            return Phrases.wholeNumber(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
        if (List.of(long.class, Long.class).contains(type)) {
            return Phrases.wholeNumber(value, Long.MIN_VALUE, Long.MAX_VALUE);
        }
        if (List.of(float.class, Float.class, double.class, Double.class).contains(type)) {
            return "a number";
        }
        return type == boolean.class ? "no value" : "another value";
    }
}
