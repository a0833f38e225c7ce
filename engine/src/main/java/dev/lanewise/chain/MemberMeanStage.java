package dev.lanewise.chain;

import dev.lanewise.kernel.Kernels;
import dev.lanewise.panel.Panels;

/** The prediction of an ensemble: the mean of what its members make of a sample, summed in the order of members and divided once. */
public final class MemberMeanStage extends Stage {

    /**
     * A mean.
     *
     * @param in  what each member makes of a sample
     * @param out their mean
     */
    public MemberMeanStage(Value in, Value out) {
        super(in, out);
    }

    @Override
    void plan(Use use) {
        in().wantLanesOfAny();
        out().wantLanesOfAny();
    }

    @Override
    BoundStage bind(Slots slots) {
        return new OfMean(in().members(), slots.of(in()).lanes, slots.of(out()).lanes);
    }

    private static final class OfMean extends BoundStage.Own {

        private final int members;
        private final Panels in;
        private final Panels out;

        OfMean(int members, Panels in, Panels out) {
            this.members = members;
            this.in = in;
            this.out = out;
        }

        @Override
        void forward(Kernels kernels, Run run) {
            for (int o = 0; o < out.rows(); o++) {
                for (int sample = 0; sample < out.cols(); sample++) {
                    float sum = 0f;
                    for (int row = sample * members; row < (sample + 1) * members; row++) {
                        sum += in.at(o, row);
                    }
                    out.set(o, sample, sum / members);
                }
            }
        }

        @Override
        void backward(Kernels kernels, Run run) {
            throw new IllegalStateException("there is no way back through a prediction");
        }
    }
}
