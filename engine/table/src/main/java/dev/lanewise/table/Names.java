package dev.lanewise.table;

import java.util.List;

/** Names of columns and other texts that may be anything, in messages. */
final class Names {

    private static final int MOST_SHOWN = 60;
    private static final int MOST_LISTED = 16;

    private Names() {
    }

    /** The beginning of a text, in quotes, control characters as question marks. */
    static String shown(String text) {
        String begin = text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...";
        return "'" + begin.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?") + "'";
    }

    /** The first of some names, with commas between. */
    static String list(List<String> names) {
        String first = String.join(", ", names.stream().limit(MOST_LISTED).map(name -> name.length() <= MOST_SHOWN ? name
                : name.substring(0, MOST_SHOWN) + "...").toList());
        return (names.size() <= MOST_LISTED ? first : first + ", ...").replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    }
}
