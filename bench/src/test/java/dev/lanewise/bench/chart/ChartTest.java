package dev.lanewise.bench.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.bench.Net;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ChartTest {

    private static final String GATE = """
            [{"case": "W1 step", "threads": 1, "samplesPerSecond": 231016.4},
             {"case": "W1 step 2 threads", "threads": 2, "samplesPerSecond": 317638.0},
             {"case": "W1 step 2 threads to 1", "threads": 2, "samplesPerSecond": null},
             {"case": "W1 predict 1", "threads": 1, "samplesPerSecond": 239451.0}]""";
    private static final String RIVALS = """
            {"environment": {}, "results": [
             {"case": "W1 step", "threads": 1, "rival": "PyTorch", "samplesPerSecond": 130000.0},
             {"case": "W1 step", "threads": 1, "rival": "Lanewise", "samplesPerSecond": 222222.0}]}""";

    @TempDir
    private Path folder;

    @Test
    void readsTheStepsOfTheGateAndOfTheRivals() throws IOException {
        assertEquals(List.of(new Rate(Net.W1, "Lanewise", 1, 231016.4), new Rate(Net.W1, "Lanewise", 2, 317638)),
                Rate.read(file("gate.json", GATE)));
        assertEquals(List.of(new Rate(Net.W1, "PyTorch", 1, 130000), new Rate(Net.W1, "Lanewise", 1, 222222)),
                Rate.read(file("rivals.json", RIVALS)));
    }

    @Test
    void saysWhichFileHoldsNoRates() throws IOException {
        Path none = file("none.json", "{\"results\": [{\"case\": \"W1 predict 1\"}]}"), broken = file("broken.json", "[{");
        assertEquals(none + " has no row with a case such as 'W1 step', threads and samplesPerSecond",
                assertThrows(IOException.class, () -> Rate.read(none)).getMessage());
        assertTrue(assertThrows(IOException.class, () -> Rate.read(broken)).getMessage().startsWith(broken + " is not JSON: "));
    }

    @Test
    void drawsEveryBarWithItsNumberAndLetsLaterFilesWin() throws IOException {
        Path out = folder.resolve("chart.svg");
        int exit = new CommandLine(new Chart()).execute(file("gate.json", GATE).toString(), file("rivals.json", RIVALS).toString(),
                "--out", out.toString());
        assertEquals(0, exit);
        String svg = Files.readString(out);
        for (String text : List.of("784-128-10, batches of 64", "PyTorch", "130,000", "Lanewise", "222,222", "317,638", "2 threads")) {
            assertTrue(svg.contains(text), text);
        }
        assertTrue(!svg.contains("231,016"), "the older number of the same bar is gone");
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }
}
