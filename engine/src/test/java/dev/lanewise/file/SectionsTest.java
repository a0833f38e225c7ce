package dev.lanewise.file;

import static org.junit.jupiter.api.Assertions.*;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("once")
class SectionsTest {

    @TempDir
    private Path folder;

    private interface Writing {
        void to(SectionWriter writer) throws IOException;
    }

    private interface Reading {
        void from(SectionReader reader) throws IOException;
    }

    private static byte[] written(Writing writing) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writing.to(new SectionWriter(out, 3));
        return out.toByteArray();
    }

    private void read(byte[] bytes, Reading reading) throws IOException {
        try (SectionReader reader = new SectionReader(Files.write(folder.resolve("some"), bytes), 3)) {
            reading.from(reader);
        }
    }

    private void assertSays(String sentence, byte[] bytes, Reading reading) {
        assertEquals("some: " + sentence, assertThrows(IOException.class, () -> read(bytes, reading)).getMessage());
    }

    @Test
    void writesTheBytesThatItsDescriptionPromises() throws IOException {
        byte[] file = written(writer -> {
            writer.text("NOTE", "ä");
            writer.floats("NUMS", List.of(new float[] {1f}, new float[] {-0f, Float.intBitsToFloat(0xffc12345)}));
            writer.finish();
        });

        ByteBuffer expected = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
        expected.put("LANEWISE".getBytes(StandardCharsets.US_ASCII)).putInt(3);
        section(expected, "NOTE", new byte[] {(byte) 0xc3, (byte) 0xa4});
        section(expected, "NUMS", new byte[] {0, 0, (byte) 0x80, 0x3f, 0, 0, 0, (byte) 0x80, 0, 0, (byte) 0xc0, 0x7f});
        section(expected, "END ", new byte[0]);
        assertArrayEquals(Arrays.copyOf(expected.array(), expected.position()), file);
    }

    private static void section(ByteBuffer file, String name, byte[] bytes) {
        int from = file.position();
        file.put(name.getBytes(StandardCharsets.US_ASCII)).putLong(bytes.length).put(bytes);
        CRC32C checksum = new CRC32C();
        checksum.update(file.array(), from, file.position() - from);
        file.putInt((int) checksum.getValue());
    }

    @Test
    void readsSectionsLargerThanItsBuffers() throws IOException {
        float[] many = new float[100_003];
        for (int i = 0; i < many.length; i++) {
            many[i] = i;
        }
        String text = "x".repeat(200_000);
        byte[] file = written(writer -> {
            writer.floats("NUMS", List.of(many, new float[] {7}));
            writer.text("NOTE", text);
            writer.finish();
        });
        read(file, reader -> {
            assertEquals(many.length + 1, reader.beginFloats("NUMS"));
            float[] first = new float[many.length], second = new float[1];
            reader.floats(first);
            reader.floats(second);
            reader.end();
            assertArrayEquals(many, first);
            assertEquals(7, second[0]);
            assertEquals(text, reader.text("NOTE"));
            reader.finish();
        });
    }

    @Test
    void saysWhichSectionItExpected() throws IOException {
        byte[] file = written(writer -> writer.text("NO\nE", "text"));
        assertSays("expected section SPEC, got 'NO?E'", file, reader -> reader.text("SPEC"));
        assertSays("the file ends where its section END  should begin", file, reader -> {
            reader.text("NO\nE");
            reader.finish();
        });
    }

    @Test
    void saysThatASectionClaimsMoreThanTheFileHas() throws IOException {
        byte[] file = written(writer -> writer.text("NOTE", "text"));
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(16, Long.MAX_VALUE);
        assertSays("section NOTE claims 9223372036854775807 bytes, but only 4 are left", file, reader -> reader.text("NOTE"));
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(16, -1);
        assertSays("section NOTE claims -1 bytes, but only 4 are left", file, reader -> reader.text("NOTE"));
    }

    @Test
    void saysWhichSectionIsDamaged() throws IOException {
        byte[] file = written(writer -> writer.text("NOTE", "text"));
        file[25] ^= 1;
        Exception e = assertThrows(IOException.class, () -> read(file, reader -> reader.text("NOTE")));
        assertTrue(e.getMessage().matches("some: section NOTE is damaged: its checksum is [0-9a-f]{8}, but its bytes give [0-9a-f]{8}"),
                e.getMessage());
    }

    @Test
    void saysThatASectionIsNoTextOrNoFloats() throws IOException {
        assertSays("section NUMS is not UTF-8", written(writer -> writer.floats("NUMS", List.of(new float[] {-1.5f}))),
                reader -> reader.text("NUMS"));
        assertSays("section NOTE of 3 bytes does not hold whole floats", written(writer -> writer.text("NOTE", "abc")),
                reader -> reader.beginFloats("NOTE"));
    }

    @Test
    void saysThatTheClosingSectionIsNotEmpty() throws IOException {
        assertSays("the closing section holds 3 bytes, expected none", written(writer -> writer.text("END ", "abc")),
                SectionReader::finish);
    }
}
