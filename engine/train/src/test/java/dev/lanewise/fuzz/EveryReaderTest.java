package dev.lanewise.fuzz;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.architecture.MainClasses;
import dev.lanewise.model.Network;
import dev.lanewise.train.Trainer;
import java.io.IOException;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What takes bytes, files or texts from outside is under fire, also when it is new. */
@Tag("once")
class EveryReaderTest {

    private static final Set<String> SOURCES = Set.of("Path", "File", "InputStream", "Reader", "DataInput", "ObjectInput", "byte[]",
            "ByteBuffer", "ReadableByteChannel", "FileChannel", "MemorySegment", "URI", "URL");

    /** They take a path to write to, hold what was read or is in memory anyway, or leave reading to another reader. */
    private static final Set<String> OTHERS = Set.of("OutputFile.write", "OutputFile.writeOrKeep", "OutputFile.requireWritable",
            "OutputFile.requireRoom", "TemporaryFile.deleteLeftovers", "FolderLock.of", "ModelFile.save", "ModelFile.saveOrKeep",
            "CheckpointFile.save", "CheckpointDirectory.<init>", "CheckpointDirectory$Latest.<init>",
            "Destination$Missing.<init>", "Destination$Regular.<init>", "Destination$Special.<init>", "Dataset.labelledBytes",
            "Dataset.labelled", "Dataset.withTargets", "SegmentOutput.<init>", "SegmentOutput.write",
            "Predictor.predict");

    private static Set<String> readers() throws IOException, URISyntaxException {
        Set<String> readers = new TreeSet<>();
        for (ClassModel type : MainClasses.all(Network.class, Trainer.class)) {
            for (MethodModel method : type.methods()) {
                String name = type.thisClass().asSymbol().displayName() + "." + method.methodName().stringValue();
                if (type.flags().has(AccessFlag.PUBLIC) && method.flags().has(AccessFlag.PUBLIC) && reads(method)) {
                    readers.add(name);
                }
            }
        }
        readers.removeAll(OTHERS);
        return readers;
    }

    private static boolean reads(MethodModel method) {
        Set<String> operands = new TreeSet<>();
        for (ClassDesc operand : method.methodTypeSymbol().parameterList()) {
            operands.add(operand.displayName());
        }
        boolean parses = method.methodName().stringValue().startsWith("parse") && operands.contains("String");
        return parses || operands.stream().anyMatch(SOURCES::contains);
    }

    @Test
    void isUnderFire() throws IOException, URISyntaxException {
        Set<String> attacked = new TreeSet<>();
        Readers.all().forEach(target -> attacked.addAll(target.methods()));
        assertEquals(attacked, readers());
    }

    @Test
    void isFoundByWhatItTakes() throws IOException, URISyntaxException {
        assertTrue(readers().containsAll(Set.of("IdxFile.read", "ModelFile.load", "SectionReader.<init>", "NetworkSpec.parse")));
    }
}
