package dev.lanewise.bench.rivals;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.lanewise.bench.Net;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * The JVM of one rival with one case. It says its version and its answer, warms up, says so, and then runs a slice for each line it reads,
 * which is the slice's length in seconds. Between slices it waits on its input.
 */
final class RivalServer {

    private final PrintStream out;

    private RivalServer(PrintStream out) {
        this.out = out;
    }

    /** The words: rival, task, network, layer, threads, seconds to warm up. */
    public static void main(String[] words) throws IOException {
        // what libraries print must not come between the lines for the contest
        var server = new RivalServer(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
        System.setOut(System.err);
        Case which = new Case(Task.valueOf(words[1]), Net.valueOf(words[2]), Integer.parseInt(words[3]), Integer.parseInt(words[4]));
        server.serve(named(words[0]), which, Double.parseDouble(words[5]));
        System.exit(0);       // some libraries leave threads behind
    }

    private static Rival named(String name) {
        return ServiceLoader.load(Rival.class).stream().map(ServiceLoader.Provider::get).filter(rival -> rival.name().equals(name))
                .findFirst().orElseThrow(() -> new IllegalArgumentException("there is no rival " + name));
    }

    private void serve(Rival rival, Case which, double warmUpSeconds) throws IOException {
        Work work = Work.of(rival, which);
        say(Map.of("version", rival.version(), "answer", work.answer()));
        SteadySpeed.reach(work, warmUpSeconds);
        int callsOfAGroup = Slice.callsOfAGroup(work);
        say(Map.of("callsOfAGroup", callsOfAGroup));
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String seconds = in.readLine(); seconds != null; seconds = in.readLine()) {
            say(asMap(Slice.of(work, callsOfAGroup, Double.parseDouble(seconds))));
        }
    }

    private void say(Map<String, Object> words) throws IOException {
        out.println(JSON.std.asString(words));
    }

    private static Map<String, Object> asMap(Slice slice) {
        return Map.of("callsPerSecond", slice.callsPerSecond(), "p50Micros", slice.p50Micros(),
                "quietPerSecond", slice.quietPerSecond());
    }
}
