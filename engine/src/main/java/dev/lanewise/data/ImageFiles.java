package dev.lanewise.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files of one set of images: some of the four that there may be. */
final class ImageFiles {

    private final Path folder;
    private final String prefix;
    private final String name;
    private final Map<ImagePart, Path> images = new EnumMap<>(ImagePart.class);
    private final Map<ImagePart, Path> labels = new EnumMap<>(ImagePart.class);

    /**
     * A set without files.
     *
     * @param folder where they are
     * @param prefix the name of the set in front of theirs, or empty
     * @param name   of the set
     */
    ImageFiles(Path folder, String prefix, String name) {
        this.folder = folder;
        this.prefix = prefix;
        this.name = name;
    }

    /** Adds a file, unless the same was found under a better name. */
    void add(ImageFileName name, Path file) {
        (name.labels() ? labels : images).putIfAbsent(name.part(), file);
    }

    Path folder() {
        return folder;
    }

    String name() {
        return name;
    }

    /** The images of a part, or null. */
    @Nullable Path images(ImagePart part) {
        return images.get(part);
    }

    /** The labels of a part, or null. */
    @Nullable Path labels(ImagePart part) {
        return labels.get(part);
    }

    int count() {
        return images.size() + labels.size();
    }

    /** Usual names of the files that are not there but should be. */
    List<String> missing(Set<ImagePart> parts) {
        List<String> missing = new ArrayList<>();
        for (ImagePart part : parts) {
            if (!images.containsKey(part)) {
                missing.add(ImageFileName.usual(prefix, part, false));
            }
            if (!labels.containsKey(part)) {
                missing.add(ImageFileName.usual(prefix, part, true));
            }
        }
        return missing;
    }
}
