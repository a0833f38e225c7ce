package dev.lanewise.model;

/** Which size of a dense layer's matrix of weights comes first. Libraries differ, and a square matrix does not show it. */
public enum WeightOrder {

    /** A row for each output, {@code z = W h + b}: PyTorch, and this library. */
    OUT_IN,
    /** A row for each input, {@code z = h W + b}: Keras and TensorFlow, scikit-learn's {@code coefs_}, most ONNX files of theirs. */
    IN_OUT;

    /**
     * A matrix of this order as row-major [out x in].
     *
     * @throws IllegalArgumentException if it has another shape
     */
    float[] toOutIn(String name, float[][] matrix, int out, int in) {
        int rows = this == OUT_IN ? out : in, columns = this == OUT_IN ? in : out;
        requireShape(name, matrix, rows, columns);
        float[] outIn = new float[Math.multiplyExact(out, in)];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                outIn[this == OUT_IN ? row * in + column : column * in + row] = matrix[row][column];
            }
        }
        return outIn;
    }

    private void requireShape(String name, float[][] matrix, int rows, int columns) {
        if (matrix.length != rows || matrix[0].length != columns) {
            boolean isOther = matrix.length == columns && matrix[0].length == rows;
            throw new IllegalArgumentException(name + " expects " + rows + "x" + columns + " in the order " + this + ", got "
                    + matrix.length + "x" + (matrix.length == 0 ? 0 : matrix[0].length)
                    + (isOther ? ", which is the order " + (this == OUT_IN ? IN_OUT : OUT_IN) : ""));
        }
        for (int row = 1; row < rows; row++) {
            if (matrix[row].length != columns) {
                throw new IllegalArgumentException(name + " expects " + columns + " numbers in each row, got " + matrix[row].length
                        + " in row " + row);
            }
        }
    }
}
