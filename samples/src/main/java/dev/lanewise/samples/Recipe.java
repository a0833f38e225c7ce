package dev.lanewise.samples;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/**
 * The option that names a file of options: a line such as {@code epochs = 20} for each, in the form of Java's properties. What is typed has
 * precedence.
 */
final class Recipe {

    private static final String OPTION = "--recipe";
    private static final Set<String> NOT_IN_FILES = Set.of("recipe", "help", "stacktrace", "version");

    @Option(names = OPTION, paramLabel = "FILE",
            description = "Take options from the lines of this file, such as epochs = 20; what is typed has precedence. Default: none")
    private Path file;

    /** Gives the options of the recipe that some words name, before they are parsed; a file that cannot be read gives none. */
    static IDefaultValueProvider of(String... words) {
        Properties options = file(words).map(Recipe::readable).orElseGet(Properties::new);
        return argument -> argument instanceof OptionSpec option ? options.getProperty(key(option)) : null;
    }

    private static Optional<Path> file(String[] words) {
        for (int i = 0; i < words.length; i++) {
            String word = words[i];
            if (word.equalsIgnoreCase(OPTION) && i + 1 < words.length) {
                return Optional.of(Path.of(words[i + 1]));
            }
            if (word.regionMatches(true, 0, OPTION + "=", 0, OPTION.length() + 1)) {
                return Optional.of(Path.of(word.substring(OPTION.length() + 1)));
            }
        }
        return Optional.empty();
    }

    private static Properties readable(Path file) {
        try {
            return read(file);
        } catch (IOException | IllegalArgumentException e) {
            return new Properties(); // requireUsable says why
        }
    }

    private static Properties read(Path file) throws IOException {
        Properties options = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            options.load(in);
        }
        return options;
    }

    private static String key(OptionSpec option) {
        return option.longestName().replaceFirst("^-+", "");
    }

    /** Refuses a file that cannot be read, or has what is no option of the command. */
    void requireUsable(CommandSpec command) {
        if (file == null) {
            return;
        }
        Set<String> known = command.options().stream().map(Recipe::key).filter(key -> !NOT_IN_FILES.contains(key))
                .collect(Collectors.toCollection(TreeSet::new));
        Usage.checked(command, () -> {
            try {
                for (String name : new TreeSet<>(read(file).stringPropertyNames())) {
                    if (!known.contains(name)) {
                        throw new IllegalArgumentException(OPTION + " " + file + ": unknown option '" + name + "', expected some of "
                                + String.join(", ", known));
                    }
                }
                return file;
            } catch (IOException e) {
                throw new IllegalArgumentException(OPTION + " " + file + ": expected a file of lines such as epochs = 20, got "
                        + e.getClass().getSimpleName(), e);
            }
        });
    }

    /** Has a command and its subcommands take options from the recipe that some words name. */
    static void apply(CommandLine commandLine, String... words) {
        IDefaultValueProvider options = of(words);
        commandLine.getSubcommands().values().stream().filter(command -> Arrays.stream(command.getCommandSpec().optionsMap().keySet()
                .toArray(String[]::new)).anyMatch(OPTION::equals)).forEach(command -> command.setDefaultValueProvider(options));
    }
}
