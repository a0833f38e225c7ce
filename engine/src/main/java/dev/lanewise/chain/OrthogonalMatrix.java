package dev.lanewise.chain;

import dev.lanewise.data.CounterRandom;
import dev.lanewise.spec.TensorSpec;
import java.util.Arrays;

/**
 * A random matrix whose columns, or rows where there are fewer of them, are orthogonal and of one length; uniform among all such matrices.
 *
 * <p>It is the Q of the QR decomposition of a matrix of normal numbers, with the signs that make the diagonal of R positive, as PyTorch's
 * {@code orthogonal_} has it. A matrix that is wider than tall is decomposed transposed. The decomposition is Householder's, in double, in
 * one order of operations, so that it has the same bits everywhere; it takes {@code 4 m n^2} operations and
 * {@code 8 m n} bytes for n columns of m numbers.
 *
 * @see <a href="https://arxiv.org/abs/1312.6120">Saxe, McClelland, Ganguli, Exact solutions to the nonlinear dynamics of learning in deep
 *      linear neural networks, ICLR 2014</a>
 * @see <a href="https://arxiv.org/abs/math-ph/0609050">Mezzadri, How to generate random matrices from the classical compact groups, 2007:
 *      why the signs matter</a>
 */
final class OrthogonalMatrix {

    /** [m][n], m at least n: what is decomposed, then on and below the diagonal the vectors of the reflections, then Q. */
    private final double[][] a;
    private final int n;
    /** What a reflection has yet to be divided by: half of the square of the length of its vector; 0 where nothing is reflected. */
    private final double[] half;
    private final double[] products;
    private final boolean[] flipped;

    private OrthogonalMatrix(double[][] a) {
        this.a = a;
        n = a[0].length;
        half = new double[n];
        products = new double[n];
        flipped = new boolean[n];
    }

    /** The numbers of a tensor of one or two sizes; a vector is a matrix of one row. */
    static StartNumbers of(TensorSpec tensor, float gain, long seed, long purpose) {
        int columns = tensor.shape().getLast(), rows = (int) (tensor.elements() / columns);
        boolean wide = rows < columns;
        double[][] numbers = new double[Math.max(rows, columns)][Math.min(rows, columns)];
        for (int i = 0; i < numbers.length; i++) {
            for (int j = 0; j < numbers[i].length; j++) {
                numbers[i][j] = CounterRandom.gaussian(seed, purpose, wide ? (long) j * columns + i : (long) i * columns + j);
            }
        }
        double[][] q = new OrthogonalMatrix(numbers).q();
        return position -> {
            int row = (int) (position / columns), column = (int) (position % columns);
            return (float) (gain * (wide ? q[column][row] : q[row][column]));
        };
    }

    /** In the place of what is decomposed. */
    private double[][] q() {
        for (int k = 0; k < n; k++) {
            makeReflection(k);
            reflect(k);
        }
        for (int k = n - 1; k >= 0; k--) {
            Arrays.fill(a[k], k + 1, n, 0);
            reflect(k);
            reflectUnitVector(k);
        }
        for (double[] row : a) {
            for (int j = 0; j < n; j++) {
                row[j] = flipped[j] ? -row[j] : row[j];
            }
        }
        return a;
    }

    /** Puts the vector that maps column k to a multiple of a unit vector in the place of the column. */
    private void makeReflection(int k) {
        double square = 0;
        for (int i = k; i < a.length; i++) {
            square += a[i][k] * a[i][k];
        }
        // away from the diagonal, so that nothing cancels; the diagonal of R then has the other sign
        double first = a[k][k], diagonal = StrictMath.copySign(StrictMath.sqrt(square), -first);
        a[k][k] = first - diagonal;
        half[k] = square - first * diagonal;
        flipped[k] = diagonal < 0;
    }

    /** Reflects the columns right of k by reflection k: row by row, which sums up nothing across lanes. */
    private void reflect(int k) {
        if (half[k] == 0) {
            return;
        }
        Arrays.fill(products, k + 1, n, 0);
        for (int i = k; i < a.length; i++) {
            add(a[i][k], a[i], products, k + 1);
        }
        for (int j = k + 1; j < n; j++) {
            products[j] /= half[k];
        }
        for (int i = k; i < a.length; i++) {
            add(-a[i][k], products, a[i], k + 1);
        }
    }

    /** Puts unit vector k, reflected by reflection k, in the place of the reflection's vector. */
    private void reflectUnitVector(int k) {
        double product = half[k] == 0 ? 0 : a[k][k] / half[k];
        for (int i = k; i < a.length; i++) {
            a[i][k] *= -product;
        }
        a[k][k] += 1;
    }

    private static void add(double factor, double[] row, double[] to, int from) {
        for (int j = from; j < to.length; j++) {
            to[j] += factor * row[j];
        }
    }
}
