package dev.lanewise.samples.tutorial;

import dev.lanewise.fuzz.Container;
import dev.lanewise.fuzz.FuzzRunner;
import dev.lanewise.fuzz.ReaderUnderTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("hostile")
class DigitsCsvFuzzTest {

    private static final byte[] DIGITS = (line(3) + line(8)).getBytes(StandardCharsets.UTF_8);

    private static String line(int digit) {
        return IntStream.range(0, 64).mapToObj(i -> (i * digit) % 17 + ",").collect(Collectors.joining("", "", digit + "\n"));
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "GZIPPED"})
    void refusesDamageInOneSentence(Container form, @TempDir Path folder) throws IOException {
        FuzzRunner.at(ReaderUnderTest.ofFile("digits-" + form, List.of("DigitsCsv.read"), form, List.of(DIGITS), (file, bytes) ->
                DigitsCsv.read(file)),
                folder);
    }
}
