package dev.lanewise.bench.rivals;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.bench.Net;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Medians and ratios. */
class TablesTest {

    /** Quiet moments are twice as fast as the mean for Lanewise, as fast for everybody else. */
    private static Result result(Task task, String rival, double... callsPerSecond) {
        double quiet = rival.equals("Lanewise") ? 2 : 1;
        List<Slice> slices = Arrays.stream(callsPerSecond).mapToObj(calls -> new Slice(calls, 1e6 / calls, quiet * calls)).toList();
        return new Result(new Case(task, Net.W1, 0, 1), rival, "1", 100, slices);
    }

    @Test
    void tellsMediansHowManyTimesBetterLanewiseIsAndTheGeometricMeans() {
        List<Result> results = List.of(result(Task.STEP, "Lanewise", 3000, 9, 4000), result(Task.STEP, "Other", 1000, 2000),
                result(Task.PREDICT_1, "Lanewise", 200_000), result(Task.PREDICT_1, "Other", 50_000),
                result(Task.PREDICT_1, "Third", 100_000), result(Task.PREDICT_8, "Lanewise", 1000), result(Task.PREDICT_8, "Third", 2000));

        assertEquals("""

                Training, samples/s, means and quiet (95th percentiles):

                | case | threads | Lanewise | quiet | Other | quiet |
                |---|---|---|---|---|---|
                | W1 step | 1 | 192,000 | 384,000 | 96,000 (2.00x) | 96,000 (4.00x) |

                Lanewise to the best rival of each case, geometric means:

                | task | cases | mean | quiet | least |
                |---|---|---|---|---|
                | STEP | 1 | 2.000 | 4.000 | 2.000 (W1 step, threads 1) |

                Prediction, samples/s, means and quiet (95th percentiles):

                | case | threads | Lanewise | quiet | Other | quiet | Third | quiet |
                |---|---|---|---|---|---|---|---|
                | W1 predict 1 | 1 | 200,000 | 400,000 | 50,000 (4.00x) | 50,000 (8.00x) | 100,000 (2.00x) | 100,000 (4.00x) |
                | W1 predict 8 | 1 | 8,000 | 16,000 | - | - | 16,000 (0.50x) | 16,000 (1.00x) |

                Lanewise to the best rival of each case, geometric means:

                | task | cases | mean | quiet | least |
                |---|---|---|---|---|
                | PREDICT_1 | 1 | 2.000 | 4.000 | 2.000 (W1 predict 1, threads 1) |
                | PREDICT_8 | 1 | 0.500 | 1.000 | 0.500 (W1 predict 8, threads 1) |
                | all | 2 | 1.000 | 2.000 | 0.500 (W1 predict 8, threads 1) |
                """, Tables.of(results));
    }

    @Test
    void hasNoStandingWithoutARival() {
        assertEquals(2, Tables.of(List.of(result(Task.STEP, "Lanewise", 1))).lines().filter(line -> line.startsWith("| ")).count());
    }
}
