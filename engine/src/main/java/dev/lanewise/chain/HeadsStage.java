package dev.lanewise.chain;

import dev.lanewise.kernel.HeadLoops;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.MemberSum;
import dev.lanewise.panel.Panels;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A dense layer for each member of an ensemble. A lane is a row, also below sixteen rows, which are transposed there and back. The weights
 * of the members stand side by side in lanes, in scratch that each way forward fills anew: little work, since heads have few outputs.
 */
public final class HeadsStage extends FeatureStage {

    private final Tensor weights;
    private final Tensor biases;

    /**
     * Heads between two values with rows of members.
     *
     * @param in      inputs of the heads
     * @param out     their sums
     * @param weights P(members * outputs x features), learned
     * @param biases  P(members x outputs), learned
     */
    public HeadsStage(Value in, Value out, Tensor weights, Tensor biases) {
        super(in, out);
        this.weights = weights;
        this.biases = biases;
    }

    @Override
    void plan(Use use) {
        super.plan(use);
        if (use.isTrained()) {
            in().wantRows();
            out().wantGradientRows();
        }
    }

    @Override
    BoundStage bind(Slots slots) {
        return new OfHeads(this, slots);
    }

    @Override
    List<TensorGradient> gradients() {
        return List.of(new TensorGradient.OfMembers(MemberSum.HEADS, out(), in(), out().members(), weights),
                new TensorGradient.OfMembers(MemberSum.BIASES, out(), null, out().members(), biases));
    }

    @Override
    long multiplyAdds() {
        return (long) in().width() * out().width();
    }

    private static final class OfHeads extends Bound {

        private final int members;
        private final Panels weights;
        private final Panels biases;
        /** The weights of the heads with a row a lane, of one output. */
        private final Panels weightRows;
        private final Panels weightLanes;
        /** Those of each output. */
        private final Panels[] lanesOfOutputs;
        private final Panels biasLanes;
        /** Of few rows. */
        private final Panels inLanes;
        private final Panels outLanes;

        OfHeads(HeadsStage stage, Slots slots) {
            super(stage, slots);
            int features = stage.in().width(), outputs = stage.out().width(), rows = slots.rows(stage.in());
            members = stage.in().members();
            weights = stage.weights.values();
            biases = stage.biases.values();
            int lanes = Panels.LANES * Math.min(period(members), Panels.panels(rows));
            weightRows = slots.panels(lanes, features);
            weightLanes = slots.panels(outputs * features, lanes);
            lanesOfOutputs = IntStream.range(0, outputs).mapToObj(o -> weightLanes.rowsFrom(o * features, features)).toArray(Panels[]::new);
            biasLanes = slots.panels(outputs, lanes);
            inLanes = few ? slots.panels(features, rows) : null;
            outLanes = few ? slots.panels(outputs, rows) : null;
        }

        /** Panels until a lane has the same member again. */
        private static int period(int members) {
            return members >> Math.min(Panels.SHIFT, Integer.numberOfTrailingZeros(members));
        }

        @Override
        void write(Kernels kernels, Run run) {
            fillLanes(kernels);
            HeadLoops loops = HeadLoops.of(kernels);
            if (few) {
                kernels.transpose(in, inLanes);
                loops.forward(weightLanes, biasLanes, inLanes, outLanes);
                kernels.transpose(outLanes, out);
            } else {
                loops.forward(weightLanes, biasLanes, in, out);
            }
        }

        private void fillLanes(Kernels kernels) {
            int outputs = lanesOfOutputs.length;
            for (int o = 0; o < outputs; o++) {
                for (int lane = 0; lane < biasLanes.cols(); lane++) {
                    int member = lane % members;
                    biasLanes.set(o, lane, biases.at(member, o));
                    copyRow(weights, member * outputs + o, weightRows, lane);
                }
                kernels.transpose(weightRows, lanesOfOutputs[o]);
            }
        }

        private static void copyRow(Panels from, int row, Panels to, int toRow) {
            for (int p = 0; p < from.panels(); p++) {
                int column = p * Panels.LANES;
                System.arraycopy(from.data(), from.index(row, column), to.data(), to.index(toRow, column), Panels.LANES);
            }
        }

        @Override
        void writeGradient(Kernels kernels, Run run) {
            if (dIn == null) {
                return;
            }
            HeadLoops loops = HeadLoops.of(kernels);
            if (few) {
                kernels.transpose(dOut, outLanes);
                loops.backward(weightLanes, outLanes, inLanes);
                kernels.transpose(inLanes, dIn);
            } else {
                loops.backward(weightLanes, dOut, dIn);
            }
        }
    }
}
