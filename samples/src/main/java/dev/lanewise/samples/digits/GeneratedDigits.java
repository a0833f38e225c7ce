package dev.lanewise.samples.digits;

import dev.lanewise.data.CounterRandom;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.Mnist;
import dev.lanewise.panel.HeapSpace;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Digits in the form of MNIST, written by rule instead of by people: no network, no files, the same bits on every machine.
 *
 * <p>Pixels are {@code k / 255f}, 0 is background and 1 is ink; classes are 0 to 9 and equally frequent. An image is a function of
 * seed, part, size, index and digit alone, whatever the number of threads that draw. The bytes k of a training image have an even
 * sum, those of a test image an odd one, so no image is ever in both. At 28x28 they ask more of a linear model than MNIST does, and
 * about the same of a network with a hidden layer.
 */
public final class GeneratedDigits {

    private static final int CLASSES = Mnist.CLASSES;
    private static final int SMALLEST = 8;
    private static final int ROOMY = 20;
    private static final long IMAGE = 0x696d616765L;
    private static final long ORDER = 0x6f72646572L;

    /** What images are for. */
    public enum Part {
        /** To learn from. */
        TRAIN,
        /** To test on. */
        TEST
    }

    private GeneratedDigits() {
    }

    /**
     * A set of MNIST's own size: 60,000 images to learn from and 10,000 to test on, of 28 x 28 pixels.
     *
     * @param seed of everything random
     * @return the two sets
     */
    public static Mnist.Split likeMnist(long seed) {
        return split(60_000, 10_000, 28, seed);
    }

    /**
     * Images to learn from and images to test on.
     *
     * @param train images to learn from, at least 1
     * @param test  images to test on, at least 1
     * @param size  pixels along each side, at least 8
     * @param seed  of everything random
     * @return the two sets
     * @throws IllegalArgumentException if a number is too small, or the pixels of a set do not fit an array
     */
    public static Mnist.Split split(int train, int test, int size, long seed) {
        return new Mnist.Split(generate(train, size, seed, Part.TRAIN), generate(test, size, seed, Part.TEST));
    }

    /**
     * One set of images, in random order; the threads are those of the pool that calls, or of the common one.
     *
     * @param count images, at least 1; where it is no multiple of 10, the first classes have one image more
     * @param size  pixels along each side, at least 8
     * @param seed  of everything random
     * @param part  what they are for
     * @return [count x size * size] pixels with labels 0 to 9
     * @throws IllegalArgumentException if a number is too small, or the pixels do not fit an array
     */
    public static Dataset generate(int count, int size, long seed, Part part) {
        requireSizes(count, size);
        int pixels = size * size;
        float[] images = images(count, size);
        int[] labels = shuffledLabels(count, seed, part);
        IntStream.range(0, count).parallel().forEach(image -> {
            ImageRandom chance = new ImageRandom(seed, IMAGE + part.ordinal(), image);
            write(labels[image], chance, images, image * pixels, size);
            develop(chance, images, image * pixels, pixels, part.ordinal());
        });
        return Dataset.labelled(images, pixels, labels, CLASSES);
    }

    private static float[] images(int count, int size) {
        int floats = count * size * size;
        try {
            return new float[floats];
        } catch (OutOfMemoryError e) {
            throw HeapSpace.tooSmall(String.format(Locale.ROOT, "drawing %,d digits of %dx%d pixels", count, size, size),
                    (long) floats * Float.BYTES, e);
        }
    }

    private static void requireSizes(int count, int size) {
        if (count < 1) {
            throw new IllegalArgumentException("generated digits need at least 1 image, got " + count);
        }
        if (size < SMALLEST) {
            throw new IllegalArgumentException("generated digits need at least " + SMALLEST + "x" + SMALLEST + " pixels, got "
                    + size + "x" + size);
        }
        if ((double) count * size * size > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(count + " images of " + size + "x" + size + " pixels are more than fits an array of floats");
        }
    }

    private static int[] shuffledLabels(int count, long seed, Part part) {
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            int other = CounterRandom.below(seed, ORDER + part.ordinal(), i, i + 1);
            labels[i] = labels[other];
            labels[other] = i % CLASSES;
        }
        return labels;
    }

    private static void write(int digit, ImageRandom chance, float[] images, int at, int size) {
        Canvas page = new Canvas(images, at, size);
        Stroke[] strokes = Glyphs.strokes(digit, chance.below(Glyphs.styles(digit)));
        WriterStyle hand = new WriterStyle(chance, Math.min(1f, 0.5f + 0.5f * size / ROOMY));
        float pen = chance.between(0.026f, 0.062f) * size, edge = chance.between(0.9f, 1.6f);
        for (Stroke stroke : strokes) {
            page.draw(stroke.smooth(), hand.write(stroke), pen * chance.between(0.85f, 1.15f), edge);
        }
    }

    /** Turns coverage into bytes, with uneven ink on the strokes and the parity of the part. */
    private static void develop(ImageRandom chance, float[] images, int at, int pixels, int parity) {
        float pressure = chance.between(0.8f, 1.1f);
        int sum = parity;
        for (int i = at; i < at + pixels; i++) {
            if (images[i] > 0) {
                float ink = images[i] * (pressure + chance.around(0.15f));
                int k = (int) (255 * Math.min(ink, 1f) + 0.5f);
                images[i] = k / 255f;
                sum += k;
            }
        }
        if (sum % 2 != 0) {
            int middle = at + pixels / 2;
            images[middle] = ((int) (images[middle] * 255 + 0.5f) ^ 1) / 255f;
        }
    }
}
