package dev.lanewise.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Damages bytes, the same way whenever it has the same seed. */
public final class Mutator {

    private static final long[] EXTREMES = {0, 1, -1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x10000, Integer.MAX_VALUE,
            Integer.MAX_VALUE - 8, Integer.MIN_VALUE, 0xffff_ffffL, 1L << 32, 1L << 62, Long.MAX_VALUE, Long.MIN_VALUE};
    private static final List<String> WORDS = List.of("", "0", "-1", "+1", "65536", "2147483647", "2147483648", "-2147483648",
            "9223372036854775807", "99999999999999999999", "NaN", "-Infinity", "1e39", "1e-46", "-0.0", "0x1p3", "softmax", "relu(", "()",
            "(1,", "uniform(1,0)", " ", "\n", "\r\n", ",", "\0", "\u00e9", "\u0663");
    /** Where headers are. */
    private static final int FRONT = 40;
    private static final int MOST_MORE = 64;

    private final SplittableRandom random;

    /**
     * Damage that a number stands for.
     *
     * @param seed the number
     */
    public Mutator(long seed) {
        random = new SplittableRandom(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /**
     * Damaged bytes.
     *
     * @param bytes what to damage, left as it is
     * @param other a second file, whose pieces may come in
     * @return one or, with falling chances, several damages
     */
    public byte[] damaged(byte[] bytes, byte[] other) {
        byte[] damaged = bytes;
        do {
            damaged = once(damaged, other);
        } while (below(3) == 0);
        return damaged;
    }

    private byte[] once(byte[] bytes, byte[] other) {
        if (bytes.length == 0) {
            return noise();
        }
        int from = below(bytes.length), to = from + 1 + below(bytes.length - from);
        return switch (below(10)) {
            case 0, 1 -> flipped(bytes, from);
            case 2 -> replaced(bytes, from, from + 1, new byte[] {(byte) below(256)});
            case 3 -> Arrays.copyOf(bytes, from);
            case 4 -> replaced(bytes, bytes.length, bytes.length, noise());
            case 5 -> replaced(bytes, from, below(2) == 0 ? from : to, piece(other));
            case 6 -> replaced(bytes, from, to, new byte[0]);
            case 7 -> replaced(bytes, from, from, Arrays.copyOfRange(bytes, from, to));
            case 8 -> withExtreme(bytes);
            default -> withWord(bytes, from);
        };
    }

    private byte[] noise() {
        byte[] noise = new byte[1 + below(MOST_MORE)];
        random.nextBytes(noise);
        return noise;
    }

    private byte[] flipped(byte[] bytes, int at) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= (byte) (1 << below(8));
        return flipped;
    }

    private byte[] piece(byte[] other) {
        int from = below(other.length + 1);
        return Arrays.copyOfRange(other, from, from + below(other.length - from + 1));
    }

    private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
        ByteArrayOutputStream all = new ByteArrayOutputStream(bytes.length + by.length);
        all.write(bytes, 0, from);
        all.writeBytes(by);
        all.write(bytes, to, bytes.length - to);
        return all.toByteArray();
    }

    /** A number that sizes break at, as one, two, four or eight bytes in either order, often where a header has its sizes. */
    private byte[] withExtreme(byte[] bytes) {
        int width = 1 << below(4), end = below(2) == 0 ? Math.min(FRONT, bytes.length) : bytes.length;
        if (end < width) {
            return noise();
        }
        byte[] number = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(EXTREMES[below(EXTREMES.length)]).array();
        byte[] changed = bytes.clone();
        int at = below(end - width + 1);
        boolean turned = below(2) == 0;
        for (int i = 0; i < width; i++) {
            changed[at + i] = number[turned ? width - 1 - i : i];
        }
        return changed;
    }

    /** In place of a word. */
    private byte[] withWord(byte[] bytes, int at) {
        int from = at, to = at;
        while (from > 0 && isInWord(bytes[from - 1])) {
            from--;
        }
        while (to < bytes.length && isInWord(bytes[to])) {
            to++;
        }
        return replaced(bytes, from, to, WORDS.get(below(WORDS.size())).getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isInWord(byte letter) {
        return letter == '_' || letter == '.' || Character.isLetterOrDigit(letter);
    }
}
