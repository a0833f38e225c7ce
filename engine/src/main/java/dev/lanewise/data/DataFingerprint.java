package dev.lanewise.data;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What tells one data set from another: its sizes, and checksums of all that it holds as it was given.
 *
 * <p>Inputs are summed up as they are held: bytes as bytes, floats as their bits. So the same numbers held as bytes and as floats have
 * different fingerprints. Labels are summed up as ints, targets as the bits of floats, and behind them the weights of samples, where there
 * are some, as the bits of floats. Two sets with equal fingerprints hold the same
 * samples in the same order, unless somebody made them so: CRC32C finds accidents, not intentions. Immutable.
 *
 * @param samples         samples in the set
 * @param features        numbers in a sample
 * @param outputs         classes, or floats in a row of targets
 * @param inputsChecksum  CRC32C of the inputs, row-major, little-endian
 * @param targetsChecksum CRC32C of the labels or targets, and of the weights where there are some, little-endian
 */
public record DataFingerprint(int samples, int features, int outputs, int inputsChecksum, int targetsChecksum) {

    private static final Pattern TEXT = Pattern.compile(
            "samples=(\\d{1,10}) features=(\\d{1,10}) outputs=(\\d{1,10}) inputs=([0-9a-f]{8}) targets=([0-9a-f]{8})");

    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if one of them is below 1
     */
    public DataFingerprint {
        if (samples < 1 || features < 1 || outputs < 1) {
            throw new IllegalArgumentException("a data set has at least 1 sample, feature and output, got " + samples + ", " + features
                    + " and " + outputs);
        }
    }

    /**
     * Reads what {@link #toText} writes.
     *
     * @param text such as {@code samples=60000 features=784 outputs=10 inputs=1b9a03f2 targets=00c7d9ee}
     * @return the fingerprint
     * @throws IllegalArgumentException if the text is no fingerprint
     */
    public static DataFingerprint parse(String text) {
        Matcher m = TEXT.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException("expected the fingerprint of a data set, such as"
                    + " 'samples=60000 features=784 outputs=10 inputs=1b9a03f2 targets=00c7d9ee'");
        }
        return new DataFingerprint(size(m.group(1)), size(m.group(2)), size(m.group(3)), HexFormat.fromHexDigits(m.group(4)),
                HexFormat.fromHexDigits(m.group(5)));
    }

    private static int size(String digits) {
        long size = Long.parseLong(digits);
        if (size > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a data set has at most " + Integer.MAX_VALUE + " samples, features and outputs, got "
                    + size);
        }
        return (int) size;
    }

    /**
     * The fingerprint as a line of text.
     *
     * @return sizes in decimal, checksums as eight hexadecimal digits
     */
    public String toText() {
        HexFormat hex = HexFormat.of();
        return "samples=" + samples + " features=" + features + " outputs=" + outputs + " inputs=" + hex.toHexDigits(inputsChecksum)
                + " targets=" + hex.toHexDigits(targetsChecksum);
    }

    /**
     * What is different from an earlier fingerprint, as a part of a sentence.
     *
     * @param earlier the other fingerprint
     * @return such as "10000 samples instead of 60000" or "other inputs and other labels, targets or weights"; empty where both are equal
     */
    public String differenceTo(DataFingerprint earlier) {
        List<String> parts = new ArrayList<>();
        addSize(parts, "samples", samples, earlier.samples);
        addSize(parts, "features", features, earlier.features);
        addSize(parts, "outputs", outputs, earlier.outputs);
        if (parts.isEmpty() && inputsChecksum != earlier.inputsChecksum) {
            parts.add("other inputs");
        }
        if (targetsChecksum != earlier.targetsChecksum && samples == earlier.samples && outputs == earlier.outputs) {
            parts.add("other labels, targets or weights");
        }
        return String.join(" and ", parts);
    }

    private static void addSize(List<String> parts, String what, int size, int earlier) {
        if (size != earlier) {
            parts.add(size + " " + what + " instead of " + earlier);
        }
    }
}
