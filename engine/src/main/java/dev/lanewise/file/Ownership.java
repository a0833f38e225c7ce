package dev.lanewise.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Owner, group and permissions of a file, for the one that replaces it.
 *
 * @param attributes theirs, or null on a system without them
 */
record Ownership(PosixFileAttributes attributes) {

    static Ownership of(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return new Ownership(view == null ? null : view.readAttributes());
    }

    /** What a new file is created with: it is at no moment open to more people than the old one. */
    FileAttribute<?>[] atCreation() {
        return attributes == null ? new FileAttribute<?>[0]
                : new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(attributes.permissions())};
    }

    void giveTo(Path file) throws IOException {
        if (attributes == null) {
            return;
        }
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        PosixFileAttributes own = view.readAttributes();
        if (!own.owner().equals(attributes.owner())) {
            whereAllowed(() -> view.setOwner(attributes.owner()));
        }
        if (!own.group().equals(attributes.group())) {
            whereAllowed(() -> view.setGroup(attributes.group()));
        }
        if (!view.readAttributes().permissions().equals(attributes.permissions())) {
            view.setPermissions(attributes.permissions());
        }
    }

    /** A change of owner or group. */
    private interface Change {
        void make() throws IOException;
    }

    /** Only root may give files away, and others only to their own groups: the file is written all the same. */
    private static void whereAllowed(Change change) throws IOException {
        try {
            change.make();
        } catch (FileSystemException e) {
            System.getLogger("dev.lanewise").log(System.Logger.Level.DEBUG, () -> "owner or group not kept: " + e.getMessage());
        }
    }
}
