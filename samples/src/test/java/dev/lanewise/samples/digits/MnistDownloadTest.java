package dev.lanewise.samples.digits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.samples.digits.LoopbackMirror.Answer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class MnistDownloadTest {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(250);
    private static final DownloadListener NOBODY = (file, bytes, total) -> { };

    private static final byte[] IMAGES = randomBytes(200_000, 1);
    private static final byte[] LABELS = randomBytes(100, 2);
    private static final RemoteFile IMAGE_FILE = describe("images.gz", IMAGES);
    private static final RemoteFile LABEL_FILE = describe("labels.gz", LABELS);
    private static final Answer GOOD = (exchange, mirror) ->
            LoopbackMirror.sending(exchange.getRequestURI().getPath().contains("images") ? IMAGES : LABELS).to(exchange, mirror);

    @TempDir
    private Path temporary;

    private final List<LoopbackMirror> mirrors = new ArrayList<>();

    @AfterEach
    void closeMirrors() {
        mirrors.forEach(LoopbackMirror::close);
    }

    @Test
    void bringsEveryFileAndLeavesNothingElse() throws IOException {
        Path folder = temporary.resolve("made").resolve("on the way");

        download(LONG, mirror(GOOD)).into(folder, NOBODY);

        assertEquals(Set.of("images.gz", "labels.gz"), namesIn(folder));
        assertArrayEquals(IMAGES, Files.readAllBytes(folder.resolve("images.gz")));
        assertArrayEquals(LABELS, Files.readAllBytes(folder.resolve("labels.gz")));
    }

    @Test
    void asksNobodyForFilesThatAreThere() throws IOException {
        LoopbackMirror mirror = mirror(GOOD);
        download(LONG, mirror).into(temporary, NOBODY);
        assertEquals(List.of("/images.gz", "/labels.gz"), mirror.asked());

        download(LONG, mirror).into(temporary, NOBODY);

        assertEquals(2, mirror.asked().size());
    }

    @Test
    void fetchesOnlyWhatIsMissingOrDamaged() throws IOException {
        LoopbackMirror mirror = mirror(GOOD);
        download(LONG, mirror).into(temporary, NOBODY);
        Files.write(temporary.resolve("labels.gz"), new byte[LABELS.length]);

        download(LONG, mirror).into(temporary, NOBODY);

        assertEquals(List.of("/images.gz", "/labels.gz", "/labels.gz"), mirror.asked());
        assertArrayEquals(LABELS, Files.readAllBytes(temporary.resolve("labels.gz")));
    }

    @Test
    void turnsToTheNextMirrorAndStaysThere() throws IOException {
        LoopbackMirror without = mirror(LoopbackMirror.status(404)), with = mirror(GOOD);

        download(LONG, without, with).into(temporary, NOBODY);

        assertEquals(List.of("/images.gz"), without.asked());
        assertEquals(List.of("/images.gz", "/labels.gz"), with.asked());
        assertEquals(Set.of("images.gz", "labels.gz"), namesIn(temporary));
    }

    @Test
    void namesEveryMirrorAndWhyItFailed() throws IOException {
        LoopbackMirror first = mirror(LoopbackMirror.status(404)), second = mirror(LoopbackMirror.status(503));

        IOException e = assertThrows(IOException.class, () -> download(LONG, first, second).into(temporary, NOBODY));

        assertEquals("could not download images.gz: " + first.address() + " answered HTTP 404; "
                + second.address() + " answered HTTP 503", e.getMessage());
        assertEquals(2, e.getSuppressed().length);
        assertEquals(Set.of(), namesIn(temporary));
    }

    @Test
    void saysHowMuchCameBeforeTheConnectionBroke() throws IOException {
        assertFailure("broke off after 70 of 100 bytes", LONG, LoopbackMirror.sendingOnly(70, LABELS));
    }

    @Test
    void saysThatABodyOfUnknownLengthWasTooShortOrTooLong() throws IOException {
        assertFailure("sent 70 bytes instead of 100", LONG, LoopbackMirror.sendingChunks(Arrays.copyOf(LABELS, 70)));
        assertFailure("sent more than 100 bytes", LONG, LoopbackMirror.sendingChunks(Arrays.copyOf(LABELS, 101)));
    }

    @Test
    void takesNoPageThatSomebodyPutInTheWay() throws IOException {
        assertFailure("offers 13 bytes instead of 100", LONG, LoopbackMirror.sending("please log in".getBytes()));
    }

    @Test
    void neverReplacesAnythingByAFileWithAnotherChecksum() throws IOException {
        byte[] mine = {1, 2, 3}, wrong = LABELS.clone();
        wrong[50] ^= 1;
        Files.write(temporary.resolve("labels.gz"), mine);

        assertFailure("sent another file: expected SHA-256 " + LABEL_FILE.sha256() + ", got " + describe("", wrong).sha256(),
                LONG, LoopbackMirror.sending(wrong));

        assertArrayEquals(mine, Files.readAllBytes(temporary.resolve("labels.gz")));
    }

    @Test
    void givesUpAServerThatStopsSending() throws IOException {
        assertTimeout(Duration.ofSeconds(5),
                () -> assertFailure("sent no byte for 250 ms", SHORT, LoopbackMirror.stallingAfter(70, LABELS)));
    }

    @Test
    void givesUpAServerThatNeverAnswers() throws IOException {
        assertTimeout(Duration.ofSeconds(5),
                () -> assertFailure("sent no byte for 250 ms", SHORT, LoopbackMirror.neverAnswering()));
    }

    @Test
    void isPatientWithAServerThatIsSlowButSends() throws IOException {
        Answer slow = (exchange, mirror) -> {
            exchange.sendResponseHeaders(200, LABELS.length);
            for (int i = 0; i < LABELS.length; i += 10) {
                exchange.getResponseBody().write(LABELS, i, 10);
                exchange.getResponseBody().flush();
                pause(60);
            }
        };

        download(List.of(LABEL_FILE), Duration.ofMillis(450), mirror(slow).address()).into(temporary, NOBODY);

        assertEquals(Set.of("labels.gz"), namesIn(temporary));
    }

    @Test
    void saysThatTheConnectionWasRefused() throws IOException {
        URI nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
        }

        IOException e = assertThrows(IOException.class, () -> download(List.of(LABEL_FILE), LONG, nobody).into(temporary, NOBODY));

        assertEquals("could not download labels.gz: " + nobody + " refused the connection", e.getMessage());
    }

    @Test
    void followsAMirrorThatHasMoved() throws IOException {
        LoopbackMirror moved = mirror(LoopbackMirror.redirectingTo(mirror(GOOD).address()));

        download(LONG, moved).into(temporary, NOBODY);

        assertEquals(Set.of("images.gz", "labels.gz"), namesIn(temporary));
    }

    @Test
    void tellsOfEachFileFromItsFirstByteToItsLast() throws IOException {
        List<String> heard = new ArrayList<>();

        download(LONG, mirror(GOOD)).into(temporary, (file, bytes, total) -> heard.add(file + " " + bytes + " of " + total));

        assertEquals("images.gz 0 of 200000", heard.getFirst());
        assertTrue(heard.contains("images.gz 200000 of 200000"), heard.toString());
        assertEquals(List.of("labels.gz 0 of 100", "labels.gz 100 of 100"), heard.subList(heard.size() - 2, heard.size()));
    }

    @Test
    void stopsWhenItsThreadIsInterrupted() throws IOException {
        LoopbackMirror mirror = mirror(LoopbackMirror.neverAnswering());

        Thread.currentThread().interrupt();
        IOException e = assertThrows(InterruptedIOException.class, () -> download(LONG, mirror).into(temporary, NOBODY));

        assertEquals("the download of images.gz was interrupted", e.getMessage());
        assertTrue(Thread.interrupted());
        assertEquals(Set.of(), namesIn(temporary));
    }

    @Test
    void blamesNoMirrorForAFolderThatCannotBeWritten() throws IOException {
        Path file = Files.write(temporary.resolve("not a folder"), LABELS);
        LoopbackMirror mirror = mirror(GOOD);

        IOException self = assertThrows(IOException.class, () -> download(LONG, mirror).into(file, NOBODY));
        IOException below = assertThrows(IOException.class, () -> download(LONG, mirror).into(file.resolve("below"), NOBODY));

        assertEquals("cannot write to the folder " + file + ": " + file + " is no folder", self.getMessage());
        assertTrue(below.getMessage().startsWith("cannot write to the folder " + file.resolve("below") + ": "), below.getMessage());
        assertEquals(List.of(), mirror.asked());
    }

    @Test
    void deletesWhatKilledDownloadsHaveLeft() throws IOException {
        Files.write(temporary.resolve("images.gz123.part"), LABELS);
        Files.write(temporary.resolve("labels.gz456.part"), LABELS);
        Files.write(temporary.resolve("mine.part"), LABELS);

        download(LONG, mirror(GOOD)).into(temporary, NOBODY);

        assertEquals(Set.of("images.gz", "labels.gz", "mine.part"), namesIn(temporary));
    }

    /** A process of its own: the lock of a file is between processes. */
    @Test
    void leavesWhatAnotherProcessIsWriting() throws IOException, InterruptedException {
        Path part = Files.write(temporary.resolve("images.gz123.part"), LABELS);
        Process other = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), LockHolder.class.getName(), part.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try {
            assertEquals('l', other.getInputStream().read());

            download(LONG, mirror(GOOD)).into(temporary, NOBODY);
            assertEquals(Set.of("images.gz", "images.gz123.part", "labels.gz"), namesIn(temporary));
        } finally {
            other.destroyForcibly().waitFor();
        }

        download(LONG, mirror(GOOD)).into(temporary, NOBODY);
        assertEquals(Set.of("images.gz", "labels.gz"), namesIn(temporary));
    }

    @Test
    void sharesItsFolderWithOthersThatDownloadAtTheSameTime() throws InterruptedException, ExecutionException, IOException {
        LoopbackMirror mirror = mirror(GOOD);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Object>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(threads.submit(() -> {
                    download(LONG, mirror).into(temporary, NOBODY);
                    return null;
                }));
            }
            for (Future<Object> one : all) {
                one.get();
            }
        }
        assertEquals(Set.of("images.gz", "labels.gz"), namesIn(temporary));
        assertArrayEquals(IMAGES, Files.readAllBytes(temporary.resolve("images.gz")));
    }

    @Test
    void refusesToWorkWithoutMirrorsOrTime() {
        assertEquals("a download needs at least 1 mirror, got none", assertThrows(IllegalArgumentException.class,
                () -> new MnistDownload(List.of(), List.of(), LONG, LONG, Map.of())).getMessage());
        assertEquals("time limits must be above 0, got PT5S to connect and PT0S without a byte",
                assertThrows(IllegalArgumentException.class,
                        () -> new MnistDownload(MnistDownload.MIRRORS, List.of(), CONNECT, Duration.ZERO, Map.of())).getMessage());
    }

    @Test
    void knowsTheFourFilesThatTheReaderWants() {
        assertEquals(Set.of("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte.gz",
                "t10k-labels-idx1-ubyte.gz"), MnistDownload.FILES.stream().map(RemoteFile::name).collect(Collectors.toSet()));
        assertEquals(11_594_722, MnistDownload.FILES.stream().mapToLong(RemoteFile::bytes).sum());
        assertTrue(MnistDownload.FILES.stream().allMatch(file -> file.sha256().matches("[0-9a-f]{64}")));
    }

    /** Asks for the labels: a bad mirror alone must fail like this and leave no trace; with a good one behind it all is well. */
    private void assertFailure(String verb, Duration silence, Answer bad) throws IOException {
        LoopbackMirror mirror = mirror(bad);
        Set<String> before = namesIn(temporary);

        IOException e = assertThrows(IOException.class,
                () -> download(List.of(LABEL_FILE), silence, mirror.address()).into(temporary, NOBODY));

        assertEquals("could not download labels.gz: " + mirror.address() + " " + verb, e.getMessage());
        assertEquals(before, namesIn(temporary));
        Path other = Files.createTempDirectory(temporary, "other");
        download(List.of(LABEL_FILE), silence, mirror.address(), mirror(GOOD).address()).into(other, NOBODY);
        assertEquals(Set.of("labels.gz"), namesIn(other));
    }

    private LoopbackMirror mirror(Answer answer) throws IOException {
        LoopbackMirror mirror = new LoopbackMirror(answer);
        mirrors.add(mirror);
        return mirror;
    }

    private static MnistDownload download(Duration silence, LoopbackMirror... mirrors) {
        return download(List.of(IMAGE_FILE, LABEL_FILE), silence, Stream.of(mirrors).map(LoopbackMirror::address).toArray(URI[]::new));
    }

    private static MnistDownload download(List<RemoteFile> files, Duration silence, URI... mirrors) {
        return new MnistDownload(List.of(mirrors), files, CONNECT, silence, Map.of());
    }

    private static Set<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(Files::isRegularFile).map(path -> path.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static RemoteFile describe(String name, byte[] content) {
        MessageDigest digest = RemoteFile.newDigest();
        digest.update(content);
        return new RemoteFile(name, content.length, RemoteFile.hex(digest));
    }

    private static byte[] randomBytes(int count, long seed) {
        byte[] bytes = new byte[count];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    private static void pause(int millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
