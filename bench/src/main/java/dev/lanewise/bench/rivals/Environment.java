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
 * @param avx2       whether the libraries were held to AVX2
 * @param versions   of each rival
 */
record Environment(String machine, double peakGflops, String quiet, boolean avx2, Map<String, String> versions) {

    private static final String WARM = "Everybody was warmed up until its speed was steady, Lanewise with its own warm-up first;"
            + " means are medians of the slices' means.";
    private static final String AVX2 = " All but ONNX Runtime were held to AVX2.";

    static Environment of(List<Result> results, String quiet, boolean avx2) throws IOException {
        return new Environment(Machine.line(), results.stream().mapToDouble(Result::peakGflops).max().orElse(Double.NaN), quiet, avx2,
                results.stream().collect(Collectors.toMap(Result::rival, Result::version, (one, same) -> one, LinkedHashMap::new)));
    }

    String text() {
        var text = new StringBuilder(String.format("%s, FMA peak of a core %.1f GFLOP/s; %s.%n%s%s%n", machine, peakGflops, quiet, WARM,
                avx2 ? AVX2 : ""));
        versions.forEach((rival, version) -> text.append(String.format("- %s: %s%n", rival, version)));
        return text.toString();
    }

    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("machine", machine);
        map.put("peakGflops", peakGflops);
        map.put("quiet", quiet);
        map.put("avx2", avx2);
        map.put("versions", versions);
        return map;
    }
}
