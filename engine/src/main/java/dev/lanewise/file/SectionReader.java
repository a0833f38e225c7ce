package dev.lanewise.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * Reads what {@link SectionWriter} writes, and trusts nothing in it: lengths are held against the size of the file before
 * anything is allocated, and every byte is covered by a checksum.
 *
 * <p>Sections are asked for in their order. Optional ones may stand anywhere: those that the reader knows are kept, others passed over,
 * all with their checksums. Version 1, which has neither optional sections nor one for the kind, is read, too.
 */
public final class SectionReader implements AutoCloseable {

    private static final int FRAME = 4 + Long.BYTES + Integer.BYTES;
    /** Of an optional section that is kept. */
    private static final int MOST_OPTIONAL_BYTES = 1 << 20;

    private final String file;
    private final StoredKind kind;
    private final Set<String> known;
    private final Map<String, String> optional = new HashMap<>();
    private final InputStream in;
    private final CRC32C checksum = new CRC32C();
    private long size;
    private long left;
    private int version;
    private String section = "head";
    /** Name of a section of which no more has been read; null where that is still to come. */
    private String next;

    /**
     * Opens a file and reads its head.
     *
     * @param path  the file
     * @param kind  what it is to hold
     * @param known names of the optional sections to keep, each four letters of which the first is small
     * @throws IOException if it cannot be read, is no such file, holds something else or has a version that is not known
     */
    public SectionReader(Path path, StoredKind kind, String... known) throws IOException {
        requireRegularFile(path);
        this.kind = kind;
        this.known = Set.of(known);
        file = path.getFileName().toString();
        // size and bytes of the same file, even if another takes its name meanwhile
        FileChannel channel = FileChannel.open(path);
        in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
        try {
            size = channel.size();
            left = size;
            readHead();
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** A pipe would keep its reader waiting, a folder fails without its name. */
    private static void requireRegularFile(Path path) throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new FileSystemException(path.toString(), null, "expected a regular file, got "
                    + (Files.isDirectory(path) ? "a folder" : "a pipe or device"));
        }
    }

    private void readHead() throws IOException {
        in.mark(FileKind.BYTES);
        FileKind found = FileKind.of(in.readNBytes(FileKind.BYTES));
        in.reset();
        if (found != FileKind.LANEWISE) {
            throw new IOException(file + ": expected " + kind.description() + ", which begins with " + SectionWriter.MAGIC + ", got "
                    + found.description());
        }
        exactly(SectionWriter.MAGIC.length());
        version = buffer(Integer.BYTES).getInt();
        if (version < 1 || version > SectionWriter.VERSION) {
            throw new IOException(file + ": expected format version 1 or " + SectionWriter.VERSION + ", got " + version
                    + (version > 0 ? "; a later version of Lanewise reads it, or it is damaged" : ""));
        }
        if (version > 1) {
            readKind();
        }
    }

    private void readKind() throws IOException {
        String text = text(SectionName.KIND);
        StoredKind found = StoredKind.of(text).orElseThrow(() -> new IOException(file + ": expected " + kind.description()
                + ", got a Lanewise file of kind '" + printable(text.substring(0, Math.min(40, text.length()))) + "'"));
        if (found != kind) {
            throw new WrongKindException(file, kind, found);
        }
    }

    /**
     * Reads a section of text.
     *
     * @param name four letters
     * @return the text
     * @throws IOException if the next section is another one or damaged
     */
    public String text(String name) throws IOException {
        return restAsText(begin(name));
    }

    /**
     * The text of an optional section that this reader keeps.
     *
     * @param name one of those that the constructor was told
     * @return the text, or nothing where the sections read so far have none of that name
     */
    public Optional<String> optional(String name) {
        return Optional.ofNullable(optional.get(name));
    }

    private String restAsText(long length) throws IOException {
        if (length > Integer.MAX_VALUE - 8) {
            throw new IOException(file + ": section " + section + " of " + length + " bytes is too long for a text");
        }
        byte[] bytes = exactly((int) length);
        end();
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new IOException(file + ": section " + section + " is not UTF-8", e);
        }
    }

    /**
     * Begins a section of floats, to be read by {@link #floats(float[])} and closed by {@link #end()}.
     *
     * @param name four letters
     * @return how many floats it holds
     * @throws IOException if the next section is another one or its length is impossible
     */
    public long beginFloats(String name) throws IOException {
        long length = begin(name);
        if (length % Float.BYTES != 0) {
            throw new IOException(file + ": section " + name + " of " + length + " bytes does not hold whole floats");
        }
        return length / Float.BYTES;
    }

    /**
     * Reads the next floats of a section.
     *
     * @param floats filled
     * @throws IOException if the file ends
     */
    public void floats(float[] floats) throws IOException {
        for (int at = 0; at < floats.length;) {
            int count = Math.min(floats.length - at, 1 << 14);
            buffer(count * Float.BYTES).asFloatBuffer().get(floats, at, count);
            at += count;
        }
    }

    /**
     * Begins a section of tensors, to be read by {@link #tensor(float[])} and closed by {@link #end()}.
     *
     * @param name   four letters
     * @param floats how many floats each tensor has
     * @throws IOException if the next section is another one, or of another length than these tensors take
     */
    public void beginTensors(String name, long[] floats) throws IOException {
        long length = begin(name), expected = Alignment.length(size - left, floats);
        if (length != expected) {
            throw new IOException(file + ": section " + name + " has " + length + " bytes, but its tensors take " + expected);
        }
    }

    /**
     * Reads the next tensor of a section.
     *
     * @param floats filled
     * @throws IOException if the file ends, or what stands before the tensor is not zero
     */
    public void tensor(float[] floats) throws IOException {
        for (byte gap : exactly(Alignment.gap(size - left))) {
            if (gap != 0) {
                throw new IOException(file + ": section " + section + " expects zeros before a tensor, got " + gap);
            }
        }
        floats(floats);
    }

    /**
     * Closes a section: its checksum must be right.
     *
     * @throws IOException if it is not
     */
    public void end() throws IOException {
        int expected = (int) checksum.getValue(), got = buffer(Integer.BYTES).getInt();
        if (got != expected) {
            throw new IOException(String.format("%s: section %s is damaged: its checksum is %08x, but its bytes give %08x",
                    file, section, got, expected));
        }
    }

    /**
     * Reads the closing section; nothing may follow.
     *
     * @throws IOException if it is missing or damaged or bytes follow
     */
    public void finish() throws IOException {
        long length = begin(SectionName.END);
        if (length != 0) {
            throw new IOException(file + ": the closing section holds " + length + " bytes, expected none");
        }
        end();
        if (left != 0) {
            throw new IOException(file + ": " + left + (left == 1 ? " byte follows" : " bytes follow") + " after its end");
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /**
     * Whether a section comes next; optional sections before it are passed over.
     *
     * @param name four letters
     * @return whether the next section that is not optional has this name; it is still to be read
     * @throws IOException if the file ends or an optional section is damaged
     */
    public boolean isNext(String name) throws IOException {
        return next(name).equals(name);
    }

    private String next(String expected) throws IOException {
        if (next == null) {
            String found = beginAny(expected);
            while (version > 1 && isOptional(found)) {
                readOptional(found, length());
                found = beginAny(expected);
            }
            next = found;
        }
        return next;
    }

    private long begin(String name) throws IOException {
        String found = next(name);
        next = null;
        if (!found.equals(name)) {
            throw unexpected(name, found);
        }
        return length();
    }

    private String beginAny(String expected) throws IOException {
        checksum.reset();
        section = expected;
        if (left < FRAME) {
            throw new IOException(file + ": the file ends where its section " + expected + " should begin");
        }
        String found = new String(exactly(4), StandardCharsets.ISO_8859_1);
        section = printable(found);
        return found;
    }

    private long length() throws IOException {
        long length = buffer(Long.BYTES).getLong();
        if (length < 0 || length > left - Integer.BYTES) {
            throw new IOException(file + ": section " + section + " claims " + length + " bytes, but only " + (left - Integer.BYTES)
                    + " are left");
        }
        return length;
    }

    private static boolean isOptional(String name) {
        return name.charAt(0) >= 'a' && name.charAt(0) <= 'z';
    }

    private void readOptional(String name, long length) throws IOException {
        if (!known.contains(name)) {
            skip(length);
            end();
            return;
        }
        if (length > MOST_OPTIONAL_BYTES) {
            throw new IOException(file + ": section " + section + " has " + length + " bytes, expected at most " + MOST_OPTIONAL_BYTES);
        }
        if (optional.put(name, restAsText(length)) != null) {
            throw new IOException(file + ": there are two sections " + section);
        }
    }

    private void skip(long length) throws IOException {
        for (long done = 0; done < length;) {
            done += exactly((int) Math.min(1 << 14, length - done)).length;
        }
    }

    /** In version 1 a model and a checkpoint differ by what follows the spec. */
    private IOException unexpected(String name, String found) {
        if (version == 1 && kind == StoredKind.MODEL && found.equals(SectionName.SETTINGS)) {
            return new WrongKindException(file, kind, StoredKind.CHECKPOINT);
        }
        if (version == 1 && kind == StoredKind.CHECKPOINT && name.equals(SectionName.SETTINGS) && found.equals(SectionName.PARAMETERS)) {
            return new WrongKindException(file, kind, StoredKind.MODEL);
        }
        return new IOException(file + ": expected section " + name + ", got '" + printable(found) + "'");
    }

    private static String printable(String text) {
        return text.replaceAll("[^ -~]", "?");
    }

    private ByteBuffer buffer(int count) throws IOException {
        return ByteBuffer.wrap(exactly(count)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private byte[] exactly(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new IOException(file + ": the file ends inside section " + section);
        }
        left -= count;
        checksum.update(bytes);
        return bytes;
    }
}
