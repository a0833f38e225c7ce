package dev.lanewise.explain;

/**
 * One number of a tensor that is moved, for a central difference.
 *
 * @param tensor   the tensor's number
 * @param element  its row-major position, from 0
 * @param distance how far
 */
record Move(int tensor, int element, double distance) {

    /** Nothing is moved. */
    static final Move NONE = new Move(-1, 0, 0);

    /** As far the other way. */
    Move back() {
        return new Move(tensor, element, -distance);
    }

    boolean isOf(ReferenceTensor other) {
        return tensor == other.number();
    }

    /** A number of a tensor in double, moved if it is the one. */
    double at(ReferenceTensor other, int index) {
        return other.values()[index] + (isOf(other) && element == index ? distance : 0);
    }
}
