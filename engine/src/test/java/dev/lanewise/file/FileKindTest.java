package dev.lanewise.file;

import static org.junit.jupiter.api.Assertions.*;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("once")
class FileKindTest {

    /** A letter is a byte. */
    private static FileKind of(String letters) {
        return FileKind.of(letters.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, value = {"HTML|<!DOCTYPE html><html>", "HTML|  <HTML lang=de>",
        "XML|<?xml version='1.0'?>", "JSON|{\"message\": \"not found\"}", "JSON|[1, 2]", "TEXT|1,2,3", "PDF|%PDF-1.7", "GIF|GIF89a",
        "GIT_LFS|version https://git-lfs.github.com/spec/v1", "BZIP2|BZh9", "PARQUET|PAR1", "TEXT|404: Not Found", "LANEWISE|LANEWISE"})
    void tellsTexts(FileKind kind, String begin) {
        assertEquals(kind, of(begin));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {"JSON|{ \"a\": [1, 2]}", "JSON|{}", "JSON|[]", "JSON|[[1, 2], [3]]",
        "JSON|[", "JSON|[{\"a\": \"x]y\\\"]\", \"b\": 1}]", "JSON|[-1.5", "JSON|[null, 2", "TEXT|[id],[name]",
        "TEXT|[1],[2]", "TEXT|{id};{name}",
        "TEXT|[2020],price", "TEXT|{\"a\"},b", "TEXT|[\"a\"],b"})
    void tellsJsonFromNamesInBrackets(FileKind kind, String begin) {
        assertEquals(kind, of(begin));
        assertEquals(kind, of(begin + "\n1,2\n"));
    }

    @Test
    void tellsBinaryFormats() throws IOException {
        assertEquals(FileKind.EMPTY, of(""));
        assertEquals(FileKind.PNG, of("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR"));
        assertEquals(FileKind.JPEG, of("\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF"));
        assertEquals(FileKind.NPY, of("\u0093NUMPY\1\0v\0{'descr': '<f4'"));
        assertEquals(FileKind.HDF5, of("\u0089HDF\r\n\u001a\n\0"));
        assertEquals(FileKind.ONNX, of("\10\7\22\7pytorch\32\0052.1.0"));
        assertEquals(FileKind.PICKLE, of("\u0080\2}q\0"));
        assertEquals(FileKind.SAFETENSORS, of("\u0050\0\0\0\0\0\0\0{\"weight\":{"));
        assertEquals(FileKind.IDX, of("\0\0\10\3\0\0\u00ea\u0060"));
        assertEquals(FileKind.XZ, of("\u00fd7zXZ\0"));
        assertEquals(FileKind.ZSTD, of("\u0028\u00b5\u002f\u00fd"));
        assertEquals(FileKind.UNKNOWN, of("\0\1\2\3\4"));

        ByteArrayOutputStream zip = new ByteArrayOutputStream(), gzip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("entry"));
        }
        assertEquals(FileKind.ZIP, FileKind.of(zip.toByteArray()));
        new GZIPOutputStream(gzip).close();
        assertEquals(FileKind.GZIP, FileKind.of(gzip.toByteArray()));
    }

    @Test
    void looksBehindAByteOrderMark() {
        assertEquals(FileKind.HTML, of("\u00ef\u00bb\u00bf\r\n<html>"));
        assertEquals(FileKind.TEXT, of("\u00ef\u00bb\u00bf1,2,3"));
        assertEquals(FileKind.UTF_16, of("\u00ff\u00fe1\0,\0"));
        assertEquals("1,2", FileKind.withoutMark("\ufeff1,2"));
        assertEquals("1,2", FileKind.withoutMark("1,2"));
        assertEquals("", FileKind.withoutMark(""));
    }

    @Test
    void takesATextForATextWhereverItIsCut() {
        byte[] text = "x\u00e4\u20ac\ud83d\ude00".repeat(100).getBytes(StandardCharsets.UTF_8);
        for (int length = 1; length <= FileKind.BYTES; length++) {
            assertEquals(FileKind.TEXT, FileKind.of(Arrays.copyOf(text, length)));
        }
        assertEquals(FileKind.UNKNOWN, of("Gr\u00fc\u00dfe in Latin 1"));
    }

    @Test
    void hasAnAnswerForAnyBytes() {
        var random = new SplittableRandom(5);
        for (int trial = 0; trial < 10_000; trial++) {
            byte[] bytes = new byte[random.nextInt(20)];
            random.nextBytes(bytes);
            assertFalse(FileKind.of(bytes).description().isEmpty());
        }
    }
}
