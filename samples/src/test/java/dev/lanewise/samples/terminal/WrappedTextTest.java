package dev.lanewise.samples.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WrappedTextTest {

    @Test
    void leavesWhatFits() {
        String text = "one two\n\n  three four\n";
        assertEquals(text, WrappedText.of(text, 12));
    }

    @Test
    void breaksBetweenWordsAndIndentsTheRest() {
        assertEquals("  alpha\n    beta\n    gamma\nnext", WrappedText.of("  alpha beta gamma\nnext", 9));
        assertEquals("alpha beta\n  gamma", WrappedText.of("alpha beta gamma", 10));
    }

    @Test
    void continuesTheLastColumnOfATable() {
        assertEquals("  name  = value  what it means to\n                 somebody",
                WrappedText.of("  name  = value  what it means to somebody", 38));
        assertEquals("  name  = value  what it\n    means", WrappedText.of("  name  = value  what it means", 26));
    }

    @Test
    void leavesAWordThatIsTooLongWhole() {
        assertEquals("see\n  /a/path/that/is/long\n  there", WrappedText.of("see /a/path/that/is/long there", 10));
        assertEquals("/a/path/that/is/long", WrappedText.of("/a/path/that/is/long", 10));
    }

    @Test
    void keepsEveryWordAndTheWidth() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 2000; round++) {
            StringBuilder text = new StringBuilder();
            for (int word = random.nextInt(40); word > 0; word--) {
                text.append(" ".repeat(random.nextInt(4) == 0 ? random.nextInt(1, 9) : 1)).append("x".repeat(random.nextInt(1, 9)));
                text.append(random.nextInt(12) == 0 ? "\n" : "");
            }
            int width = random.nextInt(20, 90);

            String wrapped = WrappedText.of(text.toString(), width);

            assertEquals(text.toString().strip().replaceAll("\\s+", " "), wrapped.strip().replaceAll("\\s+", " "));
            assertTrue(wrapped.lines().allMatch(line -> line.length() <= width), width + ":\n" + wrapped);
        }
    }
}
