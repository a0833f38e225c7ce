package dev.lanewise.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * A second copy of a class that calls kernels, so that C2 compiles it for other kernels than the original; see {@link FirstKernels}.
 *
 * @param <T> what the class extends
 */
public final class ClassCopy<T> {

    private final Class<T> type;
    private final MethodHandle constructor;

    /**
     * Copies a class, or where a runtime holds no classes as files, takes the original.
     *
     * @param lookup   of the original's package, which may be of another module
     * @param original the class, with a constructor that takes kernels
     * @param type     what it extends
     */
    public ClassCopy(MethodHandles.Lookup lookup, Class<? extends T> original, Class<T> type) {
        try (InputStream file = original.getResourceAsStream(original.getSimpleName() + ".class")) {
            MethodHandles.Lookup copied = file == null ? lookup.in(original) : lookup.defineHiddenClass(file.readAllBytes(), false);
            constructor = copied.findConstructor(copied.lookupClass(), MethodType.methodType(void.class, Kernels.class));
            this.type = type;
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
            return type.cast(constructor.invoke(kernels));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a constructor that takes kernels throws nothing else", e);
        }
    }
}
