package dev.lanewise.data;

/** The parts of a set of images. */
public enum ImagePart {
    /** To train on. */
    TRAIN,
    /** To test on. */
    TEST
}
