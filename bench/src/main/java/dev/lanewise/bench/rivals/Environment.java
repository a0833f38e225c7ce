package dev.lanewise.bench.rivals;

import dev.lanewise.bench.Machine;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where the numbers come from.
 *
 * @param machine    in one line, with its JDK
 * @param peakGflops FMA peak of a core, the best of the whole run
 * @param quiet      how much of the run other processes disturbed
 * @param versions   of each rival
 */
record Environment(String machine, double peakGflops, String quiet, Map<String, String> versions) {

    static Environment of(List<Result> results, String quiet) throws IOException {
        return new Environment(Machine.line(), results.stream().mapToDouble(Result::peakGflops).max().orElse(Double.NaN), quiet,
                results.stream().collect(Collectors.toMap(Result::rival, Result::version, (one, same) -> one, LinkedHashMap::new)));
    }

    String text() {
        var text = new StringBuilder(String.format("%s, FMA peak of a core %.1f GFLOP/s; %s%n", machine, peakGflops, quiet));
        versions.forEach((rival, version) -> text.append(String.format("%s: %s%n", rival, version)));
        return text.toString();
    }

    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("machine", machine);
        map.put("peakGflops", peakGflops);
        map.put("quiet", quiet);
        map.put("versions", versions);
        return map;
    }
}
