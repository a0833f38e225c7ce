package dev.lanewise.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class UseGuardTest {

    private static final Executor OTHER = task -> Thread.ofPlatform().name("other").start(task);

    private final UseGuard guard = new UseGuard("a Thing serves one thread at a time");

    @Test
    void reportsASecondThreadAtItsEntrance() {
        guard.enter();
        var e = assertThrows(CompletionException.class, () -> CompletableFuture.supplyAsync(guard::enter, OTHER).join());
        assertEquals("java.lang.IllegalStateException: a Thing serves one thread at a time, but thread 'other' and thread '"
                + Thread.currentThread().getName() + "' used it at the same time", e.getMessage());
        guard.leave(true);
    }

    @Test
    void reportsASecondThreadThatSlippedIn() {
        boolean outermost = guard.enter();
        guard.leave(true);
        CompletableFuture.supplyAsync(guard::enter, OTHER).join();
        assertThrows(IllegalStateException.class, () -> guard.leave(outermost));
    }

    @Test
    void letsAnObjectBeHandedOn() {
        for (int i = 0; i < 3; i++) {
            CompletableFuture.runAsync(() -> guard.leave(guard.enter()), OTHER).join();
            guard.leave(guard.enter());
        }
    }

    @Test
    void letsACallBeMadeFromWithinACall() {
        assertTrue(guard.enter());
        boolean inner = guard.enter();
        assertFalse(inner);
        guard.leave(inner);
        guard.leave(true);
    }
}
