package dev.lanewise.file;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads what {@link SectionWriter} writes, and trusts nothing in it: lengths are held against the size of the file before
 * anything is allocated, and every byte is covered by a checksum.
 *
 * <p>Sections are asked for in their order. Optional ones may stand anywhere: those that the reader knows are kept, others passed over,
 * all with their checksums. Version 1, which has neither optional sections nor one for the kind, is read, too.
 */
public final class SectionReader implements AutoCloseable {

    private final SectionBytes bytes;
    private final StoredKind kind;
    private final OptionalSections optional;
    private int version;
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
        this(new SectionBytes(path), kind, known);
    }

    /**
     * Reads the head of a file that stands in memory.
     *
     * @param segment all of its bytes
     * @param name    what to call it in errors
     * @param kind    what it is to hold
     * @param known   names of the optional sections to keep
     * @throws IOException if it is no such file, holds something else or has a version that is not known
     */
    public SectionReader(MemorySegment segment, String name, StoredKind kind, String... known) throws IOException {
        this(new SectionBytes(new SegmentInput(segment), segment.byteSize(), name), kind, known);
    }

    /**
     * Reads a file from a stream, to its end, into memory.
     *
     * @param in    the stream; stays open
     * @param most  bytes that it may give
     * @param name  what to call it in errors
     * @param kind  what it is to hold
     * @param known names of the optional sections to keep
     * @return a reader of what came
     * @throws IOException if reading fails, there are more bytes, it is no such file, holds something else or has a version that is not
     *                     known
     */
    public static SectionReader of(InputStream in, long most, String name, StoredKind kind, String... known) throws IOException {
        StreamContent content = new StreamContent(in, most, name);
        return new SectionReader(new SectionBytes(content.stream(), content.size(), name), kind, known);
    }

    private SectionReader(SectionBytes bytes, StoredKind kind, String... known) throws IOException {
        this.kind = kind;
        this.bytes = bytes;
        optional = new OptionalSections(known);
        try {
            readHead();
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    private void readHead() throws IOException {
        FileKind found = bytes.kind();
        if (found != FileKind.LANEWISE) {
            throw new IOException(bytes.file + ": expected " + kind.description() + ", which begins with " + SectionWriter.MAGIC + ", got "
                    + found.description());
        }
        bytes.exactly(SectionWriter.MAGIC.length());
        version = bytes.buffer(Integer.BYTES).getInt();
        if (version < 1 || version > SectionWriter.VERSION) {
            throw new IOException(bytes.file + ": expected format version 1 or " + SectionWriter.VERSION + ", got " + version
                    + (version > 0 ? "; a later version of Lanewise reads it, or it is damaged" : ""));
        }
        if (version > 1) {
            readKind();
        }
    }

    private void readKind() throws IOException {
        String text = text(SectionName.KIND);
        StoredKind found = StoredKind.of(text).orElseThrow(() -> new IOException(bytes.file + ": expected " + kind.description()
                + ", got a Lanewise file of kind '" + SectionBytes.printable(text.substring(0, Math.min(40, text.length()))) + "'"));
        if (found != kind) {
            throw new WrongKindException(bytes.file, kind, found);
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
        return bytes.text(begin(name));
    }

    /**
     * The text of an optional section that this reader keeps.
     *
     * @param name one of those that the constructor was told
     * @return the text, or nothing where the sections read so far have none of that name
     */
    public Optional<String> optional(String name) {
        return optional.text(name);
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
            throw bytes.problem("of " + length + " bytes does not hold whole floats");
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
            bytes.buffer(count * Float.BYTES).asFloatBuffer().get(floats, at, count);
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
        long length = begin(name), expected = Alignment.length(bytes.position(), floats);
        if (length != expected) {
            throw bytes.problem("has " + length + " bytes, but its tensors take " + expected);
        }
    }

    /**
     * Reads the next tensor of a section.
     *
     * @param floats filled
     * @throws IOException if the file ends, or what stands before the tensor is not zero
     */
    public void tensor(float[] floats) throws IOException {
        for (byte gap : bytes.exactly(Alignment.gap(bytes.position()))) {
            if (gap != 0) {
                throw bytes.problem("expects zeros before a tensor, got " + gap);
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
        bytes.end();
    }

    /**
     * Reads the closing section; nothing may follow.
     *
     * @throws IOException if it is missing or damaged or bytes follow
     */
    public void finish() throws IOException {
        long length = begin(SectionName.END);
        if (length != 0) {
            throw new IOException(bytes.file + ": the closing section holds " + length + " bytes, expected none");
        }
        end();
        long left = bytes.left();
        if (left != 0) {
            throw new IOException(bytes.file + ": " + left + (left == 1 ? " byte follows" : " bytes follow") + " after its end");
        }
    }

    @Override
    public void close() throws IOException {
        bytes.close();
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
            String found = bytes.begin(expected);
            while (version > 1 && OptionalSections.isOne(found)) {
                optional.read(found, bytes.length(), bytes);
                found = bytes.begin(expected);
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
        return bytes.length();
    }

    /** In version 1 a model and a checkpoint differ by what follows the spec. */
    private IOException unexpected(String name, String found) {
        if (version == 1 && kind == StoredKind.MODEL && found.equals(SectionName.SETTINGS)) {
            return new WrongKindException(bytes.file, kind, StoredKind.CHECKPOINT);
        }
        if (version == 1 && kind == StoredKind.CHECKPOINT && name.equals(SectionName.SETTINGS) && found.equals(SectionName.PARAMETERS)) {
            return new WrongKindException(bytes.file, kind, StoredKind.MODEL);
        }
        return new IOException(bytes.file + ": expected section " + name + ", got '" + SectionBytes.printable(found) + "'");
    }
}
