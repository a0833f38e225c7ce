/**
 * Networks in files.
 *
 * <p>Data flow: {@link dev.lanewise.store.ModelFile} writes a {@link dev.lanewise.model.Network} and its
 * {@link dev.lanewise.store.ModelMetadata} as sections with checksums, whole or not at all: the file has its name only once it is
 * complete. Reading checks sizes before memory is allocated, then checksums, then the spec, and gives the network with the same bits, or an
 * {@link java.io.IOException} that names the file and what is wrong with it.
 *
 * {@snippet lang=java :
 * Network network = Network.create(NetworkSpec.inputs(2).dense(3, Activation.softmax()).build(), 7);
 * Path file = Path.of("flowers.lanewise");
 * ModelFile.save(network, ModelMetadata.NONE.withNote("three flowers"), file);
 * ModelFile.Content content = ModelFile.read(file);
 * boolean same = content.network().sha256().equals(network.sha256());
 * }
 *
 * <p>Parameters and results are never null.
 */
@NullMarked
package dev.lanewise.store;

import org.jspecify.annotations.NullMarked;
