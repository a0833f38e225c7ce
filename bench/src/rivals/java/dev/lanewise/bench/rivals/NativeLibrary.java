package dev.lanewise.bench.rivals;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;

/** A native library out of a jar of Bytedeco's, for calls through the foreign-function API. */
@SuppressWarnings("restricted")
final class NativeLibrary {

    private final SymbolLookup symbols;

    /**
     * Loads a library.
     *
     * @param preset the last part of the package that holds it
     * @param files  those that it needs first, then its own
     */
    NativeLibrary(String preset, String... files) {
        SymbolLookup last = null;
        for (String file : files) {
            Path library = extracted("/org/bytedeco/" + preset + "/" + Loader.getPlatform() + "/" + file);
            last = SymbolLookup.libraryLookup(library, Arena.global());
        }
        symbols = last;
    }

    /** All files of a preset in one folder, where they find each other. */
    static Path folder(String preset) {
        return extracted("/org/bytedeco/" + preset + "/" + Loader.getPlatform() + "/");
    }

    private static Path extracted(String resource) {
        try {
            var file = Loader.cacheResource(Loader.class, resource);
            if (file == null) {
                throw new FileNotFoundException("the class path has no " + resource);
            }
            return file.toPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    MethodHandle function(String name, FunctionDescriptor type) {
        return Linker.nativeLinker().downcallHandle(symbols.findOrThrow(name), type);
    }

    /** Calls what is known not to throw. */
    static Object call(MethodHandle function) {
        try {
            return function.invoke();
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
