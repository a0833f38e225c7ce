package dev.lanewise.data;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Looks for sets of images by the names of their files: in a folder, else in its folders, else in those of these; so it finds Kaggle's
 * folders with a file of the same name inside, torchvision's {@code MNIST/raw} and EMNIST's {@code gzip}.
 */
final class ImageSearch {

    /** Folders below the given one. */
    private static final int DEPTH = 2;

    /** Folders that say nothing about what is in them. */
    private static final Set<String> NAMELESS = Set.of("raw", "gzip");

    private static final int MOST_LISTED = 6;

    private static final int MOST_SHOWN = 60;

    private final Path folder;
    private final Set<ImagePart> parts;
    private final List<ImageFiles> incomplete = new ArrayList<>();

    ImageSearch(Path folder, Set<ImagePart> parts) {
        this.folder = folder;
        this.parts = parts;
    }

    /**
     * The complete sets nearest to the folder.
     *
     * @return at least one
     * @throws IOException if there is none; the message says what is missing and what was found instead
     */
    List<ImageFiles> sets() throws IOException {
        requireFolder();
        List<Path> level = List.of(folder);
        for (int depth = 0; depth <= DEPTH; depth++) {
            List<ImageFiles> complete = new ArrayList<>();
            List<Path> below = new ArrayList<>();
            for (Path inside : level) {
                List<Path> entries = entries(inside);
                for (ImageFiles set : setsOf(inside, entries)) {
                    (set.missing(parts).isEmpty() ? complete : incomplete).add(set);
                }
                entries.stream().filter(ImageSearch::isWorthALook).forEach(below::add);
            }
            if (!complete.isEmpty()) {
                return complete;
            }
            level = below;
        }
        throw new NoSuchFileException(folder.toString(), null, missing());
    }

    private void requireFolder() throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (Files.exists(folder)) {
            throw new FileSystemException(folder.toString(), null, "expected a folder with images, but it is a file");
        }
        String typed = folder.toString();
        if (typed.equals("~") || typed.startsWith("~/") || typed.startsWith("~\\")) {
            throw new NoSuchFileException(typed, null, "there is no such folder, since the shell did not expand ~; write "
                    + System.getProperty("user.home") + typed.substring(1) + " instead");
        }
        throw new NoSuchFileException(typed, null, "there is no such folder" + nearest());
    }

    private String nearest() {
        Path parent = folder.toAbsolutePath().getParent();
        while (parent != null && !Files.isDirectory(parent)) {
            parent = parent.getParent();
        }
        return parent == null ? "" : "; the nearest that exists is " + parent;
    }

    /** Sorted; empty where a folder below may not be read, or has just gone. */
    private List<Path> entries(Path inside) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(inside)) {
            stream.forEach(entries::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        } catch (AccessDeniedException | NoSuchFileException e) {
            if (inside.equals(folder)) {
                throw e;
            }
        }
        entries.sort(Comparator.naturalOrder());
        return entries;
    }

    private static boolean isWorthALook(Path entry) {
        String name = entry.getFileName().toString();
        return !name.startsWith(".") && ImageFileName.of(name) == null && Files.isDirectory(entry);
    }

    private Collection<ImageFiles> setsOf(Path inside, List<Path> entries) throws IOException {
        Map<String, ImageFiles> sets = new TreeMap<>();
        for (boolean gzipped : new boolean[] {true, false}) {
            for (Path entry : entries) {
                ImageFileName name = ImageFileName.of(entry.getFileName().toString());
                if (name != null && name.gzipped() == gzipped && Files.isRegularFile(entry)) {
                    add(sets, inside, name, entry);
                }
            }
        }
        for (Path entry : entries) {
            if (ImageFileName.of(entry.getFileName().toString()) != null && Files.isDirectory(entry)) {
                addFilesIn(sets, inside, entry);
            }
        }
        return sets.values();
    }

    /** Of a folder that is named like a file. */
    private void addFilesIn(Map<String, ImageFiles> sets, Path inside, Path named) throws IOException {
        for (Path entry : entries(named)) {
            ImageFileName name = ImageFileName.of(entry.getFileName().toString());
            if (name != null && Files.isRegularFile(entry)) {
                add(sets, inside, name, entry);
            }
        }
    }

    private static void add(Map<String, ImageFiles> sets, Path inside, ImageFileName name, Path file) {
        String prefix = name.set();
        sets.computeIfAbsent(prefix, set -> new ImageFiles(inside, set, set.isEmpty() ? nameOf(inside) : set)).add(name, file);
    }

    private static String nameOf(Path inside) {
        Path named = inside.toAbsolutePath().normalize();
        while (named.getFileName() != null && NAMELESS.contains(named.getFileName().toString()) && named.getParent() != null) {
            named = named.getParent();
        }
        return named.getFileName() == null ? "images" : named.getFileName().toString();
    }

    /** What is missing of the set of which the most is there, and what is there. */
    private String missing() throws IOException {
        ImageFiles best = incomplete.stream().max(Comparator.comparingInt(ImageFiles::count)).orElse(new ImageFiles(folder, "", ""));
        List<String> missing = best.missing(parts);
        return "expected " + sentence(missing, missing.size()) + (best.folder().equals(folder) ? " there" : " in " + best.folder())
                + ", gzipped or not; found " + found(best.folder());
    }

    private String found(Path inside) throws IOException {
        List<String> names = entries(inside).stream().map(entry -> shown(entry.getFileName().toString())).toList();
        return names.isEmpty() ? "an empty folder" : sentence(names, MOST_LISTED);
    }

    /** A name that may be anything. */
    private static String shown(String name) {
        return (name.length() <= MOST_SHOWN ? name : name.substring(0, MOST_SHOWN) + "...").replaceAll("\\p{Cntrl}", "?");
    }

    /** The first few of some names. */
    static String sentence(List<String> names, int most) {
        if (names.size() > most) {
            return String.join(", ", names.subList(0, most)) + " and " + (names.size() - most) + " more";
        }
        int last = names.size() - 1;
        return last == 0 ? names.getFirst() : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }
}
