package dev.lanewise.reproducibility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.model.Engine;
import dev.lanewise.reproducibility.JvmConfiguration.Setting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same bits in every JVM: vector widths, threads, compilers, collectors, sizes of blocks, the first run and later ones, each
 * alone against the reference and in random combinations.
 */
@Tag("once")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ReproducibilityTest {

    /** Every build has few, for each is a JVM of ten seconds; {@code -Dcombinations=12} has more. Fewer miss a number of threads. */
    private static final int COMBINATIONS = Integer.getInteger("combinations", 8);
    private static final long SEED = 2026;
    /** What a child prints for a net: its name, the sum of the state, the sum of the answers. */
    private static final String LINE = "(tiny|net|wide)\\d* [0-9a-f]{64} [0-9a-f]{64}";

    private static final List<List<Setting>> AXES = List.of(widths(), firstCalls(), threads(), compilers(), fma(), collectors(), rounds(),
            blocks());
    private static final Map<String, Future<List<String>>> RUNS = new LinkedHashMap<>();
    private static final ExecutorService TWO_AT_A_TIME = Executors.newFixedThreadPool(2);

    private static List<Setting> widths() {
        List<Setting> widths = new ArrayList<>();
        for (int bits : new int[] {512, 256, 128, 0}) {
            if (bits <= Engine.report().vectorBits()) {
                widths.add(width(bits + " bits", bits, 32));
            }
        }
        for (int bits : new int[] {256, 128}) {
            if (bits <= Engine.report().vectorBits()) {
                widths.add(width(bits + " bits in 16 registers", bits, 16));
            }
        }
        widths.add(Setting.of("no vector module").expecting("used 0 "));
        return widths;
    }

    private static Setting width(String name, int bits, int registers) {
        return new Setting(name, Stream.concat(ChildJvm.VECTORS.stream(),
                Stream.of("-Dlanewise.vectorBits=" + bits, "-Dlanewise.vectorRegisters=" + registers)).toList(), false, 1,
                "used " + bits + " ");
    }

    /** Which implementation begins, and when it changes. */
    private static List<Setting> firstCalls() {
        return Stream.of("vector", "scalar", "alternate").map(first -> Setting.of(first + " first calls", "-Dlanewise.firstCalls=" + first))
                .toList();
    }

    /** Every worker takes part, however little there is to do. */
    private static List<Setting> threads() {
        return IntStream.of(1, 2, 3, 7, 16)
                .mapToObj(n -> Setting.of(n + " threads", "-Dlanewise.threads=" + n, "-Dlanewise.leastFlops=" + (n == 1 ? 1_000_000 : 1)))
                .toList();
    }

    private static List<Setting> compilers() {
        return List.of(Setting.of("all compilers"), Setting.of("interpreter", "-Xint").onTinyNets(),
                Setting.of("C1", "-XX:TieredStopAtLevel=1"),
                // compiled soon, and waited for: the nets are small
                Setting.of("C2", "-XX:-TieredCompilation", "-XX:CompileThresholdScaling=0.1", "-Xbatch"));
    }

    private static List<Setting> fma() {
        return List.of(Setting.of("FMA"),
                Setting.of("no FMA", "-XX:+UnlockDiagnosticVMOptions", "-XX:-UseFMA").onTinyNets().expecting("slow FMA"));
    }

    private static List<Setting> collectors() {
        return Stream.of("G1", "Parallel", "Z", "Serial").map(name -> Setting.of(name + " collector", "-XX:+Use" + name + "GC")).toList();
    }

    private static List<Setting> rounds() {
        return List.of(Setting.of("first run"), Setting.of("many runs").rounds(6));
    }

    private static List<Setting> blocks() {
        return List.of(Setting.of("usual blocks"), blocks(1, 16, 16, 1, 1), blocks(3, 48, 48, 5_000, 3), blocks(5, 80, 112, 777, 5));
    }

    private static Setting blocks(int panels, int tileRows, int tileColumns, int cachedFloats, int scratchPanels) {
        return Setting.of("blocks of " + panels, "-Dlanewise.blockPanels=" + panels, "-Dlanewise.tileRows=" + tileRows,
                "-Dlanewise.tileColumns=" + tileColumns, "-Dlanewise.cachedFloats=" + cachedFloats,
                "-Dlanewise.scratchPanels=" + scratchPanels, "-Dlanewise.nearFloats=1", "-Dlanewise.nearDepth=16");
    }

    static List<JvmConfiguration> cells() {
        List<JvmConfiguration> cells = new ArrayList<>(JvmConfiguration.alone(AXES));
        cells.addAll(JvmConfiguration.combined(AXES, COMBINATIONS, SEED));
        return cells;
    }

    @BeforeAll
    static void startJvms() {
        for (JvmConfiguration cell : Stream.concat(Stream.of(JvmConfiguration.reference(AXES)), cells().stream()).toList()) {
            RUNS.put(cell.name(), TWO_AT_A_TIME.submit(cell::run));
        }
    }

    @AfterAll
    static void stopJvms() {
        TWO_AT_A_TIME.shutdownNow();
    }

    private static Map<String, String> reference() throws Exception {
        Map<String, String> sums = new LinkedHashMap<>();
        for (String line : RUNS.get("reference").get()) {
            if (line.matches(LINE)) {
                sums.put(line.split(" ")[0], line);
            }
        }
        return sums;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void areTheBitsOfTheReference(JvmConfiguration cell) throws Exception {
        List<String> printed = RUNS.get(cell.name()).get(), lines = printed.stream().filter(line -> line.matches(LINE)).toList();
        for (String line : lines) {
            assertEquals(reference().get(line.split(" ")[0]), line, cell.name());
        }
        int nets = TrainingCases.all(true).size() + (cell.tiny() ? 0 : TrainingCases.all(false).size());
        assertEquals(cell.rounds() * nets, lines.size(), printed::toString);
        for (Setting setting : cell.settings()) {
            assertTrue(printed.getLast().contains(setting.expects()), setting + " was not in effect: " + printed.getLast());
        }
    }

    @Test
    void differFromNetToNet() throws Exception {
        List<TrainingCase> nets = TrainingCases.all();
        assertEquals(nets.stream().map(TrainingCase::name).toList(), List.copyOf(reference().keySet()));
        for (int sum = 1; sum <= 2; sum++) {
            int which = sum;
            assertEquals(nets.size(), new HashSet<>(reference().values().stream().map(line -> line.split(" ")[which]).toList()).size());
        }
    }

    /** So that no cell is lost behind another of the same name. */
    @Test
    void areComparedInCellsThatDiffer() {
        assertEquals(cells().size() + 1, RUNS.size());
    }
}
