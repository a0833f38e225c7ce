package dev.lanewise.table;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Forms in which people write days, each with or without a time behind a T or a blank. */
enum DateForm {

    YEAR_FIRST("year, month, day", "-/", 0, 1, 2),
    DAY_FIRST("day, month, year", ".", 2, 1, 0),
    MONTH_FIRST("month, day, year", "/", 2, 0, 1),
    DAY_FIRST_SLASHES("day, month, year", "/", 2, 1, 0);

    private static final int YEAR_DIGITS = 4;
    private static final double SECONDS_OF_DAY = 86_400;
    /** A part of a second, then the zone, each of which may be absent. */
    private static final Pattern ZONE = Pattern.compile("([.,]\\d{1,9})? ?(Z|[+-]\\d{2}(:?\\d{2})?)?");

    private final String description;
    private final String marks;
    /** Which of the three numbers is the year, the month, the day. */
    private final int year, month, day;

    DateForm(String description, String marks, int year, int month, int day) {
        this.description = description;
        this.marks = marks;
        this.year = year;
        this.month = month;
        this.day = day;
    }

    String description() {
        return description;
    }

    /** The first form in which all texts are days; nothing where there is none. */
    static Optional<DateForm> of(List<String> texts) {
        return texts.isEmpty() ? Optional.empty()
                : Arrays.stream(values()).filter(form -> texts.stream().allMatch(text -> !Double.isNaN(form.days(text)))).findFirst();
    }

    /** Whether some text has a time. */
    static boolean haveTimes(List<String> texts) {
        return texts.stream().anyMatch(text -> text.indexOf(':') > 0);
    }

    /** Days since 1970-01-01, the time of the day as a fraction; NaN where the text is no day of this form. */
    double days(String text) {
        int first = digits(text, 0), second = digits(text, first + 1), third = digits(text, second + 1);
        if (first < 1 || second < first + 2 || third < second + 2 || marks.indexOf(text.charAt(first)) < 0
                || text.charAt(second) != text.charAt(first)) {
            return Double.NaN;
        }
        int yearLength = year == 0 ? first : third - second - 1;
        if (yearLength != YEAR_DIGITS) {
            return Double.NaN;
        }
        return days(number(text, 0, first), number(text, first + 1, second), number(text, second + 1, third)) + time(text, third);
    }

    private double days(int a, int b, int c) {
        int y = pick(year, a, b, c), m = pick(month, a, b, c), d = pick(day, a, b, c);
        return m < 1 || m > 12 || d < 1 || d > YearMonth.of(y, m).lengthOfMonth() ? Double.NaN : LocalDate.of(y, m, d).toEpochDay();
    }

    private static int pick(int place, int a, int b, int c) {
        return place == 0 ? a : place == 1 ? b : c;
    }

    /** One beyond the digits from a place on; -1 where that is beyond the end. At most four digits are taken. */
    private static int digits(String text, int from) {
        int at = from;
        while (from >= 0 && at < text.length() && at < from + YEAR_DIGITS && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return from < 0 || from >= text.length() ? -1 : at;
    }

    private static int number(String text, int from, int end) {
        int number = 0;
        for (int i = from; i < end; i++) {
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }

    /** The share of the day that has passed: {@code T13:45}, {@code 13:45:10.5}, then anything that says in which zone; NaN for others. */
    private static double time(String text, int from) {
        if (from == text.length()) {
            return 0;
        }
        int hours = digits(text, from + 1);
        if (text.charAt(from) != 'T' && text.charAt(from) != ' ' || hours != from + 3 || hours >= text.length()
                || text.charAt(hours) != ':') {
            return Double.NaN;
        }
        int minutes = digits(text, hours + 1), h = number(text, from + 1, hours);
        if (minutes != hours + 3 || h > 23 || number(text, hours + 1, minutes) > 59) {
            return Double.NaN;
        }
        double seconds = 3600.0 * h + 60.0 * number(text, hours + 1, minutes);
        return minutes == text.length() ? seconds / SECONDS_OF_DAY : (seconds + secondsBehind(text, minutes)) / SECONDS_OF_DAY;
    }

    private static double secondsBehind(String text, int from) {
        int end = text.charAt(from) == ':' ? digits(text, from + 1) : from;
        int seconds = end > from ? number(text, from + 1, end) : 0;
        if (end != from && (end != from + 3 || seconds > 59)) {
            return Double.NaN;
        }
        String zone = text.substring(end);
        return ZONE.matcher(zone).matches() ? seconds : Double.NaN;
    }
}
