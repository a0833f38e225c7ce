package dev.lanewise.samples.digits;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.UnresolvedAddressException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Gets files by HTTP, checks size and SHA-256 on the way, and does not wait for ever.
 */
final class VerifiedDownload {

    private static final int OK = 200;

    private final HttpClient client;
    private final Duration patience;

    /**
     * Transfers.
     *
     * @param client   with a limit for connecting
     * @param patience how long no byte may come
     */
    VerifiedDownload(HttpClient client, Duration patience) {
        this.client = client;
        this.patience = patience;
    }

    /**
     * Gets one file and forces it to the disk.
     *
     * @param file     what is expected
     * @param mirror   the folder that has it
     * @param to       an empty file, filled here; holds anything after a failure
     * @param listener told of the bytes
     * @throws MirrorFailure if the mirror did not send exactly this file
     * @throws IOException   if the file cannot be written, or the thread was interrupted
     */
    void get(RemoteFile file, URI mirror, FileChannel to, DownloadListener listener) throws IOException {
        try {
            ResponseBody body = open(file, mirror);
            try {
                copy(file, mirror, body, to, listener);
                to.force(true);
            } finally {
                body.cancel();
            }
        } catch (TimeoutException e) {
            throw new MirrorFailure(mirror, "sent no byte for " + seconds(patience), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException) new InterruptedIOException("the download of " + file.name() + " was interrupted").initCause(e);
        }
    }

    private ResponseBody open(RemoteFile file, URI mirror) throws MirrorFailure, TimeoutException, InterruptedException {
        URI address = URI.create(mirror + (mirror.getPath().endsWith("/") ? "" : "/") + file.name());
        CompletableFuture<HttpResponse<ResponseBody>> answer = client.sendAsync(HttpRequest.newBuilder(address).build(),
                info -> info.statusCode() == OK ? new ResponseBody() : HttpResponse.BodySubscribers.replacing(null));
        try {
            HttpResponse<ResponseBody> response = answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            requireFile(file, mirror, response);
            return response.body();
        } catch (ExecutionException e) {
            throw new MirrorFailure(mirror, behindProxy(address) + unreachable(e.getCause()), e.getCause());
        } finally {
            answer.cancel(true);        // no effect once it has come
        }
    }

    private static void requireFile(RemoteFile file, URI mirror, HttpResponse<ResponseBody> response) throws MirrorFailure {
        if (response.statusCode() != OK) {
            throw new MirrorFailure(mirror, "answered HTTP " + response.statusCode(), null);
        }
        OptionalLong length = response.headers().firstValueAsLong("Content-Length");
        if (length.isPresent() && length.getAsLong() != file.bytes()) {
            response.body().cancel();
            throw new MirrorFailure(mirror, "offers " + length.getAsLong() + " bytes instead of " + file.bytes(), null);
        }
    }

    private String unreachable(Throwable cause) {
        return switch (cause) {
            case HttpConnectTimeoutException _ -> "timed out after " + client.connectTimeout().map(VerifiedDownload::seconds)
                    .orElse("a while")
                    + " connecting";
            case ConnectException e when e.getCause() instanceof UnresolvedAddressException -> "has a host name that is not known here";
            case ConnectException _ -> "refused the connection";
            default -> "failed with " + cause;
        };
    }

    /** Whoever fails to answer is the proxy, where there is one. */
    private String behindProxy(URI address) {
        return client.proxy().stream().flatMap(proxies -> proxies.select(address).stream())
                .filter(proxy -> proxy.type() != Proxy.Type.DIRECT).findFirst()
                .map(proxy -> "is not reached: the proxy " + proxy.address().toString().replaceFirst("/?<unresolved>", "") + " ")
                .orElse("");
    }

    private void copy(RemoteFile file, URI mirror, ResponseBody body, FileChannel to, DownloadListener listener)
            throws IOException, TimeoutException, InterruptedException {
        MessageDigest digest = RemoteFile.newDigest();
        long received = 0;
        listener.received(file.name(), 0, file.bytes());
        for (List<ByteBuffer> piece = next(file, mirror, body, received); !piece.isEmpty(); piece = next(file, mirror, body, received)) {
            for (ByteBuffer buffer : piece) {
                received += buffer.remaining();
                digest.update(buffer.duplicate());
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
            }
            if (received > file.bytes()) {
                throw new MirrorFailure(mirror, "sent more than " + file.bytes() + " bytes", null);
            }
            listener.received(file.name(), received, file.bytes());
        }
        requireSame(file, mirror, received, RemoteFile.hex(digest));
    }

    /** The next bytes; a broken connection is the mirror's failure, unlike a disk that cannot be written. */
    private List<ByteBuffer> next(RemoteFile file, URI mirror, ResponseBody body, long received)
            throws MirrorFailure, TimeoutException, InterruptedException {
        try {
            return body.next(patience);
        } catch (IOException e) {
            throw new MirrorFailure(mirror, "broke off after " + received + " of " + file.bytes() + " bytes", e);
        }
    }

    private static void requireSame(RemoteFile file, URI mirror, long received, String sha256) throws MirrorFailure {
        if (received != file.bytes()) {
            throw new MirrorFailure(mirror, "sent " + received + " bytes instead of " + file.bytes(), null);
        }
        if (!sha256.equals(file.sha256())) {
            throw new MirrorFailure(mirror, "sent another file: expected SHA-256 " + file.sha256() + ", got " + sha256, null);
        }
    }

    private static String seconds(Duration duration) {
        return duration.toMillisPart() == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
