package dev.lanewise.table;

/** A column of one row whose value changes: where a predictor keeps what it was told. For one thread at a time. */
final class RowValue implements Column {

    private final String name;
    private final NumberText format = NumberText.withDecimal('.');
    private double number = Double.NaN;
    /** Empty where a number was told. */
    private String text = "";

    RowValue(String name) {
        this.name = name;
    }

    void set(double value) {
        number = Double.isFinite(value) ? value : Double.NaN;
        text = "";
    }

    void set(String value) {
        String stripped = Blanks.strip(value);
        text = MissingText.is(stripped) ? "" : stripped;
        number = Double.NaN;
    }

    void clear() {
        set(Double.NaN);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public boolean isMissing(int row) {
        return text.isEmpty() && Double.isNaN(number);
    }

    @Override
    public double number(int row) {
        return text.isEmpty() ? number : format.parse(text);
    }

    @Override
    public String text(int row) {
        return text.isEmpty() && !isMissing(row) ? NumberText.of(number) : text;
    }

    @Override
    public Column at(int[] rows) {
        throw new UnsupportedOperationException("a value of one row");
    }
}
