package dev.lanewise.architecture;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.model.Network;
import dev.lanewise.train.Trainer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Arrows between packages point down only; jdeps sees them all. */
@Tag("once")
class PackageArrowsTest {

    /** Each floor may use what stands before it, but only where the table says so. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            entry("panel", Set.of()),
            entry("text", Set.of()),
            entry("runtime", Set.of()),
            entry("platform", Set.of("runtime")),
            entry("file", Set.of("text")),
            entry("kernel", Set.of("panel", "platform", "runtime")),
            entry("data", Set.of("panel", "file", "text")),
            entry("spec", Set.of("panel", "data", "text")),
            entry("metric", Set.of("spec", "text")),
            entry("chain", Set.of("kernel", "panel", "data", "spec", "text")),
            entry("model", Set.of("chain", "kernel", "panel", "platform", "runtime", "spec", "file", "text")),
            entry("section", Set.of("model", "spec", "panel", "file", "text")),
            entry("store", Set.of("section", "model", "spec", "data", "panel", "file", "text")),
            entry("update", Set.of("kernel", "panel")),
            entry("step", Set.of("update", "model", "chain", "kernel", "panel", "platform", "spec", "data", "text")),
            entry("train", Set.of("step", "store", "model", "metric", "chain", "kernel", "panel", "platform", "spec", "data", "text")),
            entry("train.checkpoint", Set.of("train", "step", "section", "store", "model", "spec", "data", "file", "text")),
            entry("explain", Set.of("train", "model", "kernel", "spec", "data", "text")));

    /** For example {@code dev.lanewise.spec.Layer$1 -> java.lang.Object java.base}. */
    private static final Pattern ARROW = Pattern.compile("^\\s+(\\S+)\\.(\\w+(?:\\$\\w+)*)\\s+->\\s+(\\S+)\\.([\\w$]+)\\s.*");

    private record Arrow(String fromPackage, String fromClass, String toPackage, String toClass) {

        boolean isAllowed() {
            if (toPackage.startsWith("jdk.incubator.vector")) {
                return fromPackage.equals("dev.lanewise.kernel") && fromClass.matches("Vector.*|\\w+Loops\\$Vector")
                        || fromPackage.equals("dev.lanewise.update") && fromClass.matches("\\w+Loops\\$Vector");
            }
            if (toPackage.startsWith("it.unimi.")) {
                return fromPackage.equals("dev.lanewise.data") && fromClass.equals("LabelIndex$OfFastutil");
            }
            if (toPackage.equals("com.sun.management")) {
                return fromPackage.equals("dev.lanewise.platform") && fromClass.equals("Jvm$Flags");
            }
            if (toPackage.equals("jdk.jfr")) {
                // loaded only where the runtime has it
                return fromClass.startsWith("FlightRecorderEvents");
            }
            if (toPackage.startsWith("java.")) {
                return true;
            }
            return toPackage.startsWith("dev.lanewise.") && (toPackage.equals(fromPackage)
                    || MAY_USE.getOrDefault(name(fromPackage), Set.of()).contains(name(toPackage)));
        }

        private static String name(String fullName) {
            return fullName.replace("dev.lanewise.", "");
        }
    }

    private static List<Arrow> arrows() throws URISyntaxException {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        int code = ToolProvider.findFirst("jdeps").orElseThrow().run(writer, writer, "-verbose:class", "-filter:none",
                "--ignore-missing-deps", MainClasses.folder(Network.class).toString(), MainClasses.folder(Trainer.class).toString());
        assertEquals(0, code, out::toString);
        List<Arrow> arrows = new ArrayList<>();
        for (String line : out.toString().lines().toList()) {
            Matcher matcher = ARROW.matcher(line);
            if (matcher.matches()) {
                arrows.add(new Arrow(matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4)));
            }
        }
        return arrows;
    }

    @Test
    void pointDownOnly() throws URISyntaxException {
        List<Arrow> arrows = arrows();
        assertEquals(List.of(), arrows.stream().filter(arrow -> !arrow.isAllowed()).toList());
    }

    @Test
    void startInPackagesOfTheDesign() throws URISyntaxException {
        for (Arrow arrow : arrows()) {
            assertTrue(arrow.fromPackage.startsWith("dev.lanewise.") && MAY_USE.containsKey(Arrow.name(arrow.fromPackage)),
                    arrow.fromPackage + " is in no row of this test's table");
        }
    }

    /** An explanation agrees with the kernels by computing the same, not by calling them; only functions of one float are shared. */
    @Test
    void leadFromExplanationsToTheElementaryFunctionsAlone() throws URISyntaxException {
        Set<String> shared = arrows().stream().filter(arrow -> Arrow.name(arrow.fromPackage).equals("explain")
                && Set.of("kernel", "chain", "panel").contains(Arrow.name(arrow.toPackage)))
                .map(Arrow::toClass).collect(Collectors.toSet());
        assertEquals(Set.of("Elementary", "ActivationFunction"), shared);
    }

    /** So that a change in what jdeps prints does not silence this test. */
    @Test
    void areSeen() throws URISyntaxException {
        List<Arrow> arrows = arrows();
        assertTrue(arrows.contains(new Arrow("dev.lanewise.train", "Trainer", "dev.lanewise.model", "Network")));
        assertTrue(arrows.contains(new Arrow("dev.lanewise.chain", "ParameterSet", "dev.lanewise.panel", "Panels")));
        assertTrue(arrows.contains(new Arrow("dev.lanewise.kernel", "VectorKernels", "jdk.incubator.vector", "FloatVector")));
        assertTrue(arrows.contains(new Arrow("dev.lanewise.kernel", "ScaleLoops$Vector", "jdk.incubator.vector", "FloatVector")));
        assertTrue(arrows.contains(new Arrow("dev.lanewise.data", "LabelIndex$OfFastutil", "it.unimi.dsi.fastutil.objects",
                "Object2IntOpenHashMap")));
        assertTrue(arrows.contains(new Arrow("dev.lanewise.spec", "Activation$Relu", "dev.lanewise.spec", "Activation")));
    }

    @Test
    void areRefusedWhereTheyPointUp() {
        assertFalse(new Arrow("dev.lanewise.panel", "Panels", "dev.lanewise.kernel", "Kernels").isAllowed());
        assertFalse(new Arrow("dev.lanewise.model", "Network", "dev.lanewise.train", "Trainer").isAllowed());
        assertFalse(new Arrow("dev.lanewise.chain", "Chain", "dev.lanewise.model", "NetworkSpec").isAllowed());
        assertFalse(new Arrow("dev.lanewise.store", "ModelFile", "dev.lanewise.runtime", "Team").isAllowed());
        assertFalse(new Arrow("dev.lanewise.kernel", "ScalarKernels", "jdk.incubator.vector", "FloatVector").isAllowed());
        assertFalse(new Arrow("dev.lanewise.kernel", "ScaleLoops", "jdk.incubator.vector", "FloatVector").isAllowed());
        assertFalse(new Arrow("dev.lanewise.train", "VectorStep", "jdk.incubator.vector", "FloatVector").isAllowed());
        assertFalse(new Arrow("dev.lanewise.model", "Network", "it.unimi.dsi.fastutil.objects", "ObjectArrayList").isAllowed());
        assertFalse(new Arrow("dev.lanewise.runtime", "Team", "com.sun.management", "ThreadMXBean").isAllowed());
        assertFalse(new Arrow("dev.lanewise.model", "Network", "sun.misc", "Unsafe").isAllowed());
    }
}
