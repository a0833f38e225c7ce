package dev.lanewise.samples.digits;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The body of a response, taken piece by piece by one thread that waits for each only so long.
 *
 * <p>The time limit of a request is no help here: it ends with the headers, or covers the whole body, depending on the JDK.
 */
final class ResponseBody implements HttpResponse.BodySubscriber<ResponseBody> {

    private sealed interface Event permits Piece, End, Failure {
    }

    private record Piece(List<ByteBuffer> buffers) implements Event {
    }

    private record End() implements Event {
    }

    private record Failure(Throwable cause) implements Event {
    }

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

    /**
     * The next bytes.
     *
     * @param patience how long to wait for them
     * @return the bytes, or an empty list at the end
     * @throws IOException          if the connection failed
     * @throws TimeoutException     if nothing came
     * @throws InterruptedException if the calling thread was interrupted
     */
    List<ByteBuffer> next(Duration patience) throws IOException, TimeoutException, InterruptedException {
        return switch (events.poll(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            case Piece piece -> {
                subscription.thenAccept(s -> s.request(1));
                yield piece.buffers;
            }
            case End _ -> List.of();
            case Failure failure -> throw new IOException(failure.cause.getMessage(), failure.cause);
            case null -> throw new TimeoutException();
        };
    }

    /** Gives up the rest; no effect after the end. */
    void cancel() {
        subscription.thenAccept(Flow.Subscription::cancel);
    }

    @Override
    public CompletionStage<ResponseBody> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription.complete(newSubscription);
        newSubscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        events.add(new Piece(buffers));
    }

    @Override
    public void onError(Throwable cause) {
        events.add(new Failure(cause));
    }

    @Override
    public void onComplete() {
        events.add(new End());
    }
}
