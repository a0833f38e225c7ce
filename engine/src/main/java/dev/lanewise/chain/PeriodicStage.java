package dev.lanewise.chain;

import dev.lanewise.kernel.ElementwiseFunction;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.PeriodicLoops;
import dev.lanewise.kernel.TableLoops;
import dev.lanewise.panel.Panels;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Periodic embeddings of numbers, behind all inputs: the waves of each number go through a product of their own. */
final class PeriodicStage extends Stage {

    private final List<Column> columns;

    /**
     * A number that is embedded.
     *
     * @param input     which feature it is
     * @param frequency P(1 x frequencies)
     * @param phase     P(1 x frequencies)
     * @param weights   P(frequencies x dims)
     * @param bias      P(1 x dims)
     */
    record Column(int input, Tensor frequency, Tensor phase, Tensor weights, Tensor bias) {

        int dims() {
            return weights.values().cols();
        }

        int frequencies() {
            return weights.values().rows();
        }
    }

    /**
     * What the second phase reads of a number.
     *
     * @param waves       of it
     * @param sums        where the gradient of its embedding goes
     * @param byPhase     terms of the gradient of phases; until the way back the derivatives of waves
     * @param byFrequency terms of the gradient of frequencies
     */
    record Terms(Value waves, Value sums, Value byPhase, Value byFrequency) {

        Stream<Value> all() {
            return Stream.of(waves, sums, byPhase, byFrequency);
        }
    }

    /** Of each column; none where nothing is trained. */
    private final List<Terms> terms;

    /** Of the columns of a value; {@code out} has the features of {@code in}, then the embeddings. */
    PeriodicStage(Value in, Value out, List<Column> columns, List<Terms> terms) {
        super(in, out);
        this.columns = List.copyOf(columns);
        this.terms = List.copyOf(terms);
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
            terms.stream().flatMap(Terms::all).forEach(Value::wantRows);
        }
    }

    @Override
    BoundStage bind(Slots slots) {
        return new OfPeriodic(this, slots);
    }

    @Override
    List<TensorGradient> gradients() {
        return IntStream.range(0, terms.size()).boxed().flatMap(c -> gradients(columns.get(c), terms.get(c))).toList();
    }

    private static Stream<TensorGradient> gradients(Column column, Terms terms) {
        return Stream.of(new TensorGradient.OfColumns(terms.byFrequency(), column.frequency()),
                new TensorGradient.OfColumns(terms.byPhase(), column.phase()),
                new TensorGradient.OfProduct(terms.waves(), terms.sums(), false, column.weights(), column.bias()));
    }

    @Override
    long multiplyAdds() {
        return columns.stream().mapToLong(column -> (long) column.frequencies() * column.dims()).sum();
    }

    /** The operands of one column. */
    private static final class BoundColumn {
        final int input;
        final Panels frequency;
        final Panels phase;
        final Panels w;
        final Panels bias;
        final Panels waves;
        /** Where the embedding begins in a row. */
        final int at;
        /** Its places in a row, and from 0 on. */
        final int[] places;
        final int[] dims;
        /** Null where nothing is trained, and so are the next two. */
        final Panels sums;
        final Panels byPhase;
        final Panels byFrequency;

        BoundColumn(Column column, Terms terms, Slots slots, Panels scratch, int at) {
            input = column.input();
            frequency = column.frequency().values();
            phase = column.phase().values();
            w = column.weights().values();
            bias = column.bias().values();
            this.at = at;
            dims = IntStream.range(0, w.cols()).toArray();
            places = IntStream.range(at, at + w.cols()).toArray();
            waves = terms == null ? scratch : slots.of(terms.waves()).rows;
            sums = terms == null ? null : slots.of(terms.sums()).rows;
            byPhase = terms == null ? null : slots.of(terms.byPhase()).rows;
            byFrequency = terms == null ? null : slots.of(terms.byFrequency()).rows;
        }
    }

    private static final class OfPeriodic extends BoundStage.Own {

        private final BoundColumn[] columns;
        private final int[] inputs;
        private final Panels in;
        private final Panels out;
        private final Panels outLanes;
        private final Panels embedded;
        private final Panels dOut;
        private final Panels dIn;
        private final Panels dInLanes;
        /** Gradients of the waves of a column, and of transposed weights; null where nothing is trained. */
        private final Panels dWaves;
        private final Panels scratch;
        private final ElementwiseFunction function;
        private final float slope;

        OfPeriodic(PeriodicStage stage, Slots slots) {
            Slot from = slots.of(stage.in()), to = slots.of(stage.out());
            inputs = IntStream.range(0, stage.in().width()).toArray();
            in = from.rows;
            out = to.rows;
            outLanes = to.lanes;
            dOut = to.gradientRows;
            dIn = from.gradientRows;
            dInLanes = from.gradient;
            function = stage.in().finish().function();
            slope = stage.in().finish().slope();
            int rows = slots.rows(stage.in()), frequencies = stage.columns.getFirst().frequencies();
            int dims = stage.columns.getFirst().dims();
            boolean isTrained = !stage.terms.isEmpty();
            embedded = slots.panels(rows, dims);
            Panels waves = slots.panels(rows, frequencies);
            dWaves = isTrained ? waves : null;
            scratch = isTrained ? slots.panels(dims, Math.min(Kernels.SCRATCH_COLUMNS, frequencies)) : null;
            columns = new BoundColumn[stage.columns.size()];
            for (int c = 0; c < columns.length; c++) {
                columns[c] = new BoundColumn(stage.columns.get(c), isTrained ? stage.terms.get(c) : null, slots, waves,
                        inputs.length + c * dims);
            }
        }

        @Override
        boolean hasBackward() {
            return dWaves != null;
        }

        @Override
        void forward(Kernels kernels, Run run) {
            PeriodicLoops loops = PeriodicLoops.of(kernels);
            TableLoops.copyColumns(in, inputs, out, 0);
            for (BoundColumn column : columns) {
                loops.waves(in, column.input, column.frequency, column.phase, column.waves);
                if (column.byPhase != null) {
                    loops.slopes(in, column.input, column.frequency, column.phase, column.byPhase);
                }
                kernels.forwardRows(column.w, column.bias, column.waves, ElementwiseFunction.IDENTITY, 0f, embedded, null);
                TableLoops.copyColumns(embedded, column.dims, out, column.at);
            }
            if (outLanes != null) {
                kernels.transpose(out, outLanes);
            }
        }

        @Override
        void backward(Kernels kernels, Run run) {
            PeriodicLoops loops = PeriodicLoops.of(kernels);
            for (BoundColumn column : columns) {
                TableLoops.copyColumns(dOut, column.places, column.sums, 0);
                kernels.backwardRows(column.w, column.sums, column.waves, ElementwiseFunction.IDENTITY, 0f, scratch, dWaves);
                loops.terms(dWaves, in, column.input, column.byPhase, column.byFrequency);
            }
            if (dIn != null) {
                writeGradient(kernels);
            }
        }

        private void writeGradient(Kernels kernels) {
            TableLoops.copyColumns(dOut, inputs, dIn, 0);
            for (BoundColumn column : columns) {
                PeriodicLoops.addGradient(column.byPhase, column.frequency, dIn, column.input);
            }
            kernels.derive(in, function, slope, dIn);
            if (dInLanes != null) {
                kernels.transpose(dIn, dInLanes);
            }
        }
    }
}
