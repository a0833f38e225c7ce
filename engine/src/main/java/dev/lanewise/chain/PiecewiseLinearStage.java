package dev.lanewise.chain;

import static dev.lanewise.panel.Panels.LANES;

import dev.lanewise.kernel.ElementwiseFunction;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.PiecewiseLinearLoops;
import dev.lanewise.kernel.TableLoops;
import dev.lanewise.panel.Panels;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Piecewise-linear embeddings of numbers, behind the inputs that are none. The weights of the bins below each bin are summed once for all
 * samples of a block, so a number takes two terms of its column; where something is trained, it is also expanded to what all weights are
 * multiplied by, which makes the gradient of the weights a product.
 */
final class PiecewiseLinearStage extends Stage {

    private final List<Column> columns;
    private final int[] others;

    /**
     * A number that is embedded.
     *
     * @param input    which feature it is
     * @param position which feature is its position among the edges of its bins
     * @param weights  P((bins + 1) x dims)
     * @param bias     P(1 x dims)
     * @param expanded of bins + 1 features, for the second phase; null where nothing is trained
     * @param terms    of dims features, where the gradient of the embedding goes; null where nothing is trained
     */
    record Column(int input, int position, Tensor weights, Tensor bias, Value expanded, Value terms) {

        int dims() {
            return weights.values().cols();
        }

        int bins() {
            return weights.values().rows() - 1;
        }
    }

    /** Of the columns of a value; {@code out} has the other features of {@code in}, then the embeddings. */
    PiecewiseLinearStage(Value in, Value out, List<Column> columns) {
        super(in, out);
        this.columns = List.copyOf(columns);
        others = in.featuresBut(columns.stream().flatMapToInt(column -> IntStream.of(column.input(), column.position())));
    }

    @Override
    void plan(Use use) {
        in().wantRows();
        out().wantRows();
        if (in().isTrained()) {
            in().wantGradientRows();
        }
        if (use.isTrained()) {
            out().wantGradientRows();
            columns.forEach(column -> {
                column.expanded().wantRows();
                column.terms().wantRows();
            });
        }
    }

    @Override
    BoundStage bind(Slots slots) {
        return new OfPiecewiseLinear(this, slots);
    }

    @Override
    List<TensorGradient> gradients() {
        return columns.stream().filter(column -> column.terms() != null).<TensorGradient>map(column ->
                new TensorGradient.OfProduct(column.expanded(), column.terms(), false, column.weights(), column.bias())).toList();
    }

    @Override
    long multiplyAdds() {
        return columns.stream().mapToLong(column -> (column.bins() + 1L) * column.dims()).sum();
    }

    /** The operands of one column. */
    private static final class BoundColumn {
        final int input;
        final int position;
        final Panels w;
        final Panels bias;
        /** Null where nothing is trained, and so is the next. */
        final Panels expanded;
        final Panels terms;
        /** Where the embedding begins in a row. */
        final int at;
        /** Its places in a row, and from 0 on. */
        final int[] places;
        final int[] dims;

        BoundColumn(Column column, Slots slots, int at) {
            input = column.input();
            position = column.position();
            w = column.weights().values();
            bias = column.bias().values();
            expanded = column.expanded() == null ? null : slots.of(column.expanded()).rows;
            terms = column.terms() == null ? null : slots.of(column.terms()).rows;
            this.at = at;
            dims = IntStream.range(0, w.cols()).toArray();
            places = IntStream.range(at, at + w.cols()).toArray();
        }
    }

    private static final class OfPiecewiseLinear extends BoundStage.Own {

        private final BoundColumn[] columns;
        private final int[] others;
        private final Panels in;
        private final Panels out;
        private final Panels outLanes;
        /** An embedding; null where each begins and ends with a panel, and is written in its place. */
        private final Panels embedded;
        /** Of the weights below each bin of one column after the other. */
        private final Panels sums;
        private final boolean isTrained;
        private final Panels dOut;
        private final Panels dIn;
        private final Panels dInLanes;
        private final ElementwiseFunction function;
        private final float slope;

        OfPiecewiseLinear(PiecewiseLinearStage stage, Slots slots) {
            Slot from = slots.of(stage.in()), to = slots.of(stage.out());
            others = stage.others;
            in = from.rows;
            out = to.rows;
            outLanes = to.lanes;
            isTrained = stage.out().isTrained();
            dOut = to.gradientRows;
            dIn = from.gradientRows;
            dInLanes = from.gradient;
            function = stage.in().finish().function();
            slope = stage.in().finish().slope();
            int dims = stage.columns.getFirst().dims();
            boolean isInPlace = others.length % LANES == 0 && dims % LANES == 0;
            embedded = isInPlace ? null : slots.panels(slots.rows(stage.in()), dims);
            sums = slots.table(stage.columns.stream().mapToInt(Column::bins).max().orElseThrow(), dims);
            columns = new BoundColumn[stage.columns.size()];
            for (int c = 0, at = others.length; c < columns.length; c++) {
                Column column = stage.columns.get(c);
                columns[c] = new BoundColumn(column, slots, at);
                at += dims;
            }
        }

        @Override
        boolean hasBackward() {
            return isTrained;
        }

        @Override
        void forward(Kernels kernels, Run run) {
            PiecewiseLinearLoops loops = PiecewiseLinearLoops.of(kernels);
            TableLoops.copyColumns(in, others, out, 0);
            for (BoundColumn column : columns) {
                if (column.expanded != null) {
                    loops.expand(in, column.input, column.position, column.expanded);
                }
                if (embedded == null) {
                    loops.embed(column.w, column.bias, in, column.input, column.position, sums, out, column.at);
                } else {
                    loops.embed(column.w, column.bias, in, column.input, column.position, sums, embedded, 0);
                    TableLoops.copyColumns(embedded, column.dims, out, column.at);
                }
            }
            if (outLanes != null) {
                kernels.transpose(out, outLanes);
            }
        }

        @Override
        void backward(Kernels kernels, Run run) {
            for (BoundColumn column : columns) {
                TableLoops.copyColumns(dOut, column.places, column.terms, 0);
            }
            if (dIn != null) {
                writeGradient(kernels);
            }
        }

        private void writeGradient(Kernels kernels) {
            for (int b = 0; b < dIn.rows(); b++) {
                for (int i = 0; i < others.length; i++) {
                    dIn.set(b, others[i], dOut.at(b, i));
                }
            }
            for (BoundColumn column : columns) {
                PiecewiseLinearLoops.gradient(column.w, in, column.input, column.position, dOut, column.at, dIn);
            }
            kernels.derive(in, function, slope, dIn);
            if (dInLanes != null) {
                kernels.transpose(dIn, dInLanes);
            }
        }
    }
}
