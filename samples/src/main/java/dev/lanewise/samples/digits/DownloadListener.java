package dev.lanewise.samples.digits;

/**
 * Hears how far a download is. Files that are there already are not mentioned.
 */
@FunctionalInterface
public interface DownloadListener {

    /**
     * Some bytes have come. The first call for a file says 0, and so does each that begins anew from another mirror.
     *
     * @param file  name of the file
     * @param bytes how many have come so far
     * @param total how many there are to come
     */
    void received(String file, long bytes, long total);
}
