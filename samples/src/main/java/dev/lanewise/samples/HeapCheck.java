package dev.lanewise.samples;

import dev.lanewise.data.ImageExtent;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.TensorSpec;
import dev.lanewise.train.TrainingMemory;
import java.util.Locale;
import java.util.Optional;

/** Whether the heap has room for a training, asked before it begins. */
final class HeapCheck {

    private static final long MIB = 1 << 20;
    /** A collector gives large arrays whole regions, and something is allocated on the way. */
    private static final double SLACK = 1.05;
    private static final String SMALLER = ", or choose a smaller --hidden or --batch";

    private HeapCheck() {
    }

    /**
     * What is missing, if anything: a sentence with the numbers in MB.
     *
     * @param samples training images
     * @param saves   whether training is saved on the way, so that moments, too, are copied
     */
    static Optional<String> lack(NetworkSpec network, TrainingOptions options, int samples, boolean saves) {
        TrainingMemory memory = options.memory(network, samples);
        long copies = copies(memory, options, saves) + largestTensor(network);
        long need = (long) (SLACK * (memory.bytes() + copies));
        return hasRoom(need) ? Optional.empty() : Optional.of(sentence(network, memory, copies, need));
    }

    /**
     * What is missing before anything is loaded, if anything: the images and the least that training on them takes, with two classes.
     *
     * @param images how large they are
     * @param saves  whether training is saved on the way
     */
    static Optional<String> lack(ImageExtent images, TrainingOptions options, boolean saves) {
        if (images.features() == 0 || images.images() == 0) {
            return Optional.empty(); // which loading refuses
        }
        NetworkSpec network = options.layers().behind(images.features()).dense(2, options.loss().output()).build();
        TrainingMemory memory = options.memory(network, (int) Math.min(images.images(), Integer.MAX_VALUE));
        long training = memory.bytes() + copies(memory, options, saves);
        long need = (long) (SLACK * (images.bytes() + training)), max = Runtime.getRuntime().maxMemory();
        return hasRoom(need) ? Optional.empty() : Optional.of(String.format(Locale.ROOT, "%s: %,d images of %d numbers need %,d MB of"
                + " memory and training at least %,d MB, but only %,d MB of this JVM's %,d MB are free: allow more, such as"
                + " JDK_JAVA_OPTIONS=-Xmx%dg%s", images.name(), images.images(), images.features(), mib(images.bytes()), mib(training),
                mib(free()), mib(max), Math.ceilDiv(need + max - free(), 1024 * MIB), training > images.bytes() ? SMALLER : ""));
    }

    /** Bytes of the copies that are there at a time: what is written, the best network so far, and averages to try. */
    private static long copies(TrainingMemory memory, TrainingOptions options, boolean saves) {
        int networks = 1 + (options.rule().keepsAverages() ? 1 : 0) + (options.validation().isOn() ? 1 : 0)
                + (options.validation().isOn() && saves ? 1 : 0);
        return networks * memory.parameters() + (saves ? memory.moments() : 0);
    }

    /** Bytes of the tensor that a writer of files has in hand, row-major. */
    private static long largestTensor(NetworkSpec network) {
        return network.tensors().stream().mapToLong(TensorSpec::elements).max().orElse(0) * Float.BYTES;
    }

    private static String sentence(NetworkSpec network, TrainingMemory memory, long copies, long need) {
        long max = Runtime.getRuntime().maxMemory(), gigabytes = Math.ceilDiv(need + max - free(), 1024 * MIB);
        return String.format(Locale.ROOT, "training %s needs %,d MB of memory (parameters and moments %,d MB, a step's samples %,d MB, "
                + "copies to save %,d MB), but only %,d MB of this JVM's %,d MB are free: allow more, such as JDK_JAVA_OPTIONS=-Xmx%dg%s",
                network.shape(), mib(need), mib(memory.parameters() + memory.moments() + memory.gradients()),
                mib(memory.batch() + memory.blocks()), mib(copies), mib(free()), mib(max), gigabytes, SMALLER);
    }

    /** What loading has left behind does not count: the network of {@code --from}, and images as they stand in files. */
    private static boolean hasRoom(long need) {
        if (need > free()) {
            System.gc();
        }
        return need <= free();
    }

    private static long free() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    }

    private static long mib(long bytes) {
        return Math.ceilDiv(bytes, MIB);
    }
}
