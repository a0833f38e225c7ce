package dev.lanewise.fuzz;

import dev.lanewise.file.WrongKindException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A reader under attack.
 *
 * @param name    of the reader, and of the folder with files that once broke it
 * @param methods what is covered, such as {@code IdxFile.read}
 * @param file    the name of the attacked file, or null where the reader takes a text
 * @param beside  other files in its folder
 * @param form    how seeds are wrapped
 * @param seeds   whole files, small ones
 * @param reading reads, and checks what it got
 */
public record ReaderUnderTest(String name, List<String> methods, String file, Map<String, byte[]> beside, Container form,
        List<byte[]> seeds,
        Reading reading) {

    /** What reads a file or text. */
    @FunctionalInterface
    public interface Reading {
        /**
         * Reads.
         *
         * @param file  where the bytes are; null where the reader takes a text
         * @param bytes the bytes
         * @throws IOException if the file is refused
         */
        void read(Path file, byte[] bytes) throws IOException;
    }

    /**
     * A reader of files.
     *
     * @param name    its name
     * @param methods what is covered
     * @param form    how seeds are wrapped
     * @param seeds   whole files
     * @param reading reads, and checks what it got
     * @return the target
     */
    public static ReaderUnderTest ofFile(String name, List<String> methods, Container form, List<byte[]> seeds, Reading reading) {
        return new ReaderUnderTest(name, methods, "attacked", Map.of(), form, seeds, reading);
    }

    /**
     * A reader of texts, which throws IllegalArgumentException.
     *
     * @param method  what is covered, such as {@code Loss.parse}
     * @param seeds   good texts
     * @param parse   reads
     * @param written what it read as a text again, or null where that is not written
     * @param <T>     what it reads
     * @return the target; reading what was written must give the same again
     */
    public static <T> ReaderUnderTest ofText(String method, List<String> seeds, Function<String, T> parse, Function<T, String> written) {
        return new ReaderUnderTest(method, List.of(method), null, Map.of(), Container.PLAIN,
                seeds.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList(), (file, bytes) -> {
                    T read = parse.apply(new String(bytes, StandardCharsets.UTF_8));
                    if (written != null && !parse.apply(written.apply(read)).equals(read)) {
                        throw new AssertionError("read " + read + ", but not again from what it writes, " + written.apply(read));
                    }
                });
    }

    /** The attack of a number. */
    Attack attack(long number) {
        Mutator mutator = new Mutator(31L * name.hashCode() + number);
        return form.attack(mutator, any(mutator), any(mutator), seeds);
    }

    private byte[] any(Mutator mutator) {
        return seeds.get(mutator.below(seeds.size()));
    }

    /** What is wrong with how a file was refused, or null. */
    String complaint(Throwable refusal) {
        Class<?> documented = file == null ? IllegalArgumentException.class : IOException.class;
        String message = refusal.getMessage();
        if (refusal.getClass() != documented && !(refusal instanceof WrongKindException) || message == null) {
            return "expected " + documented.getSimpleName() + ", got " + refusal;
        }
        boolean named = file == null || message.contains(file) || beside.keySet().stream().anyMatch(message::contains);
        int most = 1000;
        return named && message.length() < most ? null : "expected a sentence that names the file, got '" + message + "'";
    }

    @Override
    public String toString() {
        return name + " " + Arrays.toString(methods.toArray());
    }
}
