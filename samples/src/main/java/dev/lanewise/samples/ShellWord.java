package dev.lanewise.samples;

import java.util.Locale;

/** Words of a command that is shown, as the shell of this system reads them. */
final class ShellWord {

    private ShellWord() {
    }

    /** The word, in quotes where a shell would read it otherwise. */
    static String quoted(String word) {
        return quoted(word, System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows"));
    }

    static String quoted(String word, boolean isForWindows) {
        if (word.matches(isForWindows ? "[\\w./\\\\:+@-]+" : "[\\w./,=:+@%-]+")) {
            return word;
        }
        return isForWindows ? "\"" + word + "\"" : "'" + word.replace("'", "'\\''") + "'";
    }
}
