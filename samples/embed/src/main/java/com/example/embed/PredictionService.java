package com.example.embed;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lanewise.model.Network;
import dev.lanewise.store.ModelFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Answers {@code POST /predict} (numbers with commas between them) with the outputs of a network, and takes another network's file by
 * {@code PUT /model} while it runs. A network is immutable, so a request computes with the one that it began with.
 */
public final class PredictionService implements AutoCloseable {

    private static final int MOST_NUMBERS_BYTES = 1 << 16;
    private static final long MOST_MODEL_BYTES = 1 << 28;

    private final AtomicReference<Network> network;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    /** Listens on this machine alone; port 0 takes a free one. */
    public PredictionService(Network first, int port) throws IOException {
        network = new AtomicReference<>(first);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/predict", exchange -> answer(exchange, this::predict));
        server.createContext("/model", exchange -> answer(exchange, this::swap));
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private String predict(HttpExchange exchange) throws IOException {
        String[] words = new String(exchange.getRequestBody().readNBytes(MOST_NUMBERS_BYTES), StandardCharsets.US_ASCII).split(",");
        float[] row = new float[words.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = Float.parseFloat(words[i]);
        }
        StringBuilder text = new StringBuilder();
        for (float output : network.get().predict(row)) {
            text.append(text.isEmpty() ? "" : ",").append(output);
        }
        return text.toString();
    }

    private String swap(HttpExchange exchange) throws IOException {
        Network next = ModelFile.read(exchange.getRequestBody(), MOST_MODEL_BYTES).network();
        Network now = network.get();
        if (next.spec().inputs() != now.spec().inputs() || next.spec().outputs() != now.spec().outputs()) {
            throw new IllegalArgumentException("the network has other inputs or outputs than the one that answers now");
        }
        network.set(next);
        return next.sha256();
    }

    @FunctionalInterface
    private interface Work {
        String of(HttpExchange exchange) throws IOException;
    }

    /** What a client sends wrongly is its error, with the reason. */
    private static void answer(HttpExchange exchange, Work work) throws IOException {
        int status = 200;
        String text;
        try {
            text = work.of(exchange);
        } catch (IllegalArgumentException | IOException e) {
            status = 400;
            text = e.getMessage();
        }
        byte[] body = String.valueOf(text).getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
