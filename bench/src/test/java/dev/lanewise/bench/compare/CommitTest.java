package dev.lanewise.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.bench.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class CommitTest {

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("baseline");
    }

    @Test
    void readsTheBaselineBesideComments() throws Exception {
        assertEquals("585be4a", read("# why\n\n  585be4a \n# more\n"));
        assertTrue(Commit.read(Checkout.root().resolve("bench/baseline")).matches("[0-9a-f]{7,40}"));
    }

    @Test
    void saysWhatIsWrongWithTheBaseline() {
        assertEquals(file + ": expected one line with the hash of a commit, got none", refusal("# nothing\n"));
        assertEquals(file + ": expected one line with the hash of a commit, got 'main'", refusal("main\n"));
        assertEquals(file + ": expected one line with the hash of a commit, got '585be4a', '7ec333f'", refusal("585be4a\n7ec333f\n"));
        Exception missing = assertThrows(BaselineException.class, () -> Commit.read(folder.resolve("none")));
        assertTrue(missing.getMessage().startsWith("the baseline is named in a file that cannot be read: "), missing.getMessage());
    }

    private String read(String text) throws IOException, BaselineException {
        return Commit.read(Files.writeString(file, text));
    }

    private String refusal(String text) {
        return assertThrows(BaselineException.class, () -> read(text)).getMessage();
    }

    static boolean hasGit() throws InterruptedException {
        try {
            return Finished.run(Path.of("."), "git", "--version").exitCode() == 0;
        } catch (BaselineException e) {
            return false;
        }
    }

    @Test
    @EnabledIf("hasGit")
    void findsACommitAndArchivesItsFiles() throws Exception {
        commitAFile();
        Commit head = Commit.find(folder, "HEAD");
        assertTrue(head.hash().matches("[0-9a-f]{40}"), head.hash());
        assertEquals(head, Commit.find(folder, head.shortHash()));
        assertEquals(head.shortHash(), Commit.describe(folder));
        Files.writeString(folder.resolve("b"), "changed");
        assertEquals(head.shortHash() + " with changes", Commit.describe(folder));
        Path zip = folder.resolve("files.zip");
        head.archive(zip);
        assertTrue(Files.size(zip) > 0);
    }

    @Test
    @EnabledIf("hasGit")
    void saysWhyACommitIsNotThere() throws Exception {
        assertEquals("the baseline 1234567 comes from the history of " + folder + ", but git failed with exit code 128:",
                unknown(folder).lines().findFirst().orElseThrow());
        commitAFile();
        assertEquals("the baseline 1234567 is not in this clone: git fetch may bring it", missing(folder));
        git("commit", "-q", "--allow-empty", "-m", "two");
        git("clone", "-q", "--depth=1", folder.toUri().toString(), "shallow");
        assertEquals("the baseline 1234567 is not in this clone: it is shallow; git fetch --unshallow brings all commits",
                missing(folder.resolve("shallow")));
    }

    private static String unknown(Path checkout) {
        return assertThrows(BaselineException.class, () -> Commit.find(checkout, "1234567")).getMessage();
    }

    private static String missing(Path clone) {
        return assertThrows(MissingCommitException.class, () -> Commit.find(clone, "1234567")).getMessage();
    }

    private void commitAFile() throws Exception {
        git("init", "-q");
        git("config", "user.name", "test");
        git("config", "user.email", "test@example.org");
        Files.writeString(folder.resolve("a"), "text");
        git("add", "a");
        git("commit", "-q", "-m", "one");
    }

    private void git(String... words) throws Exception {
        String[] command = new String[words.length + 1];
        command[0] = "git";
        System.arraycopy(words, 0, command, 1, words.length);
        Finished.run(folder, command).orThrow(String.join(" ", command));
    }

    @Test
    void saysThatAProgramIsMissing() {
        Exception missing = assertThrows(BaselineException.class, () -> Finished.run(folder, "no-such-program"));
        assertTrue(missing.getMessage().startsWith("the baseline needs no-such-program, which did not start: "), missing.getMessage());
    }
}
