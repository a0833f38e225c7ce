package dev.lanewise.samples;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;
import picocli.CommandLine;

/** What the command line says about words that it does not understand: one sentence, and exit code 2. */
final class WrongUse {

    private WrongUse() {
    }

    static int tell(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        command.getErr().println(sentence(firstWrong(e)) + " (" + command.getCommandSpec().qualifiedName() + " --help explains)");
        command.getErr().flush();
        return CommandLine.ExitCode.USAGE;
    }

    /** Where an option is missing, one that nobody knows is the likely cause: the two differ by a letter. */
    private static ParameterException firstWrong(ParameterException e) {
        List<String> unknown = e.getCommandLine().getUnmatchedArguments();
        boolean isMistyped = e instanceof MissingParameterException && !unknown.isEmpty() && unknown.getFirst().startsWith("-");
        return isMistyped ? new UnmatchedArgumentException(e.getCommandLine(), unknown) : e;
    }

    private static String sentence(ParameterException e) {
        return switch (e) {
            case UnmatchedArgumentException unmatched -> unmatched(unmatched);
            case MissingParameterException missing -> missing(missing);
            case OverwrittenOptionException twice when twice.getOverwritten() instanceof OptionSpec option ->
                option.longestName() + " may be given once";
            case ParameterException wrong when wrong.getArgSpec() instanceof OptionSpec option
                    && (wrong.getCause() instanceof TypeConversionException || option.typeInfo().isMap()) ->
                option.longestName() + " expects " + expected(option) + ", got '" + wrong.getValue() + "'";
            default -> e.getMessage();
        };
    }

    /** An option that must be given was not, or one was given without its value. */
    private static String missing(MissingParameterException e) {
        if (e.getMissing().size() != 1 || !(e.getMissing().getFirst() instanceof OptionSpec option)) {
            return e.getMessage();
        }
        String usage = option.longestName() + " " + option.paramLabel();
        return e.getMessage().startsWith("Missing required option") ? usage + " is missing" : usage + ": the value is missing";
    }

    private static String unmatched(UnmatchedArgumentException e) {
        String word = e.getUnmatched().getFirst();
        String suggestion = meant(e, word).map(meant -> "; did you mean " + meant + "?").orElse("");
        if (e.isUnknownOption()) {
            return "unknown option " + word + suggestion;
        }
        Set<String> commands = e.getCommandLine().getSubcommands().keySet();
        return commands.isEmpty() ? "unexpected word '" + word + "'"
                : "unknown command '" + word + "', expected one of " + String.join(", ", commands) + suggestion;
    }

    /** A word of the same letters, of which two were exchanged, before what the library finds alike. */
    private static Optional<String> meant(UnmatchedArgumentException e, String word) {
        CommandLine command = e.getCommandLine();
        Set<String> known = e.isUnknownOption() ? command.getCommandSpec().optionsMap().keySet() : command.getSubcommands().keySet();
        return known.stream().filter(other -> letters(other).equals(letters(word))).findFirst()
                .or(() -> e.getSuggestions().stream().findFirst());
    }

    private static List<Integer> letters(String word) {
        return word.toLowerCase(Locale.ROOT).chars().sorted().boxed().toList();
    }

    /** What a value of an option's type looks like. */
    private static String expected(ArgSpec option) {
        Class<?> type = option.type();
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants()).map(value -> value.toString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (List.of(int.class, Integer.class, long.class, Long.class).contains(type)) {
            return "a whole number";
        }
        if (List.of(float.class, Float.class, double.class, Double.class).contains(type)) {
            return "a number";
        }
        if (option.typeInfo().isMap()) {
            return option.paramLabel();
        }
        return type == boolean.class ? "no value" : "another value";
    }
}
