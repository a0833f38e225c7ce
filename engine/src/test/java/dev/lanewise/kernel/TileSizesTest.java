package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.architecture.MainClasses;
import java.io.IOException;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The lengths of methods between which the JVM's compilers do with a tile what it is written for. */
@Tag("once")
class TileSizesTest {

    /** Beyond some more, C1 gives up: "out of virtual registers". The tile then runs in the interpreter until C2 has compiled it. */
    private static final int MOST = 2900;
    /** {@code -XX:FreqInlineSize}, its default. Inlined, a tile would see that an index advances by a constant. */
    private static final int INLINED = 325;

    private static Map<String, Integer> bytecodes(String classes, String methods) throws IOException, URISyntaxException {
        Map<String, Integer> bytecodes = new TreeMap<>();
        for (var type : MainClasses.all(Kernels.class)) {
            String owner = type.thisClass().asInternalName();
            for (MethodModel method : owner.matches("dev/lanewise/kernel/" + classes) ? type.methods() : List.<MethodModel>of()) {
                String name = method.methodName().stringValue();
                if (name.matches(methods) && method.code().orElse(null) instanceof CodeAttribute code) {
                    bytecodes.put(owner + "." + name + method.methodType().stringValue(), code.codeLength());
                }
            }
        }
        return bytecodes;
    }

    @Test
    void areSuchThatTheFirstCompilerManages() throws IOException, URISyntaxException {
        Map<String, Integer> sizes = bytecodes("(Vector\\w+|\\w+Loops\\$Vector)", "\\w+");
        sizes.values().removeIf(size -> size < MOST);
        assertEquals(Map.of(), sizes);
    }

    @Test
    void areSuchThatATileWithATurnIsNotInlined() throws IOException, URISyntaxException {
        Map<String, Integer> sizes = bytecodes("(VectorTight\\w+|VectorRowTiles)", "\\w+[865]x2");
        assertEquals(7, sizes.size(), "tiles found: " + sizes);
        sizes.values().removeIf(size -> size > INLINED);
        assertEquals(Map.of(), sizes);
    }
}
