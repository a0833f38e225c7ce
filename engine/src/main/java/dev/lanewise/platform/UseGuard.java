package dev.lanewise.platform;

/**
 * Notices when an object that serves one thread at a time is used by two. It costs a nanosecond a call, allocates nothing and works by
 * plain stores: two threads that begin in the same instant may go unnoticed until one of them ends. Handing an object on from thread to
 * thread is legal, and so is a call from within a call of the same thread.
 */
public final class UseGuard {

    private final String rule;
    private Thread user;

    /**
     * A guard for one object.
     *
     * @param rule what the user should do instead, as a sentence: it begins the error
     */
    public UseGuard(String rule) {
        this.rule = rule;
    }

    /**
     * A call begins.
     *
     * @return whether this is the outermost call of its thread, to be handed to {@link #leave}
     * @throws IllegalStateException if another thread is in a call
     */
    public boolean enter() {
        Thread caller = Thread.currentThread(), other = user;
        if (other == caller) {
            return false;
        }
        if (other != null) {
            throw usedByTwo(caller, other);
        }
        user = caller;
        return true;
    }

    /**
     * A call has ended, with or without an exception.
     *
     * @param outermost what {@link #enter} said
     * @throws IllegalStateException if another thread has begun a call meanwhile, so that what either has computed is of no use
     */
    public void leave(boolean outermost) {
        if (outermost) {
            Thread caller = Thread.currentThread(), other = user;
            user = null;
            if (other != caller) {
                throw usedByTwo(caller, other);
            }
        }
    }

    private IllegalStateException usedByTwo(Thread caller, Thread other) {
        return new IllegalStateException(rule + ", but thread '" + caller.getName() + "' and "
                + (other == null ? "another thread" : "thread '" + other.getName() + "'") + " used it at the same time");
    }
}
