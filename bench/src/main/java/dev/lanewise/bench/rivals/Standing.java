package dev.lanewise.bench.rivals;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Lanewise in a case against the best of the others.
 *
 * @param which the case
 * @param mean  how many times as fast as the rival with the best mean
 * @param quiet how many times as fast as the rival that is best in quiet moments
 */
record Standing(Case which, double mean, double quiet) {

    /** The standing in a case; empty where Lanewise or everybody else is missing. */
    static Optional<Standing> of(Collection<Result> results) {
        List<Result> others = results.stream().filter(result -> !result.rival().equals(Lanewise.NAME)).toList();
        return others.isEmpty() ? Optional.empty() : results.stream().filter(result -> result.rival().equals(Lanewise.NAME)).findFirst()
                .map(ours -> new Standing(ours.which(), ours.value() / best(others, Result::value),
                        ours.quiet() / best(others, Result::quiet)));
    }

    private static double best(List<Result> results, ToDoubleFunction<Result> speed) {
        return results.stream().mapToDouble(speed).max().orElseThrow();
    }

    /** A table of the geometric means: a line a task, and a last one for all where there are several tasks. */
    static String text(List<Standing> standings) {
        if (standings.isEmpty()) {
            return "";
        }
        var text = new StringBuilder("\nLanewise to the best rival of each case, geometric means:\n\n")
                .append("| task | cases | mean | quiet | least |\n|---|---|---|---|---|\n");
        var byTask = standings.stream()
                .collect(Collectors.groupingBy(standing -> standing.which.task(), LinkedHashMap::new, Collectors.toList()));
        byTask.forEach((task, some) -> text.append(line(task.name(), some)));
        if (byTask.size() > 1) {
            text.append(line("all", standings));
        }
        return text.toString();
    }

    private static String line(String task, List<Standing> standings) {
        Standing least = standings.stream().min(Comparator.comparingDouble(Standing::mean)).orElseThrow();
        return String.format("| %s | %d | %.3f | %.3f | %.3f (%s, threads %d) |%n", task, standings.size(),
                geometricMean(standings, Standing::mean), geometricMean(standings, Standing::quiet), least.mean, least.which.name(),
                least.which.threads());
    }

    private static double geometricMean(List<Standing> standings, ToDoubleFunction<Standing> ratio) {
        return Math.exp(standings.stream().mapToDouble(standing -> Math.log(ratio.applyAsDouble(standing))).average().orElseThrow());
    }
}
