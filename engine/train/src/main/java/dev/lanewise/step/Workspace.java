package dev.lanewise.step;

import dev.lanewise.chain.Chain;
import dev.lanewise.chain.ParameterSet;
import dev.lanewise.chain.Tensor;
import dev.lanewise.panel.Arena;
import dev.lanewise.panel.Panels;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The memory of a trainer's steps: an arena for the matrices of the whole batch, one for each worker's block, each worker's scratch for
 * gradients, and the losses. It is as large as the largest batch so far needs, and grows when a larger one comes. Layouts for every
 * number of samples that has come up since then are kept.
 */
public final class Workspace {

    private final Chain chain;
    private final List<ParameterSet> slots;
    private final UpdateRules rules;
    private final boolean streamsAllWeights;
    private final GradientMemory gradients;
    private final Arena[] own;
    /** Scratch of each worker for the gradients of vectors, such as biases. */
    private final Panels[] vectorGradients;
    private Arena shared;
    private float[] losses = {};
    private TunedPlans[] layouts = {};

    /** A workspace without room yet; {@code streamsAllWeights} gives all weights the tiles of streamed ones, whatever their size. */
    public Workspace(Chain chain, List<ParameterSet> slots, UpdateRules rules, int workers, boolean streamsAllWeights) {
        this(chain, slots, rules, workers, streamsAllWeights, null);
    }

    /** With a memory for whole gradients, or null. */
    Workspace(Chain chain, List<ParameterSet> slots, UpdateRules rules, int workers, boolean streamsAllWeights, GradientMemory gradients) {
        this.chain = chain;
        this.slots = slots;
        this.rules = rules;
        this.streamsAllWeights = streamsAllWeights;
        this.gradients = gradients;
        own = new Arena[workers];
        vectorGradients = new Panels[workers];
        for (int worker = 0; worker < workers; worker++) {
            vectorGradients[worker] = Panels.allocate(1, BatchPlan.TILE_COLUMNS);
        }
    }

    /**
     * Makes room for batches of up to a number of samples; does nothing where there is room.
     *
     * @throws IllegalArgumentException if their matrices do not fit an array
     */
    void reserve(int samples) {
        if (samples <= layouts.length) {
            return;
        }
        long sharedFloats = sharedFloats(samples);
        String batch = "a batch of " + samples;
        Arena.requireFits(sharedFloats, batch);
        // what is there goes first, and where memory ends here the next call begins again
        layouts = new TunedPlans[0];
        shared = null;
        Arrays.fill(own, null);
        shared = new Arena(sharedFloats, batch);
        long blockFloats = BatchPlan.blockFloats(chain, BatchPlan.mostSamplesInBlock(chain, samples));
        for (int worker = 0; worker < own.length; worker++) {
            own[worker] = new Arena(blockFloats, "a block of samples");
        }
        losses = new float[Panels.panels(samples) * Panels.LANES];
        layouts = new TunedPlans[samples];
    }

    private long sharedFloats(int samples) {
        int few = chain.mostFew(samples);
        return Math.max(BatchPlan.sharedFloats(chain, samples, own.length),
                few == 0 ? 0 : BatchPlan.sharedFloats(chain, few, own.length));
    }

    /** The layouts for a number of samples; allocates when the number comes up for the first time. */
    public TunedPlans layouts(int samples) {
        reserve(samples);
        if (layouts[samples - 1] == null) {
            layouts[samples - 1] = new TunedPlans(samples, this);
        }
        return layouts[samples - 1];
    }

    /** A loss for each sample of the batch, and for the lanes beyond. */
    public float[] losses() {
        return losses;
    }

    Chain chain() {
        return chain;
    }

    UpdateRules rules() {
        return rules;
    }

    boolean streamsAllWeights() {
        return streamsAllWeights;
    }

    int workers() {
        return own.length;
    }

    Arena sharedArena() {
        return shared;
    }

    Arena ownArena(int worker) {
        return own[worker];
    }

    Panels vectorGradient(int worker) {
        return vectorGradients[worker];
    }

    /** Where whole gradients stand, or null where a tile's gradient is in scratch. */
    GradientMemory gradients() {
        return gradients;
    }

    /** What the optimizer keeps beside a tensor. */
    Stream<Panels> slots(Tensor tensor) {
        return slots.stream().map(slot -> slot.values(tensor.number()));
    }
}
