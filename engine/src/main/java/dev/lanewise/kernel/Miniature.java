package dev.lanewise.kernel;

/** Makes a small copy of some work, which runs the same kinds of kernels on as few numbers as possible. */
@FunctionalInterface
public interface Miniature {

    /**
     * The small copy, with scratch of its own.
     *
     * @param kernels what it runs
     * @return runs it once
     */
    Runnable on(Kernels kernels);
}
