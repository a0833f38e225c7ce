package dev.lanewise.table;

import java.util.ArrayList;
import java.util.List;

/** Finds what separates the fields of a table, in its first lines: what occurs in each of them equally often, outside of quotes. */
final class SeparatorDetection {

    /** In order of preference. */
    private static final char[] CANDIDATES = {',', ';', '\t', '|'};
    private static final int MOST_LINES = 50;

    private SeparatorDetection() {
    }

    /** The decimal mark, where numbers stand in quotes, only if there is no other. */
    static char of(char[] text, int length, boolean isWhole, char decimal) {
        char best = ',';
        long bestScore = 0;
        for (char candidate : CANDIDATES) {
            long score = candidate == decimal ? 0 : score(counts(candidate, text, length, isWhole));
            if (score > bestScore) {
                best = candidate;
                bestScore = score;
            }
        }
        return best;
    }

    /** First lines with as many as the header; then how many. */
    private static long score(List<Integer> counts) {
        int wanted = counts.isEmpty() ? 0 : counts.getFirst();
        long same = counts.stream().filter(count -> count == wanted).count();
        return wanted == 0 ? 0 : (same * 1_000_000 / counts.size() << 20) + Math.min(wanted, (1 << 20) - 1);
    }

    /** How often a character occurs in each line that is not empty; a last line that may be cut off is left out. */
    private static List<Integer> counts(char separator, char[] text, int length, boolean isWhole) {
        List<Integer> counts = new ArrayList<>();
        int count = 0;
        boolean isQuoted = false, isEmpty = true;
        for (int i = 0; i < length && counts.size() < MOST_LINES; i++) {
            char c = text[i];
            isQuoted ^= c == '"';
            if (!isQuoted && (c == '\n' || c == '\r')) {
                if (!isEmpty) {
                    counts.add(count);
                }
                count = 0;
                isEmpty = true;
            } else {
                count += !isQuoted && c == separator ? 1 : 0;
                isEmpty = false;
            }
        }
        if (!isEmpty && (isWhole || counts.isEmpty())) {
            counts.add(count);
        }
        return counts;
    }
}
