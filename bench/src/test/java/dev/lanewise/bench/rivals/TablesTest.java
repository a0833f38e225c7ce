package dev.lanewise.bench.rivals;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.bench.Net;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Medians and ratios. */
class TablesTest {

    private static Result result(Task task, String rival, double... callsPerSecond) {
        List<Slice> slices = Arrays.stream(callsPerSecond).mapToObj(calls -> new Slice(calls, 1e6 / calls)).toList();
        return new Result(new Case(task, Net.W1, 0, 1), rival, "1", 100, slices);
    }

    @Test
    void tellsMediansAndHowManyTimesBetterLanewiseIs() {
        List<Result> results = List.of(result(Task.STEP, "Lanewise", 3000, 9, 4000), result(Task.STEP, "Other", 1000, 2000),
                result(Task.PREDICT_1, "Lanewise", 200_000), result(Task.PREDICT_1, "Third", 100_000));

        assertEquals("""

                Training, samples/s:

                | case | threads | Lanewise | Other |
                |---|---|---|---|
                | W1 step | 1 | 192,000 | 96,000 (2.00x) |

                Prediction of one sample, us a call, the median of a slice:

                | case | threads | Lanewise | Third |
                |---|---|---|---|
                | W1 predict 1 | 1 | 5.0 | 10.0 (2.00x) |
                """, Tables.of(results));
    }
}
