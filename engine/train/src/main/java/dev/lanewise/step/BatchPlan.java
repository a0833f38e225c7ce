package dev.lanewise.step;

import dev.lanewise.chain.BoundChain;
import dev.lanewise.chain.Chain;
import dev.lanewise.chain.Slots;
import dev.lanewise.kernel.Placement;
import dev.lanewise.panel.Arena;
import dev.lanewise.panel.Panels;
import dev.lanewise.platform.Overrides;
import dev.lanewise.platform.WorkerTeam;
import java.util.ArrayList;
import java.util.List;

/**
 * Where everything is in a step with one number of samples: matrices of the whole batch, blocks of samples and tiles of
 * weights, each with the worker that computes it. Work is split over outputs only, so the split changes no bit.
 */
public final class BatchPlan {

    /** Below this many floating-point operations a worker costs more than it brings: about ten microseconds of work. */
    private static final int USUAL_LEAST_FLOPS = 1_000_000;
    private static final int LEAST_FLOPS_A_WORKER = Overrides.size("leastFlops", USUAL_LEAST_FLOPS, 1);
    /** Whether somebody has said how work is to be split, so that no other split is tried. */
    static final boolean SPLIT_IS_FORCED = LEAST_FLOPS_A_WORKER != USUAL_LEAST_FLOPS;
    private static final int LEAST_PANELS_A_BLOCK = 2;
    private static final int MOST_PANELS_A_BLOCK = 16;
    /** Panels of a block whatever fits, where somebody asks for it; else 0. */
    private static final int FORCED_PANELS = Overrides.size("blockPanels", 0, 1);
    /** Rows of a tile: a gradient of 256 rows by 2 panels is as large as a common first-level cache. */
    public static final int MOST_TILE_ROWS = Overrides.size("tileRows", 256, Panels.LANES);
    public static final int TILE_COLUMNS = Overrides.size("tileColumns", 2 * Panels.LANES, Panels.LANES);

    private final Chain chain;
    private final Slots batch;
    /** Scratch of each worker for the gradients of a tile: P(MOST_TILE_ROWS x TILE_COLUMNS), on the array of the batch. */
    private final Panels[] gradients;
    /** The blocks of each worker; below sixteen samples one. */
    public final List<List<BoundChain>> blocks;
    /** The tiles of each worker. */
    public final RuleTiles[][] tiles;

    BatchPlan(int samples, int workers, Workspace workspace) {
        chain = workspace.chain();
        workspace.sharedArena().reset();
        batch = new Slots(chain, samples, workspace.sharedArena());
        gradients = claim(batch, workspace.workers());
        blocks = chain.isFew(samples) ? List.of(List.of(chain.bind(batch))) : blocks(workspace, workers);
        tiles = new TileCutter(workspace, batch, gradients, workers).tiles();
    }

    /** Claims what stands on the batch's array whatever its blocks are. */
    private static Panels[] claim(Slots batch, int workers) {
        Panels[] gradients = new Panels[workers];
        for (int worker = 0; worker < workers; worker++) {
            gradients[worker] = batch.panels(MOST_TILE_ROWS, TILE_COLUMNS);
        }
        batch.claimRows();
        return gradients;
    }

    /** Where the values of the whole batch stand. */
    public Slots batch() {
        return batch;
    }

    /** Floats of the matrices of the whole batch, and of each worker's gradients, which stand beside them. */
    public static long sharedFloats(Chain chain, int samples, int workers) {
        Slots batch = new Slots(chain, samples, null);
        claim(batch, workers);
        return (chain.isFew(samples) ? chain.bind(batch).slots() : batch).floats();
    }

    /** Floats of one worker's block of so many samples. */
    public static long blockFloats(Chain chain, int samples) {
        return measured(chain, samples).floats();
    }

    private static Slots measured(Chain chain, int samples) {
        return chain.bind(Slots.ofBlock(chain, samples)).slots();
    }

    /** Workers that have enough to do. */
    static int workers(Chain chain, int samples, int most) {
        // a single panel is one worker's: only the update, a third of the work, can be shared
        long shared = flops(chain, samples) / (Math.min(samples, panels(chain, samples)) > 1 ? 1 : 3);
        return Math.clamp(shared / LEAST_FLOPS_A_WORKER, 1, most);
    }

    /** Floating-point operations of a step, counted as if the first layer had a gradient of its inputs, too. */
    static long flops(Chain chain, int samples) {
        return 6 * chain.multiplyAdds() * samples;
    }

    /** Panels of the rows of some samples. */
    private static int panels(Chain chain, int samples) {
        return Panels.panels(chain.rows(samples));
    }

    /** Samples whose rows fill some panels, at least one: a block has whole samples. */
    private static int samples(Chain chain, int panels) {
        return Math.max(1, panels * Panels.LANES / chain.members());
    }

    /** Panels of rows in a block: what fits the cache, an even number where possible, and equal shares for the workers. */
    private static int panelsInBlock(Chain chain, int samples, int workers) {
        if (FORCED_PANELS > 0) {
            return mostPanelsInBlock(chain, samples);
        }
        int panels = panels(chain, samples), rounds = Math.ceilDiv(panels, workers * fittingPanels(chain));
        return even(Math.ceilDiv(panels, workers * rounds));
    }

    static int mostPanelsInBlock(Chain chain, int samples) {
        int panels = panels(chain, samples);
        return FORCED_PANELS > 0 ? Math.min(panels, FORCED_PANELS) : even(Math.min(panels, fittingPanels(chain)));
    }

    /** No block has more samples than this, whatever the workers, nor with fewer samples. */
    public static int mostSamplesInBlock(Chain chain, int samples) {
        return samples(chain, mostPanelsInBlock(chain, samples));
    }

    /**
     * Panels of rows in a block. It stays in half of the cache beside small weights and tables made of them; large ones come from beyond it
     * for every block, so that fewer blocks are better.
     */
    private static int fittingPanels(Chain chain) {
        int samples = samples(chain, 1);
        long floats = Panels.size(samples, chain.input().width()) + measured(chain, samples).floatsOfSamples();
        long panel = floats / panels(chain, samples);
        return chain.weightFloats() > Placement.CACHE_FLOATS ? MOST_PANELS_A_BLOCK
                : Math.clamp(Placement.CACHE_FLOATS / 2 / panel, LEAST_PANELS_A_BLOCK, MOST_PANELS_A_BLOCK);
    }

    private static int even(int panels) {
        return panels > 1 ? panels + panels % 2 : 1;
    }

    private List<List<BoundChain>> blocks(Workspace workspace, int workers) {
        int samples = batch.samples(), size = samples(chain, panelsInBlock(chain, samples, workers));
        List<List<BoundChain>> shares = new ArrayList<>();
        int count = Math.ceilDiv(samples, size), active = Math.min(workers, count);
        for (int worker = 0; worker < active; worker++) {
            Arena own = workspace.ownArena(worker);
            List<BoundChain> share = new ArrayList<>();
            for (int block = WorkerTeam.first(count, worker, active); block < WorkerTeam.first(count, worker + 1, active); block++) {
                int from = block * size;
                own.reset();
                share.add(chain.bind(batch.block(from, Math.min(size, samples - from), own)));
            }
            shares.add(share);
        }
        return shares;
    }
}
