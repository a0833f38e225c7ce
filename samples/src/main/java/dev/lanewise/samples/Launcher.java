package dev.lanewise.samples;

import java.io.File;

/** How this program was started, for commands that it shows. */
final class Launcher {

    /** By this property launchers say how they were called. */
    static final String PROPERTY = "lanewise.launcher";

    private static final String VECTORS = "jdk.incubator.vector";

    private Launcher() {
    }

    /** What to type before the words of a command, in the same folder, to start this program again. */
    static String command() {
        String launcher = System.getProperty(PROPERTY);
        return launcher == null ? java(System.getProperty("java.class.path")) : ShellWord.quoted(launcher);
    }

    private static String java(String classPath) {
        String flag = ModuleLayer.boot().findModule(VECTORS).isPresent() ? " --add-modules " + VECTORS : "";
        boolean isJar = classPath.endsWith(".jar") && !classPath.contains(File.pathSeparator);
        return "java" + flag + (isJar ? " -jar " : " -cp ") + ShellWord.quoted(classPath) + (isJar ? "" : " " + Lanewise.class.getName());
    }
}
