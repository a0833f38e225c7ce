package dev.lanewise.kernel;

import dev.lanewise.panel.Panels;
import dev.lanewise.platform.Overrides;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.util.List;

/**
 * The scalar kernels of the first calls: second copies of their classes, which share no compiled code with the vector kernels.
 *
 * <p>C2 compiles a method for the classes that it has seen there. Were the first calls run by the same {@link PanelKernels} as later ones,
 * all of it would be compiled for scalar kernels, thrown away when vectors come and compiled anew for both: steps of small networks then
 * took a tenth longer for good. Copies that are loaded apart have profiles of their own.
 */
final class FirstKernels extends ClassLoader {

    private static final String PACKAGE = FirstKernels.class.getPackageName() + ".";
    /** What holds loops that both kinds of kernels run; and what they call that is not public. */
    private static final List<String> COPIED = List.of("PanelKernels", "ScalarKernels");
    private static final FirstKernels APART = new FirstKernels();

    private FirstKernels() {
        super(FirstKernels.class.getClassLoader());
        Module engine = FirstKernels.class.getModule();
        engine.addExports(FirstKernels.class.getPackageName(), getUnnamedModule());
        engine.addExports(Panels.class.getPackageName(), getUnnamedModule());
        engine.addExports(Overrides.class.getPackageName(), getUnnamedModule());
    }

    /**
     * Scalar kernels.
     *
     * @param products whose products they run, or null for plain loops throughout
     * @return an object of the copied classes, or where a runtime holds no classes as files, of the usual ones
     */
    static Kernels scalar(Products products) {
        try {
            Constructor<?> scalar = APART.loadClass(ScalarKernels.class.getName()).getDeclaredConstructor(Products.class);
            scalar.setAccessible(true);
            return (Kernels) scalar.newInstance(products);
        } catch (ClassNotFoundException e) {
            return new ScalarKernels(products);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the copied class has the constructor of its original", e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            return isCopied(name) ? copy(name) : super.loadClass(name, resolve);
        }
    }

    private static boolean isCopied(String name) {
        String outermost = name.contains("$") ? name.substring(0, name.indexOf('$')) : name;
        return outermost.startsWith(PACKAGE) && COPIED.contains(outermost.substring(PACKAGE.length()));
    }

    private Class<?> copy(String name) throws ClassNotFoundException {
        try (InputStream file = FirstKernels.class.getResourceAsStream(name.substring(PACKAGE.length()) + ".class")) {
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = file.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
