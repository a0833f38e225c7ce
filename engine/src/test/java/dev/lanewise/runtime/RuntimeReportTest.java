package dev.lanewise.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class RuntimeReportTest {

    @Test
    void isOneLine() {
        assertEquals("lanewise: 256-bit vectors (because), 8 processors, Java 25 (Somebody)",
                new RuntimeReport("25 (Somebody)", 256, "because", 8).line());
        assertEquals("lanewise: scalar kernels (because), 1 processor, Java 25 (Somebody)",
                new RuntimeReport("25 (Somebody)", 0, "because", 1).line());
    }

    @Test
    void tellsOfThisJvm() {
        RuntimeReport report = RuntimeReport.of(128, "because");
        assertEquals(128, report.vectorBits());
        assertEquals("because", report.reason());
        assertEquals(Runtime.getRuntime().availableProcessors(), report.processors());
        assertTrue(report.jdk().startsWith(Runtime.version().toString().split("\\+")[0]), report.jdk());
    }
}
