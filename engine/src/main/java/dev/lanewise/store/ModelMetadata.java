package dev.lanewise.store;

import dev.lanewise.data.DataFingerprint;
import dev.lanewise.text.Phrases;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a model file says beside the network: what the network takes, how it was made. Keys with texts, of which the engine knows some:
 * {@code seed}, {@code data}, {@code metric.*}, {@code class-names} and {@code note}. Immutable.
 *
 * @param entries texts by their keys, in the order of the keys
 */
public record ModelMetadata(Map<String, String> entries) {

    private static final String SEED = "seed";
    private static final String DATA = "data";
    private static final String METRIC = "metric.";
    private static final String NOTE = "note";
    /** Names with a blank between two; blanks and percents in names are {@code %20} and {@code %25}. */
    private static final String CLASS_NAMES = "class-names";
    private static final int MOST_ENTRIES = 1000;
    private static final int MOST_LETTERS = 200_000;
    private static final int MOST_BYTES = 1 << 20;
    private static final Pattern KEY = Pattern.compile("[a-z0-9._-]{1,64}");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /** Nothing. */
    public static final ModelMetadata NONE = new ModelMetadata(Map.of());

    /**
     * Checks and copies the entries.
     *
     * @throws IllegalArgumentException if there are more than 1,000, a key has other letters than a-z, 0-9, dot, underscore and
     *                                  hyphen or more than 64 of them, a text has control characters, half of a surrogate pair or more
     *                                  than 200,000 letters, all together take more than 1 MiB, or a key that the engine knows has a
     *                                  text of another form
     */
    public ModelMetadata {
        entries = Collections.unmodifiableMap(new TreeMap<>(entries));
        if (entries.size() > MOST_ENTRIES) {
            throw new IllegalArgumentException("a model file has at most " + MOST_ENTRIES + " entries of metadata, got " + entries.size());
        }
        entries.forEach(ModelMetadata::require);
        int bytes = toText(entries).getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            throw new IllegalArgumentException("metadata take at most " + MOST_BYTES + " bytes, got " + bytes);
        }
        entries.forEach(ModelMetadata::requireForm);
    }

    /** Of the keys that the engine knows. */
    private static void requireForm(String key, String text) {
        try {
            if (key.equals(SEED)) {
                Long.parseLong(text);
            } else if (key.equals(DATA)) {
                DataFingerprint.parse(text);
            } else if (key.startsWith(METRIC)) {
                Double.parseDouble(text);
            } else if (key.equals(CLASS_NAMES) && Arrays.asList(text.split(" ", -1)).contains("")) {
                throw new IllegalArgumentException("a name is empty");
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("metadata " + key + " expects "
                    + (key.equals(DATA) ? "a fingerprint" : key.equals(CLASS_NAMES) ? "names with one blank between two" : "a number")
                    + ", got "
                    + Phrases.shown(text), e);
        }
    }

    private static void require(String key, String text) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("a key of metadata has 1 to 64 of the letters a-z, 0-9, '.', '_' and '-', got "
                    + Phrases.shown(key));
        }
        if (text.length() > MOST_LETTERS) {
            throw new IllegalArgumentException("metadata " + key + " expects at most " + MOST_LETTERS + " letters, got " + text.length());
        }
        if (CONTROL.matcher(text).find() || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("metadata " + key + " expects a line of text, got " + Phrases.shown(text));
        }
    }

    /**
     * These entries and another one.
     *
     * @param key   the key; an entry that has it already is replaced
     * @param value anything, kept as its text
     * @return new metadata
     * @throws IllegalArgumentException as the constructor
     */
    public ModelMetadata with(String key, Object value) {
        Map<String, String> more = new TreeMap<>(entries);
        more.put(key, value.toString());
        return new ModelMetadata(more);
    }

    /**
     * Looks for an entry.
     *
     * @param key its key
     * @return its text, or nothing
     */
    public Optional<String> get(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    /**
     * These entries and the seed of the run that made the network.
     *
     * @param seed of its first parameters and of the order of samples
     * @return new metadata
     */
    public ModelMetadata withSeed(long seed) {
        return with(SEED, seed);
    }

    /**
     * The seed of the run that made the network.
     *
     * @return the seed, or nothing
     */
    public Optional<Long> seed() {
        return get(SEED).map(Long::parseLong);
    }

    /**
     * These entries and which data the network has learned from: their sizes and checksums, nothing of what is in them.
     *
     * @param data the fingerprint of the training data
     * @return new metadata
     */
    public ModelMetadata withData(DataFingerprint data) {
        return with(DATA, data.toText());
    }

    /**
     * Which data the network has learned from.
     *
     * @return the fingerprint of the training data, or nothing
     */
    public Optional<DataFingerprint> data() {
        return get(DATA).map(DataFingerprint::parse);
    }

    /**
     * These entries and how good the network is.
     *
     * @param name  what was measured, such as {@code accuracy}; in letters of a key
     * @param value what came out
     * @return new metadata
     * @throws IllegalArgumentException as the constructor
     */
    public ModelMetadata withMetric(String name, double value) {
        return with(METRIC + name, value);
    }

    /**
     * How good the network is.
     *
     * @return what was measured, by name
     */
    public Map<String, Double> metrics() {
        Map<String, Double> metrics = new TreeMap<>();
        entries.forEach((key, text) -> {
            if (key.startsWith(METRIC)) {
                metrics.put(key.substring(METRIC.length()), Double.parseDouble(text));
            }
        });
        return metrics;
    }

    /**
     * These entries and what the classes are called.
     *
     * @param names [classes], at least one, each at least a letter; together fewer than 200,000
     * @return new metadata
     * @throws IllegalArgumentException as the constructor
     */
    public ModelMetadata withClassNames(List<String> names) {
        if (names.isEmpty() || names.contains("")) {
            throw new IllegalArgumentException("names of classes are expected to be one or more, each of at least a letter, got " + names);
        }
        return with(CLASS_NAMES, names.stream().map(name -> name.replace("%", "%25").replace(" ", "%20")).collect(Collectors.joining(" ")));
    }

    /**
     * What the classes are called.
     *
     * @return a name for each class, or nothing
     */
    public Optional<List<String>> classNames() {
        return get(CLASS_NAMES).map(text -> Arrays.stream(text.split(" ", -1)).map(name -> name.replace("%20", " ").replace("%25", "%"))
                .toList());
    }

    /**
     * These entries and a line of free text.
     *
     * @param note anything; who gets the file can read it
     * @return new metadata
     * @throws IllegalArgumentException as the constructor
     */
    public ModelMetadata withNote(String note) {
        return with(NOTE, note);
    }

    /**
     * A line of free text.
     *
     * @return the text, or nothing
     */
    public Optional<String> note() {
        return get(NOTE);
    }

    /** A line for each entry: key, blank, text. */
    String toText() {
        return toText(entries);
    }

    private static String toText(Map<String, String> entries) {
        StringBuilder text = new StringBuilder();
        entries.forEach((key, value) -> text.append(key).append(' ').append(value).append('\n'));
        return text.toString();
    }

    /** Reads what {@link #toText} writes; throws IllegalArgumentException where the text is something else. */
    static ModelMetadata read(String text) {
        Map<String, String> entries = new TreeMap<>();
        for (String line : text.split("\n")) {
            int blank = line.indexOf(' ');
            if (blank < 0) {
                throw new IllegalArgumentException("metadata expects lines of a key and a text, got " + Phrases.shown(line));
            }
            if (entries.put(line.substring(0, blank), line.substring(blank + 1)) != null) {
                throw new IllegalArgumentException("metadata has " + Phrases.shown(line.substring(0, blank)) + " twice");
            }
        }
        return new ModelMetadata(entries);
    }
}
