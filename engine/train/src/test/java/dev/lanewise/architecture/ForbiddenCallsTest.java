package dev.lanewise.architecture;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.model.Network;
import dev.lanewise.train.Trainer;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The same bits everywhere: no function whose result may differ from one JVM, compiler or CPU to the next.
 *
 * <p>What a class calls, takes a reference of or reads stands in its constant pool, so that is where this looks.
 */
@Tag("once")
class ForbiddenCallsTest {

    private static final Set<String> EXACT_MATH = Set.of("fma", "sqrt", "rint", "floor", "abs", "max", "min", "addExact", "multiplyExact",
            "ceilDiv", "floorDiv", "floorMod", "clamp", "toIntExact");

    private static final Set<String> INEXACT_LANES = Set.of("SIN", "COS", "TAN", "ASIN", "ACOS", "ATAN", "ATAN2", "SINH", "COSH", "TANH",
            "EXP", "EXPM1", "LOG", "LOG10", "LOG1P", "CBRT", "HYPOT", "POW");

    private static Set<String> forbidden(ClassModel type) {
        Set<String> found = new TreeSet<>();
        for (PoolEntry entry : type.constantPool()) {
            if (entry instanceof MemberRefEntry member && isForbidden(member.owner().asInternalName(), member.name().stringValue())) {
                found.add(type.thisClass().asInternalName() + " uses " + member.owner().asInternalName() + "."
                        + member.name().stringValue());
            }
        }
        return found;
    }

    private static boolean isForbidden(String owner, String name) {
        if (owner.equals("java/lang/Math")) {
            return !EXACT_MATH.contains(name);
        }
        return owner.startsWith("jdk/incubator/vector/")
                && (name.startsWith("reduceLanes") || name.equals("pow") || INEXACT_LANES.contains(name));
    }

    @Test
    void areNowhereInTheEngine() throws IOException, URISyntaxException {
        Set<String> found = new TreeSet<>();
        for (ClassModel type : MainClasses.all(Network.class, Trainer.class)) {
            found.addAll(forbidden(type));
        }
        assertEquals(Set.of(), found);
    }

    /** So that looking in the wrong place does not silence this test. */
    @Test
    void areLookedForWhereAllowedOnesAreFound() throws IOException, URISyntaxException {
        Set<String> used = new TreeSet<>();
        for (ClassModel type : MainClasses.all(Network.class, Trainer.class)) {
            for (PoolEntry entry : type.constantPool()) {
                if (entry instanceof MemberRefEntry member) {
                    used.add(member.owner().asInternalName() + "." + member.name().stringValue());
                }
            }
        }
        assertTrue(used.containsAll(List.of("java/lang/Math.fma", "jdk/incubator/vector/FloatVector.fma", "java/lang/StrictMath.sqrt")));
    }

    @Test
    void areFoundAsCallsAndAsReferences() throws IOException, URISyntaxException {
        Path tests = MainClasses.origin(Sinner.class);
        ClassModel sinner = ClassFile.of().parse(tests.resolve(Sinner.class.getName().replace('.', '/') + ".class"));
        String name = Sinner.class.getName().replace('.', '/');
        assertEquals(Set.of(name + " uses java/lang/Math.exp", name + " uses java/lang/Math.tanh"), forbidden(sinner));
        assertEquals(2, Sinner.call() + Sinner.reference().applyAsDouble(100));
    }

    @Test
    void areToldFromAllowedOnes() {
        assertTrue(isForbidden("jdk/incubator/vector/FloatVector", "reduceLanes"));
        assertTrue(isForbidden("jdk/incubator/vector/FloatVector", "reduceLanesToLong"));
        assertTrue(isForbidden("jdk/incubator/vector/VectorOperators", "EXP"));
        assertFalse(isForbidden("jdk/incubator/vector/VectorOperators", "ADD"));
        assertTrue(isForbidden("java/lang/Math", "pow"));
        assertFalse(isForbidden("java/lang/StrictMath", "pow"));
    }

    private static final class Sinner {

        static double call() {
            return Math.exp(0);
        }

        static DoubleUnaryOperator reference() {
            return Math::tanh;
        }
    }
}
