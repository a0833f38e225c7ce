package dev.lanewise.formats.onnx.graph;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * Bytes of tensors in other files. Such a file lies in the model's folder or below it: an absolute path, {@code ..} and links are refused.
 *
 * @param folder of the model
 * @param taken  bytes that tensors have taken of each file so far; honest tensors do not share them
 * @see <a href="https://github.com/onnx/onnx/blob/main/docs/ExternalDataSecurity.md">Security of external data</a>
 */
record ExternalData(Path folder, Map<Path, Long> taken) {

    ExternalData(Path folder) {
        this(folder, new HashMap<>());
    }

    /** The bytes of a tensor; throws IllegalArgumentException where the place is none, IOException where the file cannot be read. */
    ByteBuffer read(TensorProto tensor, long expected) throws IOException {
        String location = "";
        long offset = 0, length = expected;
        for (StringStringEntryProto entry : tensor.getExternalDataList()) {
            switch (entry.getKey()) {
                case "location" -> location = entry.getValue();
                case "offset" -> offset = number(entry);
                case "length" -> length = number(entry);
                default -> { } // a checksum, which is optional
            }
        }
        if (length != expected || length > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("its sizes promise " + expected + " bytes, but its part of '" + location + "' has "
                    + length);
        }
        return read(inFolder(location), offset, (int) length);
    }

    private ByteBuffer read(Path file, long offset, int length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            if (offset > channel.size() - length) {
                throw new IllegalArgumentException("expected " + length + " bytes from " + offset + " on in '" + file.getFileName()
                        + "', which has " + channel.size());
            }
            if (taken.merge(file, (long) length, Long::sum) > channel.size()) {
                throw new IllegalArgumentException("the tensors in '" + file.getFileName() + "' have more bytes than its "
                        + channel.size());
            }
            ByteBuffer bytes = ByteBuffer.allocate(length);
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, offset + bytes.position()) < 0) {
                    throw new EOFException("'" + file.getFileName() + "' has become shorter");
                }
            }
            return bytes.flip();
        }
    }

    private static long number(StringStringEntryProto entry) {
        try {
            long number = Long.parseLong(entry.getValue());
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("expected a whole number from 0 as " + entry.getKey() + " of its external data, got '"
                + entry.getValue() + "'");
    }

    private Path inFolder(String location) throws IOException {
        Path part;
        try {
            part = Path.of(location);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("its external data has the place '" + location + "', which is no path", e);
        }
        boolean leaves = part.isAbsolute() || part.getRoot() != null || location.isEmpty() || location.indexOf('\\') >= 0;
        for (Path name : part) {
            leaves |= name.toString().equals("..") || name.toString().isEmpty();
        }
        if (leaves) {
            throw new IllegalArgumentException("its external data is at '" + location + "', expected a file in the model's folder");
        }
        Path file = folder;
        for (Path name : part) {
            file = file.resolve(name);
            if (Files.isSymbolicLink(file)) {
                throw new IllegalArgumentException("its external data is at '" + location + "', which is or leads through a link");
            }
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IllegalArgumentException("its external data is at '" + location + "', but there is no such file beside the model");
        }
        requireOneName(file, location);
        if (!file.toRealPath().startsWith(folder.toRealPath())) {
            throw new IllegalArgumentException("its external data is at '" + location + "', outside the model's folder");
        }
        return file;
    }

    /** A file with two names may belong to somebody else; where the system does not count names, nothing is known. */
    private static void requireOneName(Path file, String location) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("unix")
                && Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS) instanceof Integer names && names > 1) {
            throw new IllegalArgumentException("its external data is at '" + location + "', which is a hard link: the file has " + names
                    + " names");
        }
    }
}
