package dev.lanewise.data;

import dev.lanewise.file.FileKind;
import dev.lanewise.panel.Arena;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An IDX file, read from front to end: its header when it is opened, then its elements, an array of whole slices at a time.
 *
 * <p>Nothing is allocated on the word of the header: what it promises is first held against what the file can hold.
 */
final class IdxReader implements AutoCloseable {

    /** Bytes of one array: a heap has room for many of this size where it has none for one of gigabytes. */
    static final int ARRAY_BYTES = 1 << 26;

    private static final int MOST_SLICE_BYTES = Arena.MAX_LENGTH;

    private final DataFile in;
    private final int arrayBytes;
    private final ElementType type;
    private final int[] sizes;
    private final int sliceBytes;
    private int read;

    /**
     * Opens a file and reads its header.
     *
     * @param file       the file
     * @param least      how many dimensions it must have at least
     * @param most       how many it may have
     * @param arrayBytes about the most bytes of one array
     * @throws IOException if it cannot be read, is no such IDX file, or promises more than it can hold
     */
    IdxReader(Path file, int least, int most, int arrayBytes) throws IOException {
        in = new DataFile(file);
        this.arrayBytes = arrayBytes;
        try {
            byte[] magic = in.next(Integer.BYTES);
            type = requireType(magic, least, most);
            sizes = sizes(magic[3]);
            sliceBytes = requirePossible();
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private ElementType requireType(byte[] magic, int least, int most) throws IOException {
        if (magic.length < Integer.BYTES) {
            throw endsInHeader(magic.length, least);
        }
        ElementType type = magic[0] == 0 && magic[1] == 0 ? ElementType.of(magic[2]) : null;
        int dimensions = magic[3] & 255;
        if (type == null || dimensions < least || dimensions > most) {
            throw new IOException(name() + ": expected an IDX file of " + (most < 3 ? "labels" : "images") + ", but "
                    + found(type, dimensions, magic));
        }
        return type;
    }

    private String found(ElementType type, int dimensions, byte[] magic) throws IOException {
        if (type != null) {
            return "it is one of " + type.description() + " with " + dimensions + (dimensions == 1 ? " dimension" : " dimensions")
                    + (dimensions == 1 ? ", as labels have" : dimensions == 3 ? ", as images have" : "");
        }
        byte[] more = in.next(FileKind.BYTES - magic.length), first = Arrays.copyOf(magic, magic.length + more.length);
        System.arraycopy(more, 0, first, magic.length, more.length);
        FileKind kind = FileKind.of(first);
        return kind == FileKind.IDX ? "its elements have the unknown type " + magic[2]
                : "it is " + kind.description() + (in.isZipped() ? ", gzipped" : "");
    }

    private IOException endsInHeader(int got, int dimensions) {
        return new IOException(name() + ": the file ends inside its header: expected " + Integer.BYTES * (1 + dimensions)
                + " bytes, got " + got);
    }

    private int[] sizes(int dimensions) throws IOException {
        byte[] header = in.next(dimensions * Integer.BYTES);
        if (header.length < dimensions * Integer.BYTES) {
            throw endsInHeader(Integer.BYTES + header.length, dimensions);
        }
        int[] sizes = new int[dimensions];
        for (int i = 0; i < dimensions; i++) {
            sizes[i] = ByteBuffer.wrap(header).getInt(i * Integer.BYTES);
            if (sizes[i] < 0) {
                throw new IOException(name() + ": dimension " + (i + 1) + " has the impossible size " + sizes[i]);
            }
        }
        return sizes;
    }

    /** Bytes behind each entry of the first dimension. */
    private int requirePossible() throws IOException {
        BigInteger slice = BigInteger.valueOf(type.bytes());
        for (int i = 1; i < sizes.length; i++) {
            slice = slice.multiply(BigInteger.valueOf(sizes[i]));
        }
        BigInteger total = slice.multiply(BigInteger.valueOf(sizes[0])), possible = BigInteger.valueOf(in.most());
        if (total.compareTo(possible) > 0) {
            throw in.isZipped() ? new IOException(name() + ": header promises " + promised() + ", which is " + total
                    + " bytes, but a gzipped file of " + in.size() + " bytes may unpack to at most " + possible + " more")
                    : endsAfter(possible.divide(slice).longValueExact());
        }
        if (slice.compareTo(BigInteger.valueOf(MOST_SLICE_BYTES)) > 0) {
            throw new IOException(name() + ": header promises " + promised() + ", of which not even one fits an array");
        }
        return slice.intValueExact();
    }

    private IOException endsAfter(long slices) {
        return new IOException(name() + ": header promises " + promised() + ", but the data ends after " + slices);
    }

    private String promised() {
        String slice = IntStream.of(sizes).skip(1).mapToObj(Integer::toString).collect(Collectors.joining("x"));
        return sizes[0] + switch (sizes.length) {
            case 1 -> " labels";
            case 2 -> " rows of " + slice + " labels";
            default -> " images of " + slice;
        };
    }

    String name() {
        return in.name();
    }

    ElementType type() {
        return type;
    }

    int[] sizes() {
        return sizes.clone();
    }

    /** Elements behind each entry of the first dimension. */
    int width() {
        return sliceBytes / type.bytes();
    }

    /** The elements of the next slices as they stand in the file; null behind the last one. */
    byte @Nullable [] next() throws IOException {
        if (read == sizes[0] || sliceBytes == 0) {
            if (in.next(1).length > 0) {
                throw new IOException(name() + ": header promises " + promised() + ", but more data follows");
            }
            return null;
        }
        int slices = Math.min(sizes[0] - read, Math.max(1, arrayBytes / sliceBytes));
        byte[] bytes = in.next(slices * sliceBytes);
        if (bytes.length < slices * sliceBytes) {
            throw endsAfter(read + bytes.length / sliceBytes);
        }
        read += slices;
        return bytes;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
