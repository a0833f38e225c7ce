package dev.lanewise.hostile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A file of sections taken apart, so that it can be damaged and given checksums that are right again.
 *
 * @param head     magic and version
 * @param sections names and contents
 */
record Sections(byte[] head, List<Section> sections) {

    private static final int HEAD = 12;
    private static final int NAME = 4;

    /** A section without its length and checksum. */
    private record Section(byte[] name, byte[] content) {
    }

    static Sections of(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        byte[] head = bytes(in, HEAD);
        List<Section> sections = new ArrayList<>();
        while (in.hasRemaining()) {
            sections.add(new Section(bytes(in, NAME), bytes(in, Math.toIntExact(in.getLong()))));
            in.getInt();
        }
        return new Sections(head, sections);
    }

    private static byte[] bytes(ByteBuffer in, int count) {
        byte[] bytes = new byte[count];
        in.get(bytes);
        return bytes;
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
            length += NAME + Long.BYTES + section.content.length + Integer.BYTES;
        }
        ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN).put(head);
        for (Section section : sections) {
            int from = out.position();
            out.put(section.name).putLong(section.content.length).put(section.content);
            CRC32C checksum = new CRC32C();
            checksum.update(out.array(), from, out.position() - from);
            out.putInt((int) checksum.getValue());
        }
        return out.array();
    }
}
