package dev.lanewise.samples.digits;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server on this computer that answers as the test wants, and remembers what it was asked for. */
final class LoopbackMirror implements AutoCloseable {

    /** What to answer; the response is closed afterwards. */
    interface Answer {
        void to(HttpExchange exchange, LoopbackMirror mirror) throws IOException;
    }

    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<String> asked = new CopyOnWriteArrayList<>();

    LoopbackMirror(Answer answer) throws IOException {
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            try (exchange) {
                answer.to(exchange, this);
            }
        });
        server.start();
    }

    static Answer sending(byte[] body) {
        return (exchange, mirror) -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        };
    }

    /** Does not say how long the body is. */
    static Answer sendingChunks(byte[] body) {
        return (exchange, mirror) -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(body);
        };
    }

    static Answer sendingOnly(int bytes, byte[] body) {
        return (exchange, mirror) -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body, 0, bytes);
            exchange.getResponseBody().flush();
        };
    }

    static Answer stallingAfter(int bytes, byte[] body) {
        return (exchange, mirror) -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body, 0, bytes);
            exchange.getResponseBody().flush();
            mirror.stall();
        };
    }

    static Answer neverAnswering() {
        return (exchange, mirror) -> mirror.stall();
    }

    static Answer status(int code) {
        return (exchange, mirror) -> exchange.sendResponseHeaders(code, -1);
    }

    static Answer redirectingTo(URI place) {
        return (exchange, mirror) -> {
            exchange.getResponseHeaders().add("Location", place + exchange.getRequestURI().getPath().substring(1));
            exchange.sendResponseHeaders(302, -1);
        };
    }

    URI address() {
        return URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":" + server.getAddress().getPort() + "/");
    }

    List<String> asked() {
        return asked;
    }

    private void stall() throws IOException {
        try {
            closing.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
