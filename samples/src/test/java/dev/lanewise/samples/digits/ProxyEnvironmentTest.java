package dev.lanewise.samples.digits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ProxyEnvironmentTest {

    private static final byte[] BYTES = "what the mirror has".getBytes(StandardCharsets.UTF_8);
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final String ELSEWHERE = "http://mirror.invalid/";

    @TempDir
    private Path folder;

    private void download(String mirror, Map<String, String> environment) throws IOException {
        var digest = RemoteFile.newDigest();
        digest.update(BYTES);
        RemoteFile file = new RemoteFile("a.gz", BYTES.length, RemoteFile.hex(digest));
        new MnistDownload(List.of(URI.create(mirror)), List.of(file), LONG, LONG, environment).into(folder, (name, bytes, total) -> { });
    }

    private String failure(String mirror, Map<String, String> environment) {
        return assertThrows(IOException.class, () -> download(mirror, environment)).getMessage();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"})
    void namesTheProxyThatIsAsked(String variable) throws IOException {
        try (LoopbackMirror proxy = new LoopbackMirror(LoopbackMirror.sending(BYTES))) {
            download(ELSEWHERE, Map.of(variable, proxy.address().toString()));
            assertEquals(List.of("/a.gz"), proxy.asked());
            assertArrayEquals(BYTES, Files.readAllBytes(folder.resolve("a.gz")));
        }
    }

    @Test
    void namesATunnelForHttps() throws IOException, InterruptedException, ExecutionException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> request = CompletableFuture.supplyAsync(() -> firstLine(server));
            failure("https://mirror.invalid/", Map.of("HTTPS_PROXY", "127.0.0.1:" + server.getLocalPort()));
            assertEquals("CONNECT mirror.invalid:443 HTTP/1.1", request.get());
        }
    }

    private static String firstLine(ServerSocket server) {
        try (Socket socket = server.accept();
                BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            return in.readLine();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void hasTheNameAndPasswordForTheProxy() throws IOException {
        String basic = "Basic " + Base64.getEncoder().encodeToString("me:p@ss".getBytes(StandardCharsets.UTF_8));
        LoopbackMirror.Answer locked = (exchange, mirror) -> {
            if (basic.equals(exchange.getRequestHeaders().getFirst("Proxy-Authorization"))) {
                LoopbackMirror.sending(BYTES).to(exchange, mirror);
            } else {
                exchange.getResponseHeaders().add("Proxy-Authenticate", "Basic realm=\"here\"");
                exchange.sendResponseHeaders(407, -1);
            }
        };
        try (LoopbackMirror proxy = new LoopbackMirror(locked)) {
            String address = proxy.address().toString().replace("http://", "http://me:p%40ss@");
            download(ELSEWHERE, Map.of("http_proxy", address));
            assertArrayEquals(BYTES, Files.readAllBytes(folder.resolve("a.gz")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "*", "example.com, 127.0.0.1", "example.com 127.0.0.1:PORT", ".0.0.1"})
    void namesHostsThatAreAskedDirectly(String direct) throws IOException {
        try (LoopbackMirror mirror = new LoopbackMirror(LoopbackMirror.sending(BYTES));
                LoopbackMirror proxy = new LoopbackMirror(LoopbackMirror.status(500))) {
            String list = direct.replace("PORT", Integer.toString(mirror.address().getPort()));
            download(mirror.address().toString(), Map.of("http_proxy", proxy.address().toString(), "NO_PROXY", list));
            assertEquals(List.of(), proxy.asked());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "0.0.1.example", "27.0.0.1", "127.0.0.1:1", ""})
    void namesNoOtherHosts(String direct) throws IOException {
        try (LoopbackMirror mirror = new LoopbackMirror(LoopbackMirror.sending(BYTES));
                LoopbackMirror proxy = new LoopbackMirror(LoopbackMirror.sending(BYTES))) {
            download(mirror.address().toString(), Map.of("http_proxy", proxy.address().toString(), "no_proxy", direct));
            assertEquals(List.of("/a.gz"), proxy.asked());
            assertEquals(List.of(), mirror.asked());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"socks5://proxy:1080", "http://", "not an address"})
    void isRefusedWhereItNamesNoHttpProxy(String value) {
        assertEquals("HTTPS_PROXY expects the address of an HTTP proxy, such as http://proxy:3128, got '" + value + "'",
                failure(ELSEWHERE, Map.of("HTTPS_PROXY", value)));
    }

    @Test
    void keepsThePasswordOfAWrongAddressToItself() {
        String said = failure(ELSEWHERE, Map.of("http_proxy", "socks5://me:secret@proxy"));
        assertTrue(said.endsWith("got 'socks5://...@proxy'"), said);
    }

    @Test
    void isBlamedWhereTheProxyDoesNotAnswer() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertEquals("could not download a.gz: " + ELSEWHERE + " is not reached: the proxy 127.0.0.1:" + port + " refused the connection",
                failure(ELSEWHERE, Map.of("http_proxy", "127.0.0.1:" + port)));
    }
}
