package dev.lanewise.store;

import dev.lanewise.file.OutputFile;
import dev.lanewise.file.SectionReader;
import dev.lanewise.file.SegmentOutput;
import dev.lanewise.file.StoredKind;
import dev.lanewise.model.Classifier;
import dev.lanewise.model.Engine;
import dev.lanewise.model.Network;
import dev.lanewise.text.Phrases;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Networks in files, one in each or several whose answers are averaged: their specs, named tensors and what is said beside them, every
 * byte covered by a CRC32C. {@code engine/FORMAT.md} says byte by byte how.
 *
 * <p>Version 2 is written, versions 1 and 2 are read. Optional sections that a later version adds are passed over. A file never holds
 * samples, paths or names of users, unless the metadata are given any.
 */
public final class ModelFile {

    /** What messages call a model that is in no file. */
    private static final String IN_MEMORY = "model";

    private ModelFile() {
    }

    /**
     * What a file holds.
     *
     * @param networks       the network, or several whose answers are averaged; at most 100
     * @param metadata       what is said beside it
     * @param libraryVersion the version of Lanewise that wrote the file, for example {@code 1.0.0}; nothing in older files
     * @param columns        of a model for tables: what columns become before the network sees them, as {@code lanewise-table} writes it;
     *                       else nothing
     */
    public record Content(List<Network> networks, ModelMetadata metadata, Optional<String> libraryVersion, Optional<String> columns) {

        /**
         * Copies the list.
         *
         * @throws IllegalArgumentException if it is empty or has more than 100
         */
        public Content {
            networks = List.copyOf(networks);
            if (networks.isEmpty() || networks.size() > ModelSections.MOST_NETWORKS) {
                throw new IllegalArgumentException("a model file holds 1 to " + ModelSections.MOST_NETWORKS + " networks, got "
                        + networks.size());
            }
        }

        /**
         * A model to be written.
         *
         * @param network  the network
         * @param metadata what is said beside it
         * @param columns  of a model for tables
         * @return what is written, with the version of this library
         */
        public static Content of(Network network, ModelMetadata metadata, Optional<String> columns) {
            return of(List.of(network), metadata, columns);
        }

        /**
         * A model of one or more networks to be written.
         *
         * @param networks whose answers are averaged
         * @param metadata what is said beside them
         * @param columns  of a model for tables
         * @return what is written, with the version of this library
         * @throws IllegalArgumentException if there are none, or more than 100
         */
        public static Content of(List<Network> networks, ModelMetadata metadata, Optional<String> columns) {
            return new Content(networks, metadata, Optional.of(Engine.VERSION), columns);
        }

        /**
         * The network of a file that holds one.
         *
         * @return it
         * @throws IllegalArgumentException if the file holds several, which say the wrong thing one by one
         */
        public Network network() {
            if (networks.size() > 1) {
                throw new IllegalArgumentException("expected one network, got " + networks.size() + " whose answers are averaged");
            }
            return networks.getFirst();
        }

        /**
         * The network with the names of classes that the metadata have.
         *
         * @return a classifier; without such names classes are called by their numbers
         * @throws IllegalArgumentException if the network has no classes, or another number of them, or there are several networks
         */
        public Classifier classifier() {
            return metadata.classNames().map(names -> Classifier.of(network(), names)).orElseGet(() -> Classifier.of(network()));
        }
    }

    /**
     * Writes a network and the version of this library; a file of that name is replaced only when the new one is whole. A link is
     * followed, a device or pipe written.
     *
     * @param network what to write
     * @param path    where to; its folder must exist
     * @throws IOException if that fails; the message names the path and the cause, and the old file is untouched
     */
    public static void save(Network network, Path path) throws IOException {
        save(network, ModelMetadata.NONE, path);
    }

    /**
     * Writes a network and what is to be known of it.
     *
     * @param network  what to write
     * @param metadata written beside it
     * @param path     where to; its folder must exist
     * @throws IOException if that fails; the message names the path and the cause, and the old file is untouched
     */
    public static void save(Network network, ModelMetadata metadata, Path path) throws IOException {
        save(plain(network, metadata), path);
    }

    /**
     * Writes a network that must not be lost, as {@link #saveOrKeep(Network, ModelMetadata, Path)} does.
     *
     * @param network what to write
     * @param path    where to
     * @throws IOException if the file could not be written; the message names the path, the cause, and where the network is kept
     */
    public static void saveOrKeep(Network network, Path path) throws IOException {
        saveOrKeep(network, ModelMetadata.NONE, path);
    }

    /**
     * Writes a network that must not be lost, such as the result of a long training: where the file cannot be written the network is
     * kept beside it, in the current folder or in the folder for temporary files.
     *
     * @param network  what to write
     * @param metadata written beside it
     * @param path     where to
     * @throws IOException if the file could not be written; the message names the path, the cause, and where the network is kept
     */
    public static void saveOrKeep(Network network, ModelMetadata metadata, Path path) throws IOException {
        saveOrKeep(plain(network, metadata), path);
    }

    /**
     * Writes a network to a stream, in the form of a file.
     *
     * @param network  what to write
     * @param metadata written beside it
     * @param out      where to; flushed, stays open
     * @throws IOException if writing fails
     */
    public static void save(Network network, ModelMetadata metadata, OutputStream out) throws IOException {
        save(plain(network, metadata), out);
    }

    /**
     * Writes all that a file holds.
     *
     * @param content what to write
     * @param path    where to; its folder must exist
     * @throws IOException if that fails; the message names the path and the cause, and the old file is untouched
     */
    public static void save(Content content, Path path) throws IOException {
        OutputFile.write(path, out -> ModelSections.write(content, out));
    }

    /**
     * Writes all that a file holds and must not be lost, as {@link #saveOrKeep(Network, ModelMetadata, Path)} does.
     *
     * @param content what to write
     * @param path    where to
     * @throws IOException if the file could not be written; the message names the path, the cause, and where the network is kept
     */
    public static void saveOrKeep(Content content, Path path) throws IOException {
        OutputFile.writeOrKeep(path, out -> ModelSections.write(content, out));
    }

    /**
     * Writes all that a file holds to a stream.
     *
     * @param content what to write
     * @param out     where to; flushed, stays open
     * @throws IOException if writing fails
     */
    public static void save(Content content, OutputStream out) throws IOException {
        ModelSections.write(content, out);
        out.flush();
    }

    /**
     * Writes a network to memory, such as a mapped file, in the form of a file.
     *
     * @param network  what to write
     * @param metadata written beside it
     * @param segment  where to, from its front on
     * @return the bytes written, as many as {@link #size} says
     * @throws IllegalArgumentException if the segment has fewer; nothing is written then
     */
    public static long save(Network network, ModelMetadata metadata, MemorySegment segment) {
        long size = size(network, metadata);
        if (segment.byteSize() < size) {
            throw new IllegalArgumentException("a model of " + Phrases.count(size, "byte") + " does not fit a memory segment of "
                    + segment.byteSize());
        }
        return write(network, metadata, new SegmentOutput(segment));
    }

    /**
     * A network in the form of a file.
     *
     * @param network  what to write
     * @param metadata written beside it
     * @return the bytes of the file
     * @throws IllegalArgumentException if they are more than an array holds
     */
    public static byte[] toBytes(Network network, ModelMetadata metadata) {
        long size = size(network, metadata);
        if (size > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a model of " + size + " bytes does not fit an array");
        }
        byte[] bytes = new byte[(int) size];
        save(network, metadata, MemorySegment.ofArray(bytes));
        return bytes;
    }

    /**
     * How large the file of a network is.
     *
     * @param network  what would be written
     * @param metadata beside it
     * @return its bytes
     */
    public static long size(Network network, ModelMetadata metadata) {
        return write(network, metadata, new SegmentOutput(MemorySegment.NULL));
    }

    private static long write(Network network, ModelMetadata metadata, SegmentOutput out) {
        try {
            ModelSections.write(plain(network, metadata), out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return out.written();
    }

    private static Content plain(Network network, ModelMetadata metadata) {
        return Content.of(network, metadata, Optional.empty());
    }

    /**
     * Reads a network.
     *
     * @param path a file that {@link #save} wrote
     * @return the network, with the same bits
     * @throws IOException if the file cannot be read, is no model file, is damaged, holds several networks or has weights that are not
     *                     finite; the message says what was expected and found
     */
    public static Network load(Path path) throws IOException {
        return load(path, NonFiniteWeights.REFUSE);
    }

    /**
     * Reads a network.
     *
     * @param path      a file that {@link #save} wrote
     * @param nonFinite what to do about weights that are not finite
     * @return the network, with the same bits
     * @throws IOException if the file cannot be read, is no model file, is damaged or holds several networks; the message says what was
     *                     expected and found
     */
    public static Network load(Path path, NonFiniteWeights nonFinite) throws IOException {
        Content content = read(path, nonFinite);
        try {
            return content.network();
        } catch (IllegalArgumentException e) {
            throw new IOException(path.getFileName() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads a network and what is said beside it.
     *
     * @param path a file that {@link #save} wrote
     * @return the network, with the same bits, and the metadata
     * @throws IOException if the file cannot be read, is no model file, is damaged or has weights that are not finite; the message says
     *                     what was expected and found
     */
    public static Content read(Path path) throws IOException {
        return read(path, NonFiniteWeights.REFUSE);
    }

    /**
     * Reads a network and what is said beside it.
     *
     * @param path      a file that {@link #save} wrote
     * @param nonFinite what to do about weights that are not finite
     * @return the network, with the same bits, and the metadata
     * @throws IOException if the file cannot be read, is no model file or is damaged; the message says what was expected and found
     */
    public static Content read(Path path, NonFiniteWeights nonFinite) throws IOException {
        return ModelSections.read(new SectionReader(path, StoredKind.MODEL, ModelSections.KEPT), nonFinite, path.getFileName().toString());
    }

    /**
     * Reads a network, and what is said beside it, from a stream. The stream is read to its end, into memory, before anything in it is
     * believed; so memory grows with what comes, not with what a damaged head promises.
     *
     * @param in       gives what {@link #save(Network, ModelMetadata, OutputStream)} wrote, and nothing behind it; stays open
     * @param maxBytes the most that it may give; more are refused
     * @return the network, with the same bits, and the metadata
     * @throws IOException if reading fails, there are more bytes, or they are no model, damaged, or have weights that are not finite
     */
    public static Content read(InputStream in, long maxBytes) throws IOException {
        return ModelSections.read(SectionReader.of(in, maxBytes, IN_MEMORY, StoredKind.MODEL, ModelSections.KEPT), NonFiniteWeights.REFUSE,
                IN_MEMORY);
    }

    /**
     * Reads a network, and what is said beside it, from the class path or from a module.
     *
     * @param anchor   a class whose {@link Class#getResourceAsStream} finds it: one of the program's own. A module opens the resource's
     *                 package to {@code dev.lanewise}, or hands an own stream to {@link #read(InputStream, long)}
     * @param resource its name: beside that class, or from the root where it begins with a slash
     * @return the network, with the same bits, and the metadata
     * @throws IOException if there is no such resource, or it is no model, damaged, or has weights that are not finite
     */
    public static Content read(Class<?> anchor, String resource) throws IOException {
        try (InputStream in = anchor.getResourceAsStream(resource)) {
            if (in == null) {
                throw new FileNotFoundException("there is no resource " + Phrases.shown(resource) + " for " + anchor.getName());
            }
            return read(in, Long.MAX_VALUE);
        }
    }

    /**
     * Reads a network, and what is said beside it, from an array.
     *
     * @param bytes all bytes of a model file
     * @return the network, with the same bits, and the metadata
     * @throws IOException if they are no model, damaged, or have weights that are not finite
     */
    public static Content read(byte[] bytes) throws IOException {
        return read(MemorySegment.ofArray(bytes), NonFiniteWeights.REFUSE);
    }

    /**
     * Reads a network, and what is said beside it, from memory, such as a mapped file.
     *
     * @param segment   all bytes of a model file
     * @param nonFinite what to do about weights that are not finite
     * @return the network, with the same bits, and the metadata
     * @throws IOException if they are no model or damaged
     */
    public static Content read(MemorySegment segment, NonFiniteWeights nonFinite) throws IOException {
        return ModelSections.read(new SectionReader(segment, IN_MEMORY, StoredKind.MODEL, ModelSections.KEPT), nonFinite, IN_MEMORY);
    }
}
