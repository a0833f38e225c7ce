package dev.lanewise.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A commit of a checkout.
 *
 * @param checkout its folder
 * @param hash     forty hexadecimal digits
 */
public record Commit(Path checkout, String hash) {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{7,40}");
    private static final int SHORT = 7;

    /** What {@code bench/baseline} says: the hash of a commit on a line, beside lines that are blank or begin with {@code #}. */
    static String read(Path file) throws BaselineException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file).stream().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new BaselineException("the baseline is named in a file that cannot be read", e);
        }
        if (lines.size() != 1 || !HASH.matcher(lines.getFirst()).matches()) {
            throw new BaselineException(file + ": expected one line with the hash of a commit, got "
                    + (lines.isEmpty() ? "none" : "'" + String.join("', '", lines) + "'"));
        }
        return lines.getFirst();
    }

    /** Finds a commit by its hash or another name that git knows; throws MissingCommitException where it is not there. */
    static Commit find(Path checkout, String name) throws BaselineException, InterruptedException {
        Finished found = git(checkout, "rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}");
        if (found.exitCode() == 0) {
            return new Commit(checkout, found.output());
        }
        boolean shallow = git(checkout, "rev-parse", "--is-shallow-repository")
                .orThrow("the baseline " + name + " comes from the history of " + checkout + ", but git").equals("true");
        throw new MissingCommitException("the baseline " + name + " is not in this clone: "
                + (shallow ? "it is shallow; git fetch --unshallow brings all commits" : "git fetch may bring it"));
    }

    /** The short hash of what is checked out, and whether files differ from it. */
    static String describe(Path checkout) throws BaselineException, InterruptedException {
        boolean changed = !git(checkout, "status", "--porcelain").orThrow("git status").isEmpty();
        return find(checkout, "HEAD").shortHash() + (changed ? " with changes" : "");
    }

    /**
     * The short hash of what is checked out, and whether files differ from it.
     *
     * @param checkout its folder
     * @return for example {@code 585be4a with changes}, or {@code unknown} where git does not tell
     * @throws InterruptedException if this thread is interrupted
     */
    public static String describeIfKnown(Path checkout) throws InterruptedException {
        try {
            return describe(checkout);
        } catch (BaselineException e) {
            return "unknown";
        }
    }

    private static Finished git(Path checkout, String... words) throws BaselineException, InterruptedException {
        return Finished.run(checkout, Stream.concat(Stream.of("git"), Stream.of(words)).toArray(String[]::new));
    }

    String shortHash() {
        return hash.substring(0, SHORT);
    }

    /** Writes its files into a folder, packed as a zip. */
    void archive(Path zip) throws BaselineException, InterruptedException {
        git(checkout, "archive", "--format=zip", "--output=" + zip, hash).orThrow("git archive " + hash);
    }
}
