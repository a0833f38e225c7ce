package dev.lanewise.samples.digits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file that is known before it is fetched.
 *
 * @param name   its name, here and on every mirror
 * @param bytes  its size
 * @param sha256 its SHA-256, 64 lower-case hexadecimal digits
 */
public record RemoteFile(String name, long bytes, String sha256) {

    /**
     * Whether the file is in a folder already, with this size and checksum.
     *
     * @param folder where to look
     * @return false where it is missing or differs
     * @throws IOException if it is there and cannot be read
     */
    public boolean isIn(Path folder) throws IOException {
        Path file = folder.resolve(name);
        return Files.isRegularFile(file) && Files.size(file) == bytes && sha256.equals(sha256Of(file));
    }

    private static String sha256Of(Path file) throws IOException {
        MessageDigest digest = newDigest();
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
            while (channel.read(buffer) >= 0) {
                digest.update(buffer.flip());
                buffer.clear();
            }
        }
        return hex(digest);
    }

    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256, but this one has not", e);
        }
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
