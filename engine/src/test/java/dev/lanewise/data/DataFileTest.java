package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.*;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("once")
class DataFileTest {

    private static final byte[] EMPTY_MEMBER = HexFormat.of().parseHex("1f8b08000000000000ff03000000000000000000");
    private static final byte[] TEXT = "0123456789".repeat(100).getBytes();

    @TempDir
    private Path folder;

    private byte[] read(byte[]... parts) throws IOException {
        Path file = folder.resolve("data");
        try (OutputStream out = Files.newOutputStream(file)) {
            for (byte[] part : parts) {
                out.write(part);
            }
        }
        try (DataFile in = new DataFile(file)) {
            return in.next(1 << 20);
        }
    }

    private void assertSays(String sentence, byte[]... parts) {
        assertEquals("data: " + sentence, assertThrows(IOException.class, () -> read(parts)).getMessage());
    }

    @Test
    void readsPlainFilesAndGzippedOnes() throws IOException {
        assertArrayEquals(TEXT, read(TEXT));
        assertArrayEquals(TEXT, read(IdxBytes.gzipped(TEXT)));
        assertArrayEquals(new byte[0], read());
        assertArrayEquals(new byte[] {0x1f}, read(new byte[] {0x1f}));
        assertArrayEquals(new byte[0], read(IdxBytes.gzipped(new byte[0])));
    }

    @Test
    void readsInPieces() throws IOException {
        byte[] noise = new byte[300_000];
        new SplittableRandom(1).nextBytes(noise);
        for (byte[] bytes : new byte[][] {noise, IdxBytes.gzipped(noise)}) {
            try (DataFile in = new DataFile(Files.write(folder.resolve("pieces"), bytes))) {
                ByteArrayOutputStream read = new ByteArrayOutputStream();
                for (byte[] piece = in.next(777); piece.length > 0; piece = in.next(777)) {
                    read.write(piece);
                }
                assertArrayEquals(noise, read.toByteArray());
            }
        }
    }

    @Test
    void readsMembersOneBehindTheOther() throws IOException {
        byte[] twice = Arrays.copyOf(TEXT, 2 * TEXT.length);
        System.arraycopy(TEXT, 0, twice, TEXT.length, TEXT.length);
        assertArrayEquals(twice, read(IdxBytes.gzipped(TEXT), EMPTY_MEMBER, IdxBytes.gzipped(TEXT), EMPTY_MEMBER));
    }

    /** Each took a call of its own in the JDK's stream: some ten thousand end the stack. */
    @Test
    void readsAnyNumberOfEmptyMembers() throws IOException {
        byte[][] members = new byte[100_000][];
        Arrays.fill(members, EMPTY_MEMBER);
        assertArrayEquals(new byte[0], read(members));
    }

    @Test
    void noticesEveryByteBehindTheLastMember() throws IOException {
        for (int length : new int[] {1, 2, 7, 8, 9, 18, 19, 40_000}) {
            assertSays("the compressed data is damaged: other bytes follow after its end", IdxBytes.gzipped(TEXT), new byte[length]);
        }
        assertSays("the compressed data is damaged: other bytes follow after its end", IdxBytes.gzipped(TEXT), new byte[] {0x1f, 0x1f});
        assertSays("the file ends inside its compressed data", IdxBytes.gzipped(TEXT), new byte[] {0x1f, (byte) 0x8b});
    }

    @Test
    void readsHeadersWithAllTheirParts() throws IOException {
        byte[] member = IdxBytes.gzipped(TEXT), body = Arrays.copyOfRange(member, 10, member.length);
        // flags 30: checksum of the header, extra, name, comment; two extra bytes, "a", "bc"
        String head = "1f8b081e0000000000ff" + "0200" + "abcd" + "6100" + "626300";
        var sum = new CRC32();
        sum.update(HexFormat.of().parseHex(head));
        byte[] right = {(byte) sum.getValue(), (byte) (sum.getValue() >> 8)}, wrong = {right[0], (byte) (right[1] ^ 1)};

        assertArrayEquals(TEXT, read(HexFormat.of().parseHex(head), right, body));
        IOException e = assertThrows(IOException.class, () -> read(HexFormat.of().parseHex(head), wrong, body));
        assertTrue(e.getMessage().startsWith("data: the compressed data is damaged: the checksum of its header is "), e.getMessage());
    }

    @Test
    void saysWhatIsWrongWithAHeader() {
        assertSays("the compressed data is damaged: expected method 8 and flags below 32, got method 7 and flags 0",
                HexFormat.of().parseHex("1f8b0700"));
        assertSays("the compressed data is damaged: expected method 8 and flags below 32, got method 8 and flags 32",
                HexFormat.of().parseHex("1f8b0820"));
    }

    @Test
    void noticesAWrongLength() throws IOException {
        byte[] packed = IdxBytes.gzipped(TEXT);
        packed[packed.length - 4] ^= 1;
        assertSays("the compressed data is damaged: its length is 1001, but its bytes give 1000", packed);
    }

    /** 102 KB that unpack to 105 MB. */
    @Test
    void stopsABombAtItsLimit() throws IOException {
        Path file = folder.resolve("bomb");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < 100; i++) {
                out.write(new byte[1 << 20]);
            }
        }
        try (DataFile in = new DataFile(file)) {
            assertEquals(1 << 24, in.most());
            IOException e = assertThrows(IOException.class, () -> in.next(Integer.MAX_VALUE));
            assertEquals("bomb: the compressed data goes on beyond the most that " + Files.size(file) + " bytes may unpack to",
                    e.getMessage());
        }
    }

    @Test
    void readsRegularFilesOnly() {
        FileSystemException e = assertThrows(FileSystemException.class, () -> new DataFile(folder));
        assertEquals(folder + ": expected a regular file", e.getMessage());
        assertThrows(NoSuchFileException.class, () -> new DataFile(folder.resolve("missing")));
    }
}
