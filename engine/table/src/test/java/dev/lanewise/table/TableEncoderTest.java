package dev.lanewise.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableEncoderTest {

    private record Row(Object rooms, String town, String sold, String street, String built) {
    }

    private static final NumberForm PLAIN = new NumberForm(false, 0, true);

    private static Table train() {
        return Table.ofRecords(IntStream.range(0, 40).mapToObj(i -> new Row(i % 5 == 4 ? null : i % 5 + 1, List.of("Ulm", "Bonn", "Jena")
                .get(i % 3), i % 2 == 0 ? "yes" : "no", "street " + i % 10, "2020-01-" + (i % 9 + 10))).toList(), Row.class);
    }

    private static TableEncoder encoder(NumberForm form) {
        Table train = train();
        return TableEncoder.fit(train, DecidedColumns.of(train, train.columns().stream().map(KindInference::of).toList()), form);
    }

    @Test
    void laysInputsOutByColumns() {
        assertEquals(List.of("rooms NUMBER 0 1 0", "rooms FLAG 1 1 0", "town ONE_HOT 2 3 0", "sold FLAG 5 1 0", "street CODE 6 1 11",
                "built NUMBER 7 1 0", "built NUMBER 8 1 0", "built NUMBER 9 1 0"), texts(encoder(PLAIN)));
        assertEquals(List.of("rooms NUMBER 0 1 0", "rooms POSITION 1 1 2", "rooms FLAG 2 1 0", "town ONE_HOT 3 3 0", "sold FLAG 6 1 0",
                "street ONE_HOT 7 10 0"), texts(encoder(new NumberForm(true, 2, false))).subList(0, 6));
    }

    private static List<String> texts(TableEncoder encoder) {
        return encoder.inputs().stream().map(input -> input.column() + " " + input.kind() + " " + input.at() + " " + input.width() + " "
                + input.size()).toList();
    }

    @Test
    void encodesKnownMissingAndUnknownValues() {
        Table rows = Table.ofRecords(List.of(new Row(4, "Jena", "yes", "street 3", "2020-01-14"),
                new Row(null, null, null, null, null), new Row("many", "Rome", "maybe", "alley", "soon")), Row.class);
        float[][] inputs = encoder(PLAIN).encode(rows);
        // median 2.5, quartiles 1.75 and 3.25
        float scaled = (float) new NumberScale.Robust(0, 1).of(1);
        assertArrayEquals(new float[] {scaled, 0, 0, 1, 0, 1, 4}, Arrays.copyOf(inputs[0], 7));
        assertArrayEquals(new float[] {0, 1, 0, 0, 0, 0, 0}, Arrays.copyOf(inputs[1], 7));
        assertArrayEquals(inputs[1], inputs[2]);
    }

    @Test
    void encodesTheFirstOfTwoValuesAsMinusOne() {
        Table rows = Table.ofRecords(Stream.of("no", "yes", "maybe", "").map(Text::new).toList(), Text.class);
        BooleanEncoder encoder = new BooleanEncoder("kind", Vocabulary.ofTexts(List.of("no", "yes")));
        float[] inputs = new float[4];
        for (int row = 0; row < 4; row++) {
            encoder.encode(rows.column("kind"), row, inputs, row);
        }
        assertArrayEquals(new float[] {-1, 1, 0, 0}, inputs);
    }

    private static Voters voters(TableEncoder encoder) {
        return new Voters(List.of(new Voter(Network.create(NetworkSpec.inputs(encoder.width()).dense(1, Activation.identity()).build(), 1),
                encoder)));
    }

    @Test
    void countsWhatTrainingDidNotHave() {
        Table rows = Table.ofRecords(List.of(new Row(4, "Jena", "yes", "street 3", "2020-01-14"), new Row(99, "Rome", "no", "alley",
                "2020-01-14"), new Row("many", null, "no", "street 1", "2030-01-14")), Row.class);
        List<ColumnCounts> counts = voters(encoder(PLAIN)).counts(rows);
        assertEquals(List.of("rooms: 1 unknown, 1 outside the range of training", "town: 1 missing, 1 unknown", "street: 1 unknown",
                "built: 1 outside the range of training"), counts.stream().map(ColumnCounts::toString).toList());
    }

    @Test
    void knowsNumbersAgainHoweverTheyAreWritten() {
        Table train = Table.of(new float[][] {{1}, {2}, {3}}, "kind");
        TableEncoder encoder = TableEncoder.fit(train, DecidedColumns.of(train, List.of(new ColumnDecision("kind", ColumnKind.CATEGORY,
                ""))), PLAIN);
        Table rows = Table.ofRecords(Stream.of("01", "2.0", "x").map(Text::new).toList(), Text.class);
        assertArrayEquals(new float[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 0}}, encoder.encode(rows));
    }

    /** What 00123 of training is becomes 123 in a file of numbers alone. */
    @Test
    void findsACodeAgainByItsNumberWhereOnlyOneHasIt() {
        Table train = texts("00123", "A0123", "7", "7.0", "1.0"), numbers = Table.of(new float[][] {{123}, {7}, {1}, {2}}, "kind");
        TableEncoder encoder = TableEncoder.fit(train, DecidedColumns.of(train, List.of(new ColumnDecision("kind", ColumnKind.CATEGORY,
                ""))), PLAIN);
        assertArrayEquals(new float[][] {{1, 0, 0, 0, 0}, {0, 0, 1, 0, 0}, {0, 1, 0, 0, 0}, {0, 0, 0, 0, 0}}, encoder.encode(numbers));
        assertArrayEquals(new float[][] {{1, 0, 0, 0, 0}, {0, 0, 0, 0, 0}, {0, 0, 0, 0, 0}}, encoder.encode(texts("0123", "07", "x")));
        Vocabulary labels = Vocabulary.of(Distinct.of(train.column("kind")));
        assertArrayEquals(new int[] {0, 2, 1}, new Target.Classes("kind", labels).labels(numbers.at(new int[] {0, 1, 2}).column("kind")));
    }

    private static Table texts(String... texts) {
        return Table.ofRecords(Stream.of(texts).map(Text::new).toList(), Text.class);
    }

    /** Rows without the one day that tells the form. */
    @Test
    void readsDaysOfSomeRowsInTheFormOfAll() {
        Table all = texts("01/05/2020", "02/01/2020", "03/03/2020", "15/03/2020"), some = all.at(new int[] {0, 1, 2});
        DecidedColumns decided = DecidedColumns.of(all, List.of(KindInference.of(all.column("kind"))));
        TableEncoder encoder = TableEncoder.fit(some, decided, PLAIN);
        assertEquals(DateForm.DAY_FIRST_SLASHES, ((NumberEncoder) encoder.encoders().getFirst()).source().form());
        assertEquals("03/03/2020", TypicalRow.fit(some, decided).values().get("kind"));
        double[] days = OneColumnRule.of(some.column("kind"), ColumnKind.DATE, decided).keys();
        assertArrayEquals(new double[] {0, 61, 120}, Arrays.stream(days).map(day -> day - days[0]).toArray());
    }

    private record Text(String kind) {
    }

    @Test
    void roundsOnceFromDouble() {
        Table train = Table.ofRecords(Stream.of(0.1, 0.2, 0.3, 0.7, 1.9).map(One::new).toList(), One.class);
        TableEncoder encoder = TableEncoder.fit(train, DecidedColumns.of(train, List.of(KindInference.of(train.column("x")))), PLAIN);
        assertEquals((float) NumberScale.Robust.fit(new double[] {0.1, 0.2, 0.3, 0.7, 1.9}).of(0.7), encoder.encode(train)[3][0]);
    }

    private record One(double x) {
    }

    /** What is rare stands at 2 / sqrt(1 + 4 / 9), what is not at 0; half and half at plus and minus a half of that scale. */
    @Test
    void scalesFlagsAndOneHotInputsAsNumbers() {
        Table rows = Table.ofRecords(List.of(new Row(4, "Jena", "yes", "street 3", "2020-01-14"),
                new Row(null, "Ulm", "no", null, null), new Row(null, null, null, null, null)), Row.class);
        TableEncoder scaled = encoder(new NumberForm(false, 0, true, true));
        float[][] inputs = scaled.encode(rows);
        float rare = 1.6641005f, half = (float) (0.5 / Math.sqrt(1 + 1 / 36.0)), one = (float) new NumberScale.Robust(0, 1).of(1);
        // towns are a third each, so their upper quartile is 1; of rooms a fifth is missing
        assertArrayEquals(new float[] {one, 0, 0, one, 0, half, 4}, Arrays.copyOf(inputs[0], 7), 1e-6f);
        assertArrayEquals(new float[] {0, rare, 0, 0, one, -half, 0}, Arrays.copyOf(inputs[1], 7), 1e-6f);
        assertArrayEquals(new float[] {0, rare, 0, 0, 0, 0, 0}, Arrays.copyOf(inputs[2], 7), 1e-6f);
        assertEquals(encoder(PLAIN).inputs(), scaled.inputs());
    }

    @Test
    void readsWhatItWrites() {
        for (NumberForm form : List.of(PLAIN, new NumberForm(true, 16, false), new NumberForm(false, 0, true, true))) {
            FieldWriter out = new FieldWriter();
            encoder(form).write(out);
            FieldReader in = new FieldReader(out.toString());
            TableEncoder read = TableEncoder.read(in);
            in.end();
            assertArrayEquals(encoder(form).encode(train()), read.encode(train()));
            FieldWriter again = new FieldWriter();
            read.write(again);
            assertEquals(out.toString(), again.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "columns\t0\n", "columns\t2\nboolean\ta\ntexts\tx\ty\n", "columns\t1\nboolean\ta\ntexts\tx\n",
        "columns\t1\ncategory\ta\tcode\ntexts\tx\tx\n", "columns\t1\ncategory\ta\tnone\ntexts\tx\ty\n",
        "columns\t1\nnumber\ta\t0\t1\tNaN\tplain\nrobust\t0\t1\nbins\n", "columns\t1\nnumber\ta\t0\t1\t2\tplain\nnormal\t1\t0\nbins\n",
        "columns\t1\nnumber\ta\t0\t1\t2\tplain\nrobust\t0\t1\nbins\t1\t1\n",
        "columns\t1\nnumber\ta\t0\t1\t2\tplain\nrobust\t0\t1\t2\nbins\n",
        "columns\t1\nnumber\ta%4\t0\t1\t2\tplain\nrobust\t0\t1\nbins\n",
        "columns\t1\nnumber\ta\t0\t1\t2\tplain\tOLD\tDAYS\nrobust\t0\t1\nbins\n",
        "columns\t1\nboolean\ta\ntexts\tx\ty\nmore\n"})
    void refusesWhatIsSomethingElse(String text) {
        assertThrows(IllegalArgumentException.class, () -> {
            FieldReader in = new FieldReader(text);
            TableEncoder.read(in);
            in.end();
        });
    }
}
