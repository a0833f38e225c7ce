package dev.lanewise.table;

import java.time.LocalDate;

/** Numbers that a day becomes. */
enum DatePart {

    /** Days since 1970-01-01, with the time of the day as a fraction. */
    DAYS,
    /** From 1 to 12. */
    MONTH,
    /** From 1 to 31. */
    DAY_OF_MONTH,
    /** From 1 for Monday to 7. */
    DAY_OF_WEEK,
    /** From 0 to 24. */
    HOUR;

    private static final double HOURS_OF_DAY = 24;

    /** This part of a time in days since 1970-01-01; NaN of NaN. */
    double of(double days) {
        if (Double.isNaN(days) || this == DAYS) {
            return days;
        }
        double day = Math.floor(days);
        LocalDate date = LocalDate.ofEpochDay((long) day);
        return switch (this) {
            case MONTH -> date.getMonthValue();
            case DAY_OF_MONTH -> date.getDayOfMonth();
            case DAY_OF_WEEK -> date.getDayOfWeek().getValue();
            case HOUR -> (days - day) * HOURS_OF_DAY;
            case DAYS -> throw new AssertionError();
        };
    }
}
