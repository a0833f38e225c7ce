package dev.lanewise.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;

/**
 * A second copy of a class that calls kernels, so that C2 compiles it for other kernels than the original; see {@link FirstKernels}.
 *
 * @param <T> what the class extends
 */
public final class ClassCopy<T> {

    private final Constructor<? extends T> constructor;

    /**
     * Copies a class, or where a runtime holds no classes as files, takes the original.
     *
     * @param lookup   of its package
     * @param original the class, with a constructor that takes kernels
     * @param type     what it extends
     */
    public ClassCopy(MethodHandles.Lookup lookup, Class<? extends T> original, Class<T> type) {
        try (InputStream file = original.getResourceAsStream(original.getSimpleName() + ".class")) {
            Class<?> copied = file == null ? original : lookup.defineHiddenClass(file.readAllBytes(), false).lookupClass();
            constructor = copied.asSubclass(type).getDeclaredConstructor(Kernels.class);
            constructor.setAccessible(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the copied class has the constructor of its original", e);
        }
    }

    /**
     * An object of the copy.
     *
     * @param kernels what it calls
     * @return the object
     */
    public T of(Kernels kernels) {
        try {
            return constructor.newInstance(kernels);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the copied class has the constructor of its original", e);
        }
    }
}
