package dev.lanewise.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.platform.Reports;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class RuntimeReportTest {

    private static RuntimeReport report(int vectorBits, boolean fastFma, int processors) {
        return new RuntimeReport("25 (Somebody)", "VM", "cpu", vectorBits, "because", fastFma, processors, 1);
    }

    @Test
    void isOneLine() {
        assertEquals("lanewise: 256-bit vectors (because), 8 processors, Java 25 (Somebody)", report(256, true, 8).line());
        assertEquals("lanewise: scalar kernels (because), 1 processor, Java 25 (Somebody)", report(0, true, 1).line());
        assertEquals("lanewise: 128-bit vectors (because), no fast fused multiply-add (same results, many times slower), 2 processors,"
                + " Java 25 (Somebody)", report(128, false, 2).line());
    }

    @Test
    void tellsWhatIsSlow() {
        assertFalse(report(128, true, 1).isSlow());
        assertTrue(report(0, true, 1).isSlow());
        assertTrue(report(512, false, 1).isSlow());
    }

    @Test
    void tellsOfThisJvm() {
        RuntimeReport report = Reports.of(128, "because");
        assertEquals(128, report.vectorBits());
        assertEquals("because", report.reason());
        assertEquals(Runtime.getRuntime().availableProcessors(), report.processors());
        assertTrue(report.jdk().startsWith(Runtime.version().toString().split("\\+")[0]), report.jdk());
        assertTrue(report.jvm().contains(System.getProperty("java.vm.info")), report.jvm());
        assertTrue(report.cpu().matches(System.getProperty("os.arch") + ".*MaxVectorSize=\\d+"), report.cpu());
        assertEquals(1, report.threads());
    }
}
