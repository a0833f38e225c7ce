package dev.lanewise.samples.page;

/** Cells of tables; texts are escaped. */
final class Html {

    private Html() {
    }

    /** A row of cells. */
    static String row(String... cells) {
        return "<tr>" + String.join("", cells) + "</tr>\n";
    }

    static String head(String text) {
        return "<th scope=\"row\">" + Template.escaped(text) + "</th>";
    }

    static String cell(String text) {
        return "<td>" + Template.escaped(text) + "</td>";
    }

    /** A number, with all its digits for programs. */
    static String number(String name, double value) {
        return "<td class=\"n\" data-name=\"" + Template.escaped(name) + "\" data-value=\"" + value + "\">" + Numbers.brief(value)
                + "</td>";
    }
}
