package dev.lanewise.bench.compare;

import dev.lanewise.bench.Checkout;
import dev.lanewise.model.Engine;
import dev.lanewise.train.Trainer;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * An engine in a class loader of its own, which sees the JDK and nothing else of this JVM: it is compiled anew and shares no profile with
 * another one.
 */
final class Build implements AutoCloseable {

    private final URLClassLoader loader;
    private final Function<String, Map.Entry<IntConsumer, Supplier<double[]>>> factory;

    /** Loads the {@link Calls} of a class path. */
    @SuppressWarnings("unchecked") // the interface is one of the JDK; what it is of, the other loader cannot say
    Build(List<Path> classPath) throws ReflectiveOperationException {
        loader = new URLClassLoader(classPath.stream().map(Build::url).toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        factory = (Function<String, Map.Entry<IntConsumer, Supplier<double[]>>>) loader.loadClass(Calls.class.getName())
                .getDeclaredConstructor().newInstance();
    }

    /** Where this JVM has the engine and its calls from. */
    static List<Path> ownClassPath() {
        return Stream.of(Calls.class, Engine.class, Trainer.class).map(Checkout::codeSource).distinct().toList();
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(path + " has no URL", e);
        }
    }

    /** Makes the objects of a case. */
    Subject make(String name) {
        Map.Entry<IntConsumer, Supplier<double[]>> made = factory.apply(name);
        return new Subject(made.getKey(), made.getValue());
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
