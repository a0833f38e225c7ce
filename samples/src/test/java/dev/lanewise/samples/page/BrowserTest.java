package dev.lanewise.samples.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanewise.explain.Explanation;
import dev.lanewise.explain.Notation;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in a browser, where one is installed. */
class BrowserTest {

    private static final long SECONDS = 60;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {360, 1200})
    void fitsTheWindowAndRunsItsScript(int width) throws IOException, InterruptedException {
        assertFits(Explained.tutorial(), width);
        assertFits(Explained.deep(1), width);
    }

    /** On a phone the drawing begins with the inputs, and a button says that the cost is to the right; a wide window needs no hint. */
    @ParameterizedTest
    @CsvSource({"420,true", "1200,false"})
    void saysWhereMoreOfTheDrawingIs(int width, boolean narrow) throws IOException, InterruptedException {
        Path page = folder.resolve("page.html"), frame = folder.resolve("frame.html");
        Files.writeString(page, ExplanationPage.of(Explained.tutorial(), Notation.ARTICLE));
        Files.writeString(frame, """
                <!DOCTYPE html><html><body style="margin:0"><iframe id="f" width="%d" height="800" style="border:0"></iframe>
                <pre id="report"></pre><script>
                const frame = document.getElementById('f');
                frame.onload = () => {
                  const page = frame.contentDocument, drawing = page.querySelector('.drawing');
                  const [left, right] = page.querySelectorAll('button.side');
                  const state = () => 'hint=' + (left.offsetWidth > 0) + ' at=' + (drawing.scrollLeft > 0) + ' left=' + !left.disabled
                      + ' right=' + !right.disabled;
                  const report = document.getElementById('report');
                  report.textContent = state();
                  right.click();
                  report.textContent += ' then ' + state();
                };
                frame.src = 'page.html';
                </script></body></html>
                """.formatted(width));
        String dom = dom(frame);

        assertTrue(dom.contains("hint=" + narrow + " at=false left=false right=" + narrow), dom);
        assertTrue(dom.contains(" then hint=" + narrow + " at=" + narrow + " left=" + narrow), dom);
    }

    private void assertFits(Explanation e, int width) throws IOException, InterruptedException {
        Path page = folder.resolve("page.html"), frame = folder.resolve("frame.html");
        Files.writeString(page, ExplanationPage.of(e, Notation.ARTICLE));
        // a window of a browser is not as narrow as a phone, a frame is; the page reports to the frame's owner
        Files.writeString(frame, """
                <!DOCTYPE html><html><body style="margin:0"><iframe id="f" width="%d" height="800" style="border:0"></iframe>
                <pre id="report"></pre><script>
                const frame = document.getElementById('f');
                frame.onload = () => {
                  const root = frame.contentDocument.documentElement, parts = root.querySelectorAll('svg .about');
                  root.querySelectorAll('button.card')[1].click();
                  document.getElementById('report').textContent = 'ready=' + root.dataset.ready + ' width=' + root.dataset.width
                      + ' about=' + parts.length + ' shown=' + root.querySelectorAll('.panel:not([hidden])').length
                      + ' second=' + !root.querySelector('#panel-2').hidden;
                  root.querySelectorAll('details').forEach(way => way.open = true);
                  document.getElementById('report').textContent += ' open=' + root.scrollWidth;
                };
                frame.src = 'page.html';
                </script></body></html>
                """.formatted(width));
        String dom = dom(frame);

        Matcher report = Pattern.compile("ready=(\\w+) width=(\\d+) about=(\\d+) shown=(\\d+) second=(\\w+) open=(\\d+)").matcher(dom);
        assertTrue(report.find(), dom);
        assertEquals("true", report.group(1));
        assertTrue(Integer.parseInt(report.group(2)) <= width, report.group());
        assertTrue(Integer.parseInt(report.group(3)) >= 3, report.group());
        assertEquals("1", report.group(4));
        assertEquals("true", report.group(5));
        assertTrue(Integer.parseInt(report.group(6)) <= width, report.group());
    }

    private String dom(Path page) throws IOException, InterruptedException {
        Optional<Path> browser = browser();
        assumeTrue(browser.isPresent(), "no chromium, chromium-browser or google-chrome on the PATH: the page is not tried in a browser");
        List<String> command = new ArrayList<>(List.of(browser.get().toString(), "--headless", "--no-sandbox", "--disable-gpu",
                "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--allow-file-access-from-files",
                "--user-data-dir=" + folder.resolve("browser"), "--window-size=1300,900", "--virtual-time-budget=3000", "--dump-dom"));
        command.add(page.toUri().toString());
        Path out = folder.resolve("dom.html");
        Process process = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError("the browser did not end within " + SECONDS + " s");
        }
        return Files.readString(out);
    }

    private static Optional<Path> browser() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(File.pathSeparator)).filter(entry -> !entry.isEmpty())
                .flatMap(entry -> List.of("chromium", "chromium-browser", "google-chrome").stream().map(name -> Path.of(entry, name)))
                .filter(Files::isExecutable).findFirst();
    }
}
