package dev.lanewise.fuzz;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs in a JVM of its own with a heap of 64 MB; {@code -Dlanewise.attacks=1000000} goes further. */
@Tag("hostile")
class MutationFuzzTest {

    static List<ReaderUnderTest> readers() {
        return Readers.all();
    }

    @ParameterizedTest
    @MethodSource("readers")
    @Timeout(value = 1, unit = TimeUnit.HOURS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void refusesDamageInOneSentence(ReaderUnderTest reader, @TempDir Path folder) throws IOException {
        FuzzRunner.at(reader, folder);
    }

    @Test
    void runsInASmallHeap() {
        assertTrue(Runtime.getRuntime().maxMemory() <= 64 << 20, "expected a heap of 64 MB, got " + Runtime.getRuntime().maxMemory());
    }
}
