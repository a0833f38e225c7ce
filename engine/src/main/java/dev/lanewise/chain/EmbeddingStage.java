package dev.lanewise.chain;

import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.TableLoops;
import dev.lanewise.panel.Panels;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows of tables for the inputs that are categories, behind the inputs that are none. */
public final class EmbeddingStage extends Stage {

    private final int[] codes;
    private final int[] others;
    private final List<Tensor> tables;

    /**
     * An embedding of samples.
     *
     * @param in     the samples
     * @param out    as many features as there are others, then the columns of each table
     * @param codes  the inputs that are categories, in the order of the tables
     * @param tables P(categories x dims) each
     */
    public EmbeddingStage(Value in, Value out, int[] codes, List<Tensor> tables) {
        super(in, out);
        this.codes = codes.clone();
        others = in.featuresBut(IntStream.of(codes));
        this.tables = List.copyOf(tables);
    }

    @Override
    void plan(Use use) {
        in().wantRows();
        out().wantRows();
        if (use.isTrained()) {
            out().wantGradientRows();
        }
    }

    @Override
    BoundStage bind(Slots slots) {
        return new OfEmbedding(this, slots);
    }

    @Override
    List<TensorGradient> gradients() {
        List<TensorGradient> gradients = new ArrayList<>();
        int at = others.length;
        for (Tensor table : tables) {
            gradients.add(new TensorGradient.OfTable(in(), codes[gradients.size()], out(), at, table));
            at += table.values().cols();
        }
        return gradients;
    }

    private static final class OfEmbedding extends BoundStage.Own {

        private final int[] codes;
        private final int[] others;
        private final Panels[] tables;
        private final Panels in;
        private final Panels out;
        private final Panels outLanes;
        private final Panels dIn;
        private final Panels dOut;

        OfEmbedding(EmbeddingStage stage, Slots slots) {
            codes = stage.codes;
            others = stage.others;
            tables = stage.tables.stream().map(Tensor::values).toArray(Panels[]::new);
            in = slots.of(stage.in()).rows;
            out = slots.of(stage.out()).rows;
            outLanes = slots.of(stage.out()).lanes;
            dIn = slots.of(stage.in()).gradientRows;
            dOut = slots.of(stage.out()).gradientRows;
        }

        @Override
        boolean hasBackward() {
            return dIn != null;
        }

        @Override
        void forward(Kernels kernels, Run run) {
            TableLoops.copyColumns(in, others, out, 0);
            int at = others.length;
            for (int t = 0; t < tables.length; t++) {
                TableLoops.lookUp(tables[t], in, codes[t], out, at);
                at += tables[t].cols();
            }
            if (outLanes != null) {
                kernels.transpose(out, outLanes);
            }
        }

        /** The loss has no derivative by a category, whose gradient is left at zero. */
        @Override
        void backward(Kernels kernels, Run run) {
            for (int b = 0; b < dIn.rows(); b++) {
                for (int code : codes) {
                    dIn.set(b, code, 0f);
                }
                for (int i = 0; i < others.length; i++) {
                    dIn.set(b, others[i], dOut.at(b, i));
                }
            }
        }
    }
}
