package dev.lanewise.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.bench.Checkout;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import picocli.CommandLine;

class CompareTest {

    static boolean isClone() throws InterruptedException {
        return CommitTest.hasGit() && Files.exists(Checkout.root().resolve(".git"));
    }

    @Test
    @EnabledIf("isClone")
    void endsWithThreeWhereTheCloneLacksTheCommit() {
        assertEquals(3, execute("--baseline", "0123456789abcdef0123456789abcdef01234567"));
    }

    @Test
    void endsWithTwoWhereNoCaseHasTheName() {
        assertEquals(2, execute("--only", "W9"));
    }

    private static int execute(String... words) {
        return new CommandLine(new Compare()).execute(words);
    }
}
