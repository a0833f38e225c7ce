package dev.lanewise.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A file of sections taken apart, so that it can be damaged and given checksums that are right again. Tensors stand at multiples of 64
 * bytes of the file, wherever their section comes to stand.
 *
 * @param head     magic and version
 * @param sections names and contents
 */
record Sections(byte[] head, List<Section> sections) {

    private static final int HEAD = 12;
    private static final int NAME = 4;
    private static final String TENSORS = "TENS";
    private static final int ALIGNMENT = 64;
    /** Name, length and checksum. */
    private static final int FRAME = NAME + Long.BYTES + Integer.BYTES;

    /** A section without its length and checksum, and without the gap before the first tensor. */
    private record Section(byte[] name, byte[] content) {

        /** Zeros before the content, where the section begins at a position. */
        int gap(int position) {
            return Arrays.equals(name, TENSORS.getBytes(StandardCharsets.US_ASCII)) ? -(position + NAME + Long.BYTES) & ALIGNMENT - 1 : 0;
        }

        int length(int position) {
            return FRAME + gap(position) + content.length;
        }
    }

    static Sections of(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        byte[] head = bytes(in, HEAD);
        List<Section> sections = new ArrayList<>();
        while (in.hasRemaining()) {
            int position = in.position();
            byte[] name = bytes(in, NAME), content = bytes(in, Math.toIntExact(in.getLong()));
            int gap = new Section(name, content).gap(position);
            sections.add(new Section(name, Arrays.copyOfRange(content, gap, content.length)));
            in.getInt();
        }
        return new Sections(head, sections);
    }

    /** The bytes of what may be such a file, with right checksums as far as its lengths lead. */
    static byte[] withRightChecksums(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file.clone()).order(ByteOrder.LITTLE_ENDIAN);
        int from = HEAD;
        while (from + FRAME <= file.length) {
            long length = bytes.getLong(from + NAME);
            if (length < 0 || length > file.length - from - FRAME) {
                break;
            }
            int end = from + NAME + Long.BYTES + (int) length;
            bytes.putInt(end, checksum(bytes.array(), from, end));
            from = end + Integer.BYTES;
        }
        return bytes.array();
    }

    private static int checksum(byte[] bytes, int from, int end) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, from, end - from);
        return (int) checksum.getValue();
    }

    private static byte[] bytes(ByteBuffer in, int count) {
        byte[] bytes = new byte[count];
        in.get(bytes);
        return bytes;
    }

    /** With another section before the last one. */
    Sections with(String name, byte[] content) {
        List<Section> more = new ArrayList<>(sections);
        more.add(more.size() - 1, new Section(name.getBytes(StandardCharsets.US_ASCII), content));
        return new Sections(head, more);
    }

    /** Mostly other contents, sometimes other sections or another head. */
    Sections damaged(Mutator mutator, Sections other) {
        List<Section> changed = new ArrayList<>(sections);
        int at = mutator.below(changed.size());
        Section section = changed.get(at), strange = other.sections.get(mutator.below(other.sections.size()));
        switch (mutator.below(12)) {
            case 0 -> changed.remove(at);
            case 1 -> changed.add(at, section);
            case 2 -> changed.set(at, strange);
            case 3 -> changed.set(at, new Section(Arrays.copyOf(mutator.damaged(section.name, strange.name), NAME), section.content));
            case 4 -> {
                return new Sections(Arrays.copyOf(mutator.damaged(head, other.head), HEAD), changed);
            }
            default -> changed.set(at, new Section(section.name, mutator.damaged(section.content, strange.content)));
        }
        return new Sections(head, changed);
    }

    byte[] bytes() {
        int length = HEAD;
        for (Section section : sections) {
            length += section.length(length);
        }
        ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN).put(head);
        for (Section section : sections) {
            int from = out.position();
            int gap = section.gap(from);
            out.put(section.name).putLong(gap + section.content.length).put(new byte[gap]).put(section.content);
            out.putInt(checksum(out.array(), from, out.position()));
        }
        return out.array();
    }
}
