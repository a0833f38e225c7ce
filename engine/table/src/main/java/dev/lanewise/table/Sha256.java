package dev.lanewise.table;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;

/** SHA-256, which every JDK has. */
final class Sha256 {

    private Sha256() {
    }

    /** Of what is given to a digest, 64 hexadecimal digits. */
    static String of(Consumer<MessageDigest> content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            content.accept(digest);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
