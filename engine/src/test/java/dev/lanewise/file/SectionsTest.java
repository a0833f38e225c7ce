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
import java.util.Optional;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("once")
class SectionsTest {

    /** Where the first section behind {@code KIND} begins. */
    private static final int FIRST = 12 + 16 + 5;

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
        writing.to(new SectionWriter(out, StoredKind.MODEL));
        return out.toByteArray();
    }

    private void read(byte[] bytes, Reading reading) throws IOException {
        try (SectionReader reader = new SectionReader(Files.write(folder.resolve("some"), bytes), StoredKind.MODEL, "note")) {
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
            writer.tensors("NUMS", new long[] {1, 2}, t -> t == 0 ? new float[] {1f}
                    : new float[] {-0f, Float.intBitsToFloat(0xffc12345)});
            writer.finish();
        });

        ByteBuffer expected = ByteBuffer.allocate(300).order(ByteOrder.LITTLE_ENDIAN);
        expected.put("LANEWISE".getBytes(StandardCharsets.US_ASCII)).putInt(2);
        section(expected, "KIND", "model".getBytes(StandardCharsets.US_ASCII));
        section(expected, "NOTE", new byte[] {(byte) 0xc3, (byte) 0xa4});
        // the content begins at 12 + 21 + 18 + 12 = 63, the tensors at 64 and 128
        ByteBuffer tensors = ByteBuffer.allocate(1 + 64 + 8).order(ByteOrder.LITTLE_ENDIAN);
        tensors.putInt(1, 0x3f800000).putInt(65, 0x80000000).putInt(69, 0x7fc00000);
        section(expected, "NUMS", tensors.array());
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
            writer.tensors("NUMS", new long[] {many.length, 1}, t -> t == 0 ? many : new float[] {7});
            writer.text("NOTE", text);
            writer.finish();
        });
        read(file, reader -> {
            assertTrue(reader.isNext("NUMS"));
            assertFalse(reader.isNext("NOTE"));
            reader.beginTensors("NUMS", new long[] {many.length, 1});
            float[] first = new float[many.length], second = new float[1];
            reader.tensor(first);
            reader.tensor(second);
            reader.end();
            assertArrayEquals(many, first);
            assertEquals(7, second[0]);
            assertEquals(text, reader.text("NOTE"));
            reader.finish();
        });
    }

    /** What no reader would take. */
    @Test
    void refusesToWriteAnOptionalSectionThatCannotBeRead() throws IOException {
        String most = "x".repeat(1 << 20), columns = "x".repeat((1 << 26) + 1);
        read(written(writer -> {
            writer.text("note", most);
            writer.finish();
        }), SectionReader::finish);
        assertEquals("section note takes 1048577 bytes, but a file can have at most 1048576", assertThrows(IllegalArgumentException.class,
                () -> written(writer -> writer.text("note", most + "x"))).getMessage());
        assertEquals("the columns of the model, with all their values, take 67108865 bytes, but a file can have at most 67108864",
                assertThrows(IllegalArgumentException.class, () -> written(writer -> writer.text("cols", columns))).getMessage());
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
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(FIRST + 4, Long.MAX_VALUE);
        assertSays("section NOTE claims 9223372036854775807 bytes, but only 4 are left", file, reader -> reader.text("NOTE"));
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(FIRST + 4, -1);
        assertSays("section NOTE claims -1 bytes, but only 4 are left", file, reader -> reader.text("NOTE"));
    }

    @Test
    void saysWhichSectionIsDamaged() throws IOException {
        byte[] file = written(writer -> writer.text("NOTE", "text"));
        file[FIRST + 13] ^= 1;
        Exception e = assertThrows(IOException.class, () -> read(file, reader -> reader.text("NOTE")));
        assertTrue(e.getMessage().matches("some: section NOTE is damaged: its checksum is [0-9a-f]{8}, but its bytes give [0-9a-f]{8}"),
                e.getMessage());
    }

    @Test
    void saysThatASectionIsNoTextOrNoFloats() throws IOException {
        byte[] tensors = written(writer -> writer.tensors("NUMS", new long[] {1}, t -> new float[] {-1.5f}));
        assertSays("section NUMS is not UTF-8", tensors, reader -> reader.text("NUMS"));
        assertSays("section NUMS has 23 bytes, but its tensors take 87", tensors,
                reader -> reader.beginTensors("NUMS", new long[] {1, 1}));
        assertSays("section NOTE of 3 bytes does not hold whole floats", written(writer -> writer.text("NOTE", "abc")),
                reader -> reader.beginFloats("NOTE"));
    }

    /** A checksum that is right does not make them part of the content. */
    @Test
    void refusesGapsBeforeTensorsThatAreNotZero() throws IOException {
        ByteBuffer file = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
        file.put("LANEWISE".getBytes(StandardCharsets.US_ASCII)).putInt(2);
        section(file, "KIND", "model".getBytes(StandardCharsets.US_ASCII));
        byte[] content = new byte[64 - FIRST - 12 + 4];
        content[3] = 5;
        section(file, "NUMS", content);
        assertSays("section NUMS expects zeros before a tensor, got 5", Arrays.copyOf(file.array(), file.position()), reader -> {
            reader.beginTensors("NUMS", new long[] {1});
            reader.tensor(new float[1]);
        });
    }

    @Test
    void refusesToWriteATensorOfAnotherLength() {
        assertEquals("tensor 1 expects 3 floats, got 2", assertThrows(IllegalArgumentException.class,
                () -> written(writer -> writer.tensors("NUMS", new long[] {2, 3}, t -> new float[2]))).getMessage());
    }

    @Test
    void saysThatTheClosingSectionIsNotEmpty() throws IOException {
        assertSays("the closing section holds 3 bytes, expected none", written(writer -> writer.text("END ", "abc")),
                SectionReader::finish);
    }

    @Test
    void passesOverOptionalSectionsThatItDoesNotKnow() throws IOException {
        byte[] file = written(writer -> {
            writer.text("more", "x".repeat(100_000));
            writer.tensors("nums", new long[] {12_345}, t -> new float[12_345]);
            writer.text("NOTE", "text");
            writer.text("z123", "");
            writer.finish();
        });
        read(file, reader -> {
            assertEquals("text", reader.text("NOTE"));
            reader.finish();
            assertEquals(Optional.empty(), reader.optional("note"));
        });
        int inside = FIRST + 50_000;
        file[inside] ^= 1;
        Exception e = assertThrows(IOException.class, () -> read(file, reader -> reader.text("NOTE")));
        assertTrue(e.getMessage().startsWith("some: section more is damaged: "), e.getMessage());
    }

    @Test
    void keepsOptionalSectionsThatItKnowsWhereverTheyStand() throws IOException {
        byte[] before = written(writer -> {
            writer.text("note", "known");
            writer.text("NOTE", "text");
            writer.finish();
        });
        byte[] after = written(writer -> {
            writer.text("NOTE", "text");
            writer.text("note", "known");
            writer.finish();
        });
        for (byte[] file : List.of(before, after)) {
            read(file, reader -> {
                assertEquals("text", reader.text("NOTE"));
                reader.finish();
                assertEquals(Optional.of("known"), reader.optional("note"));
            });
        }
    }

    @Test
    void refusesOptionalSectionsThatItKnowsWhereTheyAreTooLongOrTwice() throws IOException {
        byte[] twice = written(writer -> {
            writer.text("note", "one");
            writer.text("note", "two");
            writer.finish();
        });
        assertSays("section note is there twice", twice, SectionReader::finish);
        byte[] tooLong = written(writer -> {
            // 19 bytes before the tensor
            writer.tensors("note", new long[] {(1 << 18) + 1}, _ -> new float[(1 << 18) + 1]);
            writer.finish();
        });
        assertSays("section note has 1048599 bytes, expected at most 1048576", tooLong, SectionReader::finish);
    }

    @Test
    void refusesUnknownOptionalSectionsThatComeTwiceOrAreTooMany() throws IOException {
        byte[] twice = written(writer -> {
            writer.text("what", "one");
            writer.text("what", "one");
            writer.finish();
        });
        assertSays("section what is there twice", twice, SectionReader::finish);
        byte[] many = written(writer -> {
            for (int i = 0; i <= 100; i++) {
                writer.text(String.format("a%03d", i), "");
            }
            writer.finish();
        });
        assertSays("section a100 is one more than the 100 optional sections that a file may have", many, SectionReader::finish);
    }

    @Test
    void doesNotPassOverAnythingInVersion1() throws IOException {
        ByteBuffer file = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
        file.put("LANEWISE".getBytes(StandardCharsets.US_ASCII)).putInt(1);
        section(file, "note", new byte[3]);
        section(file, "NOTE", new byte[3]);
        assertSays("expected section NOTE, got 'note'", Arrays.copyOf(file.array(), file.position()), reader -> reader.text("NOTE"));
    }

    @Test
    void saysWhatTheFileHoldsInstead() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new SectionWriter(out, StoredKind.CHECKPOINT).finish();
        assertSays("expected a model, got a checkpoint of a training run", out.toByteArray(), SectionReader::finish);
        byte[] file = written(SectionWriter::finish);
        file[8] = 3;
        assertSays("expected format version 1 or 2, got 3; a later version of Lanewise reads it, or it is damaged", file,
                SectionReader::finish);
        file[8] = 1;
        assertSays("expected section SPEC, got 'KIND'", file, reader -> reader.text("SPEC"));
        assertSays("expected a model, which begins with LANEWISE, got an empty file", new byte[0], SectionReader::finish);
        assertSays("expected a model, which begins with LANEWISE, got an HTML page", "<!DOCTYPE html>".getBytes(), SectionReader::finish);
    }

    @Test
    void saysThatItIsNoRegularFile() {
        assertEquals(folder + ": expected a regular file, got a folder",
                assertThrows(IOException.class, () -> new SectionReader(folder, StoredKind.MODEL).close()).getMessage());
    }
}
