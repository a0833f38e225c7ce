package dev.lanewise.samples.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.table.Csv;
import dev.lanewise.table.Table;
import dev.lanewise.table.TableImportance;
import dev.lanewise.table.TableMetric;
import dev.lanewise.table.TableReport;
import dev.lanewise.table.TableTrainer;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ReportPageTest {

    private static final String HOSTILE = "</script></style><b onload=x>\"'&{{target}}";

    @TempDir
    private static Path folder;
    private static Table table;
    private static TableReport price;
    private static TableReport sold;

    @BeforeAll
    static void train() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        StringBuilder csv = new StringBuilder("rooms,\"" + HOSTILE.replace("\"", "\"\"") + "\",price,sold\n");
        for (int i = 0; i < 300; i++) {
            int rooms = 1 + random.nextInt(8), kind = random.nextInt(2);
            csv.append(rooms).append(',').append(kind == 0 ? "<img src=http://x.example/>" : "plain").append(',')
                    .append(100 * rooms + 40 * kind + random.nextInt(50)).append(',').append(rooms + kind > 4 ? "<i>" : "no").append('\n');
        }
        Files.writeString(folder.resolve("t.csv"), csv);
        table = Csv.read(folder.resolve("t.csv"));
        price = TableTrainer.fast().target("price").run(table);
        sold = TableTrainer.fast().target("sold").run(table);
    }

    private static ReportPage page(TableReport report) {
        int[] rows = report.split().test();
        TableMetric metric = TableMetric.defaultFor(report.task().task());
        MeasuredRows measured = MeasuredRows.of("test", report.model(), table.at(rows), IntStream.of(rows).map(row -> row + 1).toArray());
        TableImportance importance = TableImportance.of(report.model(), measured.table(), metric, 2, 1);
        return new ReportPage(report, "t.csv", Map.of("seed", "1"), measured, importance, "train '" + HOSTILE + "'");
    }

    private static String value(Document page, String name) {
        NodeList cells = page.getElementsByTagName("td");
        for (int i = 0; i < cells.getLength(); i++) {
            Element cell = (Element) cells.item(i);
            if (cell.getAttribute("data-name").equals(name)) {
                return cell.getAttribute("data-value");
            }
        }
        return "";
    }

    @Test
    void hasTheNumbersOfTheTraining() {
        for (TableReport report : new TableReport[] {price, sold}) {
            Document page = Markup.parsed(page(report).html());
            report.metrics().forEach((name, number) -> assertEquals(number.toString(), value(page, "test-" + name)));
            report.validation().forEach((name, number) -> assertEquals(number.toString(), value(page, "validation-" + name)));
            assertEquals(String.valueOf(page(report).importance().columns().getFirst().mean()), value(page, "importance"));
            assertEquals(2, page.getElementsByTagName("svg").getLength());
        }
    }

    @Test
    void escapesHostileNamesAndLoadsNothing() {
        for (TableReport report : new TableReport[] {price, sold}) {
            String html = page(report).html();
            Document page = Markup.parsed(html);
            assertTrue(page.getDocumentElement().getTextContent().contains(HOSTILE), html);
            for (String tag : new String[] {"script", "b", "i", "img", "link", "iframe"}) {
                assertEquals(0, page.getElementsByTagName(tag).getLength(), tag);
            }
            String withoutNamespaces = html.replace("http://www.w3.org/2000/svg", "").replace("&lt;img src=http://x.example/&gt;", "");
            assertFalse(withoutNamespaces.matches("(?s).*(https?:|url\\(|@import|src=).*"), html);
            assertTrue(html.contains("prefers-color-scheme: dark"), html);
        }
    }

    @Test
    void listsTheWorstAnswersFirst() {
        MeasuredRows measured = page(price).measured();
        double[] errors = measured.worst(5).stream().mapToDouble(measured::error).toArray();
        double most = IntStream.range(0, measured.size()).mapToDouble(row -> Math.abs(measured.truth().number(row)
                - price.model().predict(measured.table()).get(row).value())).max().orElseThrow();
        assertEquals(most, errors[0]);
        assertTrue(IntStream.range(1, 5).allMatch(i -> errors[i] <= errors[i - 1]));
        Document page = Markup.parsed(page(price).html());
        assertEquals(String.valueOf(most), value(page, "error"));
        MeasuredRows classes = page(sold).measured();
        int worst = classes.worst(1).getFirst();
        assertEquals(1 - classes.answers().get(worst).probability(classes.truth().text(worst)), classes.error(worst));
    }

    @Test
    void putsAboutFiveRoundTicksOnAnAxis() {
        assertEquals(List.of(0, 2, 4, 6, 8, 10), new Chart.Axis(0, 10).ticks().stream().map(BigDecimal::intValueExact).toList());
        assertEquals(List.of(20, 40, 60, 80), new Chart.Axis(1, 99).ticks().stream().map(BigDecimal::intValueExact).toList());
        assertEquals(List.of(-0.05, 0.0, 0.05, 0.1), new Chart.Axis(-0.07, 0.12).ticks().stream().map(BigDecimal::doubleValue).toList());
        Chart.Axis around = Chart.Axis.around(1, 3, Double.NaN);
        assertEquals(0.9, around.from(), 1e-12);
        assertEquals(3.1, around.to(), 1e-12);
        assertTrue(Chart.Axis.around(5, 5).from() < 5 && Chart.Axis.around(5, 5).to() > 5);
    }
}
