/**
 * Feed-forward neural networks on CPUs: data, specifications, networks and their prediction, files.
 *
 * <p>On the module path the vector module comes with this one and no flag is needed. On the class path add
 * {@code --add-modules jdk.incubator.vector}; without it the engine computes the same bits, only slower.
 */
// a module that a build of the engine alone does not see
@SuppressWarnings("module")
module dev.lanewise {
    requires jdk.incubator.vector;
    requires static jdk.management;
    requires static it.unimi.dsi.fastutil.core;
    requires static org.jspecify;

    exports dev.lanewise.chain to dev.lanewise.train;
    exports dev.lanewise.file to dev.lanewise.formats, dev.lanewise.table, dev.lanewise.train;
    exports dev.lanewise.kernel to dev.lanewise.train;
    exports dev.lanewise.panel to dev.lanewise.train;
    exports dev.lanewise.platform to dev.lanewise.train;
    exports dev.lanewise.section to dev.lanewise.train;
    exports dev.lanewise.text to dev.lanewise.formats, dev.lanewise.table, dev.lanewise.train;

    exports dev.lanewise.data;
    exports dev.lanewise.model;
    exports dev.lanewise.runtime;
    exports dev.lanewise.spec;
    exports dev.lanewise.store;

    uses dev.lanewise.file.SerialForm;
    provides dev.lanewise.file.SerialForm with dev.lanewise.store.SerializedNetwork.Form;
}
