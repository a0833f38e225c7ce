package dev.lanewise.formats.safetensors;

import dev.lanewise.file.OutputFile;
import dev.lanewise.formats.io.ByteInput;
import dev.lanewise.formats.io.InputFile;
import dev.lanewise.formats.tensor.NamedArrays;
import dev.lanewise.formats.tensor.NumberArray;
import dev.lanewise.text.Phrases;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tensors in safetensors, the format in which models of PyTorch are shared: {@code safetensors.torch.save_file} and {@code load_file}.
 *
 * <p>A file is read only if it is as the format demands it: each name once, tensors without gaps and overlaps from the first byte behind
 * the header to the last of the file, as many bytes as shape and type say. Types of 8, 16, 32 and 64 bits are read, but for floats of 8
 * bits and complex numbers. A file never makes more memory than it has bytes.
 *
 * @see <a href="https://huggingface.co/docs/safetensors">safetensors</a>
 */
public final class Safetensors {

    private static final String IN_MEMORY = "safetensors";
    /** As the reference implementation limits it. */
    private static final long MOST_HEADER = 100_000_000;

    private Safetensors() {
    }

    /**
     * Reads all tensors.
     *
     * @param file the file
     * @return the tensors in the order of their numbers, and the texts of {@code __metadata__}
     * @throws IOException if it cannot be read, is no such file or is damaged; the message names the file and the tensor
     */
    public static NamedArrays read(Path file) throws IOException {
        return InputFile.read(file, Safetensors::read);
    }

    /**
     * Reads all tensors.
     *
     * @param in       all bytes of such a file; stays open
     * @param maxBytes bytes that the stream may give
     * @return the tensors in the order of their numbers, and the texts of {@code __metadata__}
     * @throws IOException if reading fails, or the bytes are no such file, damaged or too many
     */
    public static NamedArrays read(InputStream in, long maxBytes) throws IOException {
        return read(new ByteInput(in, maxBytes, IN_MEMORY));
    }

    private static NamedArrays read(ByteInput in) throws IOException {
        long length = in.nextNumbers(Long.BYTES, "the length of the header").getLong();
        if (length < 2 || length > MOST_HEADER) {
            throw in.error("expected a header of 2 to " + MOST_HEADER + " bytes, got " + Long.toUnsignedString(length));
        }
        SafetensorsHeader header = SafetensorsHeader.parse(in.next(length, "the header"), in);
        List<SafetensorsHeader.Entry> entries = header.inOrder(in);
        Map<String, NumberArray> arrays = new LinkedHashMap<>();
        for (SafetensorsHeader.Entry entry : entries) {
            byte[] bytes = in.next(entry.end() - entry.begin(), "the tensor " + Phrases.shown(entry.name()));
            arrays.put(entry.name(), NumberArray.ofBytes(entry.type(), entry.shape(), bytes));
        }
        in.requireEnd("the last tensor");
        return new NamedArrays(arrays, header.metadata());
    }

    /**
     * Writes or replaces a file, whole or not at all. Equal tensors give equal bytes: wide types come first, then names in their order.
     * The texts say {@code format: pt} beside what they have, which libraries of Python look for.
     *
     * @param arrays the tensors and texts
     * @param file   the file; its folder must exist
     * @throws IOException              if that fails; the message names the file
     * @throws IllegalArgumentException if a tensor is called {@code __metadata__}
     */
    public static void write(NamedArrays arrays, Path file) throws IOException {
        SafetensorsHeader header = SafetensorsHeader.of(arrays);
        OutputFile.write(file, out -> write(header, arrays, out));
    }

    /**
     * Writes tensors, as {@link #write(NamedArrays, Path)}.
     *
     * @param arrays the tensors and texts
     * @param out    where to; stays open
     * @throws IOException              if that fails
     * @throws IllegalArgumentException if a tensor is called {@code __metadata__}
     */
    public static void write(NamedArrays arrays, OutputStream out) throws IOException {
        write(SafetensorsHeader.of(arrays), arrays, out);
    }

    private static void write(SafetensorsHeader header, NamedArrays arrays, OutputStream out) throws IOException {
        byte[] text = header.toBytes();
        out.write(ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(text.length).array());
        out.write(text);
        for (SafetensorsHeader.Entry entry : header.entries()) {
            out.write(arrays.get(entry.name()).toBytes());
        }
    }
}
