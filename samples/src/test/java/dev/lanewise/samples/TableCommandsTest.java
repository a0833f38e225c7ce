package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.lanewise.formats.numpy.Npy;
import dev.lanewise.formats.tensor.NumberArray;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.store.ModelFile;
import dev.lanewise.table.TableModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A table in, a model out, answers from it. */
class TableCommandsTest {

    @TempDir
    private static Path folder;

    @BeforeAll
    static void writeTables() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        Files.writeString(folder.resolve("houses.csv"), "id;rooms;town;street;price;sold\n" + IntStream.range(0, 400).mapToObj(i -> {
            int rooms = 1 + random.nextInt(8), town = random.nextInt(3);
            int price = 100 * rooms + 70 * town + random.nextInt(30);
            return "h" + i + ";" + rooms + ";" + List.of("Ulm", "Bonn", "").get(town) + ";street " + i % 20 + ";" + price + ",5;"
                    + (price < 500 ? "yes" : "no");
        }).collect(Collectors.joining("\n")) + "\n");
        Files.writeString(folder.resolve("new.csv"), "rooms,town,street,sold,extra\n5,Ulm,street 3,yes.,1\n99,Rome,alley,no.,2\n");
        Files.writeString(folder.resolve("short.csv"), "rooms,town\n5,Ulm\n");
        Files.writeString(folder.resolve("ragged.csv"), "rooms,town\n5\n");
        Network digits = Network.create(NetworkSpec.inputs(784).dense(10, Activation.softmax()).build(), 1);
        ModelFile.save(digits, folder.resolve("digits.lanewise"));
        train("--target price --types sold=ignore --unit EUR --save FOLDER/price.lanewise --json FOLDER/price.json");
        train("--target sold --types price=ignore --metric accuracy --save FOLDER/sold.lanewise --json FOLDER/sold.json");
    }

    private static Cli train(String words) {
        Cli cli = run("train --data FOLDER/houses.csv --decimal , --quality fast " + words);
        assertEquals(0, cli.code(), cli.err());
        return cli;
    }

    private static Cli run(String words) {
        return Cli.run(Arrays.stream(words.split(" +")).map(word -> word.replace("FOLDER", folder.toString())).toArray(String[]::new));
    }

    private static Map<String, Object> json(String name) throws IOException {
        return JSON.std.mapFrom(Files.readString(folder.resolve(name)));
    }

    @Test
    void trainsAndWritesAllThatItFound() throws IOException {
        Map<String, Object> report = json("price.json");
        assertEquals(List.of("task", "target", "rows", "columns", "quality", "seed", "splitHash", "epochs", "bestEpoch", "folds",
                "networks", "trainSeconds", "wallSeconds", "metrics", "validationMetrics", "remarks", "modelSha256"),
                List.copyOf(report.keySet()));
        assertEquals("regression price 400 6 fast 1", report.get("task") + " " + report.get("target") + " " + report.get("rows") + " "
                + report.get("columns") + " " + report.get("quality") + " " + report.get("seed"));
        Map<?, ?> metrics = (Map<?, ?>) report.get("metrics");
        assertEquals(List.of("rmse", "mae", "r2"), List.copyOf(metrics.keySet()));
        assertTrue((double) metrics.get("r2") > 0.9, metrics.toString());
        TableModel model = TableModel.load(folder.resolve("price.lanewise"));
        assertEquals(report.get("modelSha256"), model.sha256());
        assertEquals("EUR", model.unit());
        assertEquals(List.of("accuracy", "auc", "logLoss"), List.copyOf(((Map<?, ?>) json("sold.json").get("metrics")).keySet()));
    }

    @Test
    void printsEachDecisionWithItsReason() {
        Cli cli = train("--target price --types sold=ignore,rooms=category --seed 2");
        for (String line : List.of("houses.csv: 400 rows, 6 columns", "column id is ignored: its text differs in every row",
                "column rooms is a category: it was chosen", "column town is boolean: it is 'Bonn' or 'Ulm'",
                "column street is a category: it has 20 different texts", "column sold is ignored: it was chosen")) {
            assertTrue(cli.out().lines().anyMatch(line::equals), line + " is not in " + cli.out());
        }
        assertTrue(cli.out().contains("the target is a regression: 'price' has "), cli.out());
        assertTrue(cli.out().contains("; the model has not seen these rows"), cli.out());
    }

    @Test
    void predictsARowALineWithColumnsThatAreKept() throws IOException {
        Cli cli = run("predict --model FOLDER/price.lanewise --data FOLDER/new.csv --keep town,extra");
        List<String> lines = cli.out().lines().toList();
        assertEquals("town,extra,price,price_low,price_high", lines.getFirst());
        assertTrue(lines.get(1).startsWith("Ulm,1,"), lines.get(1));
        double value = Double.parseDouble(lines.get(1).split(",")[2]);
        assertTrue(value > 400 && value < 640, lines.get(1));
        assertEquals(3, lines.size());
        assertEquals(List.of("columns that the model does not read: sold, extra", "new.csv, column rooms: 1 outside the range of training",
                "new.csv, column town: 1 unknown", "new.csv, column street: 1 unknown"), cli.err().lines().toList());
        Cli toFile = run("predict --model FOLDER/sold.lanewise --data FOLDER/new.csv --out FOLDER/answers.csv");
        assertEquals(0, toFile.code(), toFile.err());
        assertEquals("sold,probability_no,probability_yes", Files.readAllLines(folder.resolve("answers.csv")).getFirst());
        assertEquals(0, run("predict --model FOLDER/sold.lanewise --data FOLDER/new.csv --out FOLDER/answers.npy").code());
        List<String> first = List.of(Files.readAllLines(folder.resolve("answers.csv")).get(1).split(","));
        NumberArray array = Npy.read(folder.resolve("answers.npy"));
        assertEquals(2, array.rowSize());
        assertEquals(Float.parseFloat(first.get(2)), (float) array.number(1));
    }

    /** Answers are written in blocks, of which each row's is that of its table alone. */
    @Test
    void predictsMoreRowsThanABlockHas() throws IOException {
        int rows = 20_000;
        Files.writeString(folder.resolve("many.csv"), "id,rooms,town,street\n" + IntStream.range(0, rows)
                .mapToObj(i -> i + "," + i % 9 + "," + (i % 2 == 0 ? "Ulm" : "Bonn") + ",street " + i % 20 + "\n")
                .collect(Collectors.joining()));
        List<String> lines = run("predict --model FOLDER/sold.lanewise --data FOLDER/many.csv --keep id").out().lines().toList();
        assertEquals(rows + 1, lines.size());
        for (int row : new int[] {0, 16_383, 16_384, rows - 1}) {
            assertTrue(lines.get(row + 1).startsWith(row + ","), lines.get(row + 1));
            int same = row % 180;
            assertEquals(lines.get(same + 1).split(",", 2)[1], lines.get(row + 1).split(",", 2)[1]);
        }
        assertEquals(0, run("predict --model FOLDER/price.lanewise --data FOLDER/many.csv --out FOLDER/many.npy").code());
        NumberArray array = Npy.read(folder.resolve("many.npy"));
        assertEquals(array.number(19_999 % 180), array.number(19_999));
    }

    /** A terminal would obey them. */
    @Test
    void printsNoControlCharactersOfAFile() throws IOException {
        Files.writeString(folder.resolve("escape.csv"), "x,\"a\u001b[2J\nb\",sold\n" + IntStream.range(0, 60)
                .mapToObj(i -> i + "," + i % 7 + "," + (i < 30 ? "yes" : "no") + "\n").collect(Collectors.joining()));
        Cli cli = run("train --data FOLDER/escape.csv --target sold --quality fast --max-time 1h --folds 2 --save FOLDER/escape.lanewise");
        assertTrue(cli.out().contains("column a?[2J?b is numeric"), cli.out());
        assertTrue(cli.out().contains("as many as there is time for of 2 folds, each: 24 rows"), cli.out());
        assertTrue(!cli.out().contains("\u001b") && !cli.err().contains("\u001b"), cli.out());
        Cli importance = run("explain --model FOLDER/escape.lanewise --data FOLDER/escape.csv --importance");
        assertTrue(importance.out().contains("a?[2J?b") && !importance.out().contains("\u001b"), importance.out());
    }

    @Test
    void saysHowManyMembersAreLeft() throws IOException {
        Cli cli = train("--target price --types sold=ignore --folds 3 --prune-members --json FOLDER/pruned.json");
        List<?> networks = (List<?>) json("pruned.json").get("networks");
        int kept = networks.stream().mapToInt(network -> (int) ((Map<?, ?>) network).get("members")).sum();
        assertTrue(kept >= 3 && kept < 12, networks.toString());
        assertTrue(cli.out().contains(" did best, "), cli.out());
    }

    @Test
    void saysThatByTimeAllNetworksLearnFromTheSameRows() {
        Cli cli = train("--target price --types sold=ignore --time rooms --folds 2");
        assertTrue(cli.out().contains("2 networks that learn from the same rows: 256 rows to learn from"), cli.out());
        assertTrue(cli.out().contains(", network 2, after epoch ") && !cli.out().contains(", fold "), cli.out());
    }

    @Test
    void evaluatesASavedModelOnARowsFile() throws IOException {
        Cli cli = run("evaluate --model FOLDER/price.lanewise --data FOLDER/houses.csv --decimal , --json FOLDER/evaluated.json");
        assertEquals(0, cli.code(), cli.err());
        assertTrue(cli.out().startsWith("houses.csv: 400 rows, regression of price\nrmse "), cli.out());
        Map<String, Object> report = json("evaluated.json");
        assertEquals(json("price.json").get("modelSha256"), report.get("modelSha256"));
        assertTrue((double) ((Map<?, ?>) report.get("metrics")).get("r2") > 0.9);
        List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve("houses.csv")));
        lines.set(1, lines.get(1).replaceFirst("[0-9]+,5", ""));
        Files.write(folder.resolve("blank.csv"), lines);
        Cli blank = run("evaluate --model FOLDER/price.lanewise --data FOLDER/blank.csv --decimal ,");
        assertTrue(blank.out().startsWith("blank.csv: 399 rows, regression of price\n"), blank.out());
        assertTrue(blank.err().startsWith("blank.csv: 1 of 400 rows are left out, for they have no price\n"), blank.err());
        Cli paged = train("--target price --types sold=ignore --test FOLDER/blank.csv --max-time 1s --report FOLDER/blank.html");
        assertTrue(Files.readString(folder.resolve("blank.html")).contains("rows of the test file"), paged.err());
        Cli trimmed = run("evaluate --model FOLDER/sold.lanewise --data FOLDER/new.csv --trim-labels .");
        assertEquals(0, trimmed.code(), trimmed.err());
    }

    @Test
    void writesAPageWithTheNumbersOfTheJson() throws IOException {
        Cli cli = train("--target price --types sold=ignore --report FOLDER/report.html --json FOLDER/report.json --seed 3");
        assertTrue(cli.out().endsWith("report written to " + folder.resolve("report.html") + System.lineSeparator()), cli.out());
        String page = Files.readString(folder.resolve("report.html"));
        Map<String, Object> json = json("report.json");
        ((Map<?, ?>) json.get("metrics")).forEach((name, value) ->
                assertTrue(page.contains("data-name=\"test-" + name + "\" data-value=\"" + value + "\""), name + " " + value));
        ((Map<?, ?>) json.get("validationMetrics")).forEach((name, value) ->
                assertTrue(page.contains("data-name=\"validation-" + name + "\" data-value=\"" + value + "\""), name + " " + value));
        for (String text : List.of((String) json.get("splitHash"), (String) json.get("modelSha256"), "its text differs in every row",
                "--report " + folder.resolve("report.html"), "it has 20 different texts")) {
            assertTrue(page.contains(text), text);
        }
    }

    /** The best so far is saved, and going on comes to the model of a training that was never stopped. */
    @Test
    void savesTheBestWhenASignalStopsItAndGoesOn() throws IOException, InterruptedException {
        SignalledRun.assumeHeard("INT", 2);
        String words = "train --data FOLDER/houses.csv --decimal , --target price --types sold=ignore --quality best --folds 2 --threads 1"
                + " --checkpoint FOLDER/run";
        List<String> all = Arrays.stream((words + " --save FOLDER/stopped.lanewise").split(" "))
                .map(word -> word.replace("FOLDER", folder.toString())).toList();
        String printed = SignalledRun.printed(folder, "INT", 130, "epoch 2: ", all);
        assertTrue(printed.contains("\nstopped: the model is the best so far\nto go on:\n    java "), printed);
        assertTrue(printed.contains(" --resume\n") && printed.contains("\nsaved to "), printed);
        assertTrue(TableModel.load(folder.resolve("stopped.lanewise")).predict(Map.of("rooms", 5, "town", "Ulm", "street", "street 3"))
                .value() > 0);
    }

    @Test
    void goesOnFromCheckpoints() throws IOException {
        String words = "--target price --types sold=ignore --unit EUR --checkpoint FOLDER/again", first = train(words).out();
        String hash = first.lines().filter(line -> line.startsWith("model sha256 ")).findFirst().orElseThrow();
        assertEquals(json("price.json").get("modelSha256"), hash.substring("model sha256 ".length()));
        Cli resumed = train(words + " --resume");
        assertTrue(resumed.out().contains(hash), resumed.out());
        Cli refused = run("train --data FOLDER/houses.csv --decimal , --target price --checkpoint FOLDER/again");
        assertEquals(2, refused.code());
        assertTrue(refused.err().contains("/again has checkpoints; add --resume to go on from them, or name another folder"),
                refused.err());
    }

    @Test
    void explainsARowByItsColumns() throws IOException {
        Cli cli = run("explain --model FOLDER/price.lanewise --data FOLDER/houses.csv --decimal , --row 7 --json FOLDER/row.json");
        assertEquals(0, cli.code(), cli.err());
        List<String> lines = cli.out().lines().toList();
        assertTrue(lines.getFirst().startsWith("houses.csv, row 7: price is "), cli.out());
        assertTrue(cli.out().contains("EUR; the typical row of training has"), cli.out());
        assertTrue(lines.getLast().matches("sum [+-][\\d.]+, change [+-][\\d.]+, difference .*"), cli.out());
        Map<String, Object> json = json("row.json");
        double change = (double) json.get("change"), sum = ((List<?>) json.get("columns")).stream()
                .mapToDouble(column -> (double) ((Map<?, ?>) column).get("contribution")).sum();
        assertEquals(change, (double) json.get("answer") - (double) json.get("typical"), 1e-9);
        assertEquals(change, sum, 1e-3 * Math.abs(change));
        assertEquals("regression price 7 null", json.get("task") + " " + json.get("target") + " " + json.get("row") + " "
                + json.get("class"));
        String answers = run("predict --model FOLDER/price.lanewise --data FOLDER/houses.csv --decimal ,").out().lines().toList().get(7);
        assertEquals(Double.parseDouble(answers.split(",")[0]), (double) json.get("answer"), 1e-2);
    }

    @Test
    void explainsTheProbabilityOfAClass() {
        String words = "explain --model FOLDER/sold.lanewise --data FOLDER/houses.csv --decimal ,";
        assertTrue(run(words).out().startsWith("houses.csv, row 1: the probability of sold "));
        Cli no = run(words + " --class no --row 2"), yes = run(words + " --class yes --row 2");
        assertTrue(no.out().startsWith("houses.csv, row 2: the probability of sold no is "), no.out());
        assertTrue(yes.out().startsWith("houses.csv, row 2: the probability of sold yes is "), yes.out());
    }

    @Test
    void tellsHowMuchColumnsMatter() throws IOException {
        Cli cli = run("explain --model FOLDER/price.lanewise --data FOLDER/houses.csv --decimal , --importance --repeats 3 --rows 200"
                + " --json FOLDER/importance.json");
        assertEquals(0, cli.code(), cli.err());
        assertTrue(cli.out().startsWith("houses.csv: 200 of 400 rows, chosen at random: rmse "), cli.out());
        assertTrue(cli.out().lines().anyMatch(line -> line.matches(" *rooms +\\+[\\d.]+ +[\\d.]+ +#{30}")), cli.out());
        Map<String, Object> json = json("importance.json");
        assertEquals("rmse 200", json.get("metric") + " " + json.get("rows"));
        Map<?, ?> first = (Map<?, ?>) ((List<?>) json.get("columns")).getFirst();
        assertEquals("rooms", first.get("column"));
        assertEquals(3, ((List<?>) first.get("worse")).size());
        assertTrue((double) first.get("mean") > 5 * (double) first.get("spread"), first.toString());
    }

    @Test
    void leavesRowsWithoutATargetOutOfTheImportance() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve("houses.csv")));
        lines.set(7, lines.get(7).replaceFirst(";\\d+,5;", ";;"));
        Files.write(folder.resolve("gaps.csv"), lines);
        Cli cli = run("explain --model FOLDER/price.lanewise --data FOLDER/gaps.csv --decimal , --importance --repeats 1 --rows 100");
        assertEquals(0, cli.code(), cli.err());
        assertEquals("gaps.csv: 1 of 400 rows are left out, for they have no price", cli.err().strip());
        assertTrue(cli.out().startsWith("gaps.csv: 100 of 399 rows, chosen at random: rmse "), cli.out());
        lines.set(300, lines.get(300).replaceFirst(";\\d+,5;", ";dear;"));
        Files.write(folder.resolve("words.csv"), lines);
        Cli words = run("explain --model FOLDER/price.lanewise --data FOLDER/words.csv --decimal , --importance --rows 10");
        assertEquals(1, words.code());
        assertTrue(words.err().contains("the target 'price' expects a number in every row, got 'dear' in row 300"), words.err());
    }

    @Test
    void refusesADependenceOfNothing() throws IOException {
        Files.writeString(folder.resolve("many.csv"), "rooms,town,street\nmany,Ulm,street 3\n");
        Cli cli = run("explain --model FOLDER/price.lanewise --data FOLDER/many.csv --dependence rooms");
        assertEquals(1, cli.code());
        assertTrue(cli.err().contains("expects a value in column 'rooms' that the model can read"), cli.err());
    }

    @Test
    void tellsHowAnswersDependOnAColumn() throws IOException {
        Cli price = run("explain --model FOLDER/price.lanewise --data FOLDER/houses.csv --decimal , --dependence rooms"
                + " --json FOLDER/d.json");
        assertEquals(0, price.code(), price.err());
        assertTrue(price.out().startsWith("houses.csv: 400 rows: the mean of price in EUR where all rows have the same rooms"),
                price.out());
        assertTrue(price.out().lines().anyMatch(line -> line.matches(" +8 +[\\d.]+ +#{30}")), price.out());
        List<?> values = (List<?>) json("d.json").get("values");
        assertEquals(List.of("1", "2", "3", "4", "5", "6", "7", "8"), values.stream().map(value -> ((Map<?, ?>) value).get("value"))
                .toList());
        double first = (double) ((Map<?, ?>) values.getFirst()).get("answer"), last = (double) ((Map<?, ?>) values.getLast()).get("answer");
        assertEquals(700, last - first, 60);
        Cli sold = run("explain --model FOLDER/sold.lanewise --data FOLDER/houses.csv --decimal , --dependence town --class no");
        assertEquals(0, sold.code(), sold.err());
        assertTrue(sold.out().contains("(missing)") && sold.out().contains("a bar goes from 0 to 1"), sold.out());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            2 | train --data FOLDER/new.csv --target sold --resume | --resume expects --checkpoint DIR beside it
            2 | train --data FOLDER/new.csv --target sold --save FOLDER/x --report FOLDER/x | --save and --report expect two files, got \
            FOLDER/x for both
            2 | explain --model FOLDER/price.lanewise | --model is a model for tables: expected --data FILE beside it
            2 | explain --model FOLDER/price.lanewise --data FOLDER/new.csv --row 3 | --row expects a row from 1 to 2, got 3
            2 | explain --model FOLDER/price.lanewise --data FOLDER/new.csv --row 0 | --row expects a row from 1 on, got 0
            2 | explain --model FOLDER/price.lanewise --data FOLDER/new.csv --class yes | --class yes: the model predicts numbers of \
            'price', so there is no class 'yes'
            2 | explain --model FOLDER/sold.lanewise --data FOLDER/new.csv --class maybe | --class maybe: expected one of the classes no, \
            yes, got 'maybe'
            2 | explain --model FOLDER/sold.lanewise --data FOLDER/new.csv --weight 1:1,1 | --model is a model for tables, of which \
            columns are explained: expected it without the options of gradients, such as --weight, --sample and --html
            2 | explain --row 2 | --row, --class, --importance, --dependence, --no-header and the like are for models of tables: expected \
            one as --model
            2 | explain --model FOLDER/sold.lanewise --data FOLDER/new.csv --importance --row 1 | expected one of --row, --importance and \
            --dependence, got several
            2 | explain --model FOLDER/sold.lanewise --data FOLDER/new.csv --repeats 3 | --repeats and --metric expect --importance beside \
            them
            2 | explain --model FOLDER/sold.lanewise --data FOLDER/new.csv --seed 3 | --rows and --seed expect --importance or \
            --dependence beside them
            2 | explain --model FOLDER/sold.lanewise --data FOLDER/new.csv --importance --repeats 0 | --repeats expects a whole number of \
            at least 1, got 0
            2 | explain --model FOLDER/sold.lanewise --data FOLDER/new.csv --dependence extra | --dependence extra: expected a column that \
            the model reads, one of rooms, town, street
            1 | explain --model FOLDER/price.lanewise --data FOLDER/new.csv --importance | --data FOLDER/new.csv: expected a column \
            'price', but the table has rooms, town, street, sold, extra
            1 | explain --model FOLDER/price.lanewise --data FOLDER/short.csv | --data FOLDER/short.csv: the table lacks street, which the \
            model reads; it has rooms, town
            1 | predict --model FOLDER/digits.lanewise --data FOLDER/new.csv | --data FOLDER/new.csv: the network 784-10 \
            takes rows of 784 numbers, got 5 columns
            1 | predict --model FOLDER/price.lanewise --data FOLDER/short.csv | --data FOLDER/short.csv: the table lacks street, which the \
            model reads; it has rooms, town
            1 | predict --model FOLDER/price.lanewise --data FOLDER/ragged.csv | --data FOLDER/ragged.csv: line 2: expected \
            2 fields, as the \
            header has, got 1; column 2, 'town', is missing
            1 | predict --model FOLDER/price.lanewise --data /nope | --data /nope: it does not exist
            1 | evaluate --model FOLDER/sold.lanewise --data FOLDER/new.csv | --data FOLDER/new.csv: the target 'sold' expects one of the \
            classes no, yes, got 'yes.' in row 1
            2 | evaluate --model FOLDER/sold.lanewise | --model is a model for tables: expected --data FILE beside it
            2 | evaluate --model FOLDER/sold.lanewise --data FOLDER/new.csv --set x | --set and --dataset choose images, but --model is a \
            model for tables
            2 | evaluate --model FOLDER/digits.lanewise --no-header | --no-header, --separator, --decimal and --trim-labels are for models \
            of tables, but --model is none
            2 | predict --model FOLDER/price.lanewise --data FOLDER/new.csv --keep nope | --keep nope: expected a column 'nope', but the \
            table has rooms, town, street, sold, extra
            2 | train --data FOLDER/new.csv --target nope | --target nope: expected a column 'nope', but the table has \
            rooms, town, street, \
            sold, extra
            2 | train --data FOLDER/new.csv | --target COLUMN is missing
            2 | train --data FOLDER/new.csv --target sold --group town --time rooms | --group and --time are two ways to \
            split: expected one \
            of them
            2 | train --data FOLDER/new.csv --target sold --test x --test-share 0.1 | --test brings the rows of the test: expected it \
            without --test-share
            2 | train --data FOLDER/new.csv --target sold --types rooms=number | --types expects COLUMN=KIND with one of the \
            kinds numeric, \
            category, boolean, date, ignore, got 'rooms=number'
            2 | train --data FOLDER/new.csv --target sold --types sold=ignore | --types says what inputs are, but sold is the target
            2 | train --data FOLDER/new.csv --target sold --quality superb | --quality expects one of fast, good, best, got 'superb'
            2 | train --data FOLDER/new.csv --target sold --metric f1 | expected one of the metrics accuracy, logLoss, auc, rmse, mae, r2, \
            got 'f1'
            2 | train --data FOLDER/new.csv --target sold --max-time soon | --max-time expects a time above zero, such as \
            90s, 20 minutes or \
            2h, got 'soon'
            2 | train --data FOLDER/new.csv --target sold --separator ;; | --separator expects one character, or tab, got ';;'
            2 | train --data FOLDER/new.csv --target sold --test-share 1 | --test-share expects a share from 0 to below 1, such as 0.2, \
            got 1.0
            2 | train --data FOLDER/new.csv --target sold --save /nope/x | --save expects a file in a folder that exists, got /nope/x
            """)
    void saysWhatIsWrong(int code, String words, String sentence) {
        Cli cli = run(words);
        String help = code == 2 ? " (lanewise " + words.split(" ")[0] + " --help explains)" : "";
        assertEquals(sentence.replace("FOLDER", folder.toString()) + help, cli.err().strip());
        assertEquals(code, cli.code());
        assertEquals("", cli.out());
    }

    @Test
    void saysWhyATableIsNotLearnedFrom() {
        Cli cli = run("train --data FOLDER/new.csv --target sold");
        assertEquals(1, cli.code());
        assertTrue(cli.err().strip().endsWith("--data " + folder + "/new.csv: a training of a table expects at least 5 rows with a target,"
                + " got 2"), cli.err());
    }
}
