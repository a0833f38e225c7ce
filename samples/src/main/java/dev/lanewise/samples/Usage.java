package dev.lanewise.samples;

import java.util.Locale;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Refuses wrong use of a command: one sentence, and exit code 2. */
final class Usage {

    private Usage() {
    }

    static void require(CommandSpec command, boolean usable, String sentence) {
        if (!usable) {
            throw new ParameterException(command.commandLine(), sentence);
        }
    }

    /** A name as the engine spells it: its names are in lower case, what is typed need not be. */
    static String name(String typed) {
        return typed.strip().toLowerCase(Locale.ROOT);
    }

    /** Refuses what a check refuses by an IllegalArgumentException. */
    static void check(CommandSpec command, Runnable check) {
        checked(command, () -> {
            check.run();
            return check;
        });
    }

    /** Refuses an operand, which stands in front of the sentence, where a check throws IllegalArgumentException. */
    static void check(CommandSpec command, String operand, Runnable check) {
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), operand + ": " + e.getMessage(), e);
        }
    }

    /** What {@code part} gives; its IllegalArgumentException is wrong use. */
    static <T> T checked(CommandSpec command, Supplier<T> part) {
        try {
            return part.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }
}
