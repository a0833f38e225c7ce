package dev.lanewise.train;

import dev.lanewise.data.Batch;
import dev.lanewise.kernel.Dense;
import dev.lanewise.kernel.Placement;
import dev.lanewise.panel.Arena;
import dev.lanewise.panel.Panels;
import dev.lanewise.runtime.Overrides;
import dev.lanewise.runtime.Team;
import java.util.ArrayList;
import java.util.List;

/**
 * Where everything is in a step with one number of samples: matrices of the whole batch, blocks of samples and tiles of
 * weights, each with the worker that computes it. Work is split over outputs only, so the split changes no bit.
 */
final class BatchLayout {

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
    static final int MOST_TILE_ROWS = Overrides.size("tileRows", 256, Panels.LANES);
    static final int TILE_COLUMNS = Overrides.size("tileColumns", 2 * Panels.LANES, Panels.LANES);

    final int samples;
    /** h[l] is P(batch x features), inputs of layer l. */
    final Panels[] h;
    /** dz[l] is P(batch x out) of layer l. */
    final Panels[] dz;
    /** Scratch of each worker for the gradients of a tile: P(MOST_TILE_ROWS x TILE_COLUMNS), on the array of h and dz. */
    private final Panels[] gradients;
    /** The blocks of each worker; empty when a row is a sample. */
    private final List<List<TrainingBlock>> blocks;
    /** The one block of fewer than sixteen samples, or null. */
    private final RowBlock rowBlock;
    /** The tiles of each worker. */
    final List<List<Tile>> tiles;

    BatchLayout(int samples, int workers, Workspace workspace) {
        this.samples = samples;
        List<Dense> layers = workspace.layers();
        Arena shared = workspace.sharedArena();
        shared.reset();
        gradients = new Panels[workspace.workers()];
        for (int worker = 0; worker < gradients.length; worker++) {
            gradients[worker] = shared.panels(MOST_TILE_ROWS, TILE_COLUMNS);
        }
        h = new Panels[layers.size()];
        dz = new Panels[layers.size()];
        for (int l = 0; l < layers.size(); l++) {
            h[l] = shared.panels(samples, layers.get(l).in());
            dz[l] = shared.panels(samples, layers.get(l).out());
        }
        boolean byRows = byRows(samples);
        rowBlock = byRows ? RowBlock.layOut(shared, layers, h, dz) : null;
        blocks = byRows ? List.of() : blocks(workspace, workers);
        tiles = tiles(workspace, workers);
    }

    /** The first phase of one worker: its samples forward, the loss, and back. */
    void run(int worker, KernelCalls calls, List<Dense> layers, LossKernel loss, Batch batch, float scale, float[] losses) {
        if (rowBlock != null) {
            calls.learn(rowBlock, layers, loss, batch, scale, losses);
            return;
        }
        List<TrainingBlock> share = blocks.get(worker);
        for (int i = 0; i < share.size(); i++) {
            calls.learn(share.get(i), layers, loss, batch, scale, losses);
        }
    }

    /** Workers that the first phase has work for. */
    int blockWorkers() {
        return rowBlock != null ? 1 : blocks.size();
    }

    static boolean byRows(int samples) {
        return samples < Panels.LANES;
    }

    /** Floats of the matrices of the whole batch, and of each worker's gradients, which stand beside them. */
    static long sharedFloats(List<Dense> layers, int samples, int workers) {
        long sum = workers * Panels.size(MOST_TILE_ROWS, TILE_COLUMNS) + (byRows(samples) ? RowBlock.floats(layers, samples) : 0);
        for (Dense layer : layers) {
            sum += Panels.size(samples, layer.in()) + Panels.size(samples, layer.out());
        }
        return sum;
    }

    /** Workers that have enough to do. */
    static int workers(List<Dense> layers, int samples, int most) {
        // a single panel of samples is one worker's: only the update, a third of the work, can be shared
        long shared = flops(layers, samples) / (Panels.panels(samples) > 1 ? 1 : 3);
        return Math.clamp(shared / LEAST_FLOPS_A_WORKER, 1, most);
    }

    /** Floating-point operations of a step, counted as if the first layer had a gradient of its inputs, too. */
    static long flops(List<Dense> layers, int samples) {
        long flops = 0;
        for (Dense layer : layers) {
            flops += 6L * layer.in() * layer.out() * samples;
        }
        return flops;
    }

    /** Panels of samples in a block: what fits the cache, an even number where possible, and equal shares for the workers. */
    private static int panelsInBlock(List<Dense> layers, int samples, int workers) {
        if (FORCED_PANELS > 0) {
            return mostPanelsInBlock(layers, samples);
        }
        int panels = Panels.panels(samples), rounds = Math.ceilDiv(panels, workers * fittingPanels(layers));
        return even(Math.ceilDiv(panels, workers * rounds));
    }

    /** No block is larger than this, whatever the workers, nor with fewer samples. */
    static int mostPanelsInBlock(List<Dense> layers, int samples) {
        int panels = Panels.panels(samples);
        return FORCED_PANELS > 0 ? Math.min(panels, FORCED_PANELS) : even(Math.min(panels, fittingPanels(layers)));
    }

    private static int fittingPanels(List<Dense> layers) {
        return fittingPanels(weights(layers), Panels.size(Panels.LANES, layers.getFirst().in())
                + TrainingBlock.floats(layers, Panels.LANES));
    }

    /**
     * Panels of samples in a block. It stays in half of the cache beside small weights; large ones come from beyond it for every block, so
     * that fewer blocks are better.
     *
     * @param weights floats of the weights of all layers
     * @param panel   floats of a panel of samples
     */
    static int fittingPanels(long weights, long panel) {
        return weights > Placement.CACHE_FLOATS ? MOST_PANELS_A_BLOCK
                : Math.clamp(Placement.CACHE_FLOATS / 2 / panel, LEAST_PANELS_A_BLOCK, MOST_PANELS_A_BLOCK);
    }

    private static long weights(List<Dense> layers) {
        long sum = 0;
        for (Dense layer : layers) {
            sum += Panels.size(layer.in(), layer.out());
        }
        return sum;
    }

    static int even(int panels) {
        return panels > 1 ? panels + panels % 2 : 1;
    }

    private List<List<TrainingBlock>> blocks(Workspace workspace, int workers) {
        int size = panelsInBlock(workspace.layers(), samples, workers) * Panels.LANES;
        List<List<TrainingBlock>> shares = new ArrayList<>();
        int count = Math.ceilDiv(samples, size), active = Math.min(workers, count);
        for (int worker = 0; worker < active; worker++) {
            List<TrainingBlock> share = new ArrayList<>();
            for (int block = Team.first(count, worker, active); block < Team.first(count, worker + 1, active); block++) {
                int from = block * size, own = Math.min(size, samples - from);
                workspace.ownArena(worker).reset();
                share.add(TrainingBlock.layOut(workspace.ownArena(worker), workspace.layers(), from, own, h, dz));
            }
            shares.add(share);
        }
        return shares;
    }

    /** Tiles as tall as they may be, cut so that each worker has its share of the weights to a panel of rows. */
    private List<List<Tile>> tiles(Workspace workspace, int workers) {
        long total = weights(workspace.layers()), done = 0;
        List<List<Tile>> shares = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            shares.add(new ArrayList<>());
        }
        for (int l = 0; l < workspace.layers().size(); l++) {
            Dense layer = workspace.layers().get(l);
            for (int column = 0; column < layer.out(); column += TILE_COLUMNS) {
                long width = Panels.size(1, Math.min(TILE_COLUMNS, layer.out() - column));
                for (int row = 0, rows; row < layer.in(); row += rows) {
                    int worker = (int) (done * workers / total);
                    long left = Math.ceilDiv(total * (worker + 1), workers) - done;
                    int most = Panels.panels((int) Math.min(MOST_TILE_ROWS, Math.ceilDiv(left, width))) * Panels.LANES;
                    rows = Math.min(most, layer.in() - row);
                    Placement placement = workspace.streamsAllWeights() ? Placement.STREAMED : layer.placement().updatedBy(workers);
                    shares.get(worker).add(tile(workspace, worker, l, row, rows, column, placement));
                    done += rows * width;
                }
            }
        }
        return shares;
    }

    private Tile tile(Workspace workspace, int worker, int l, int row, int rows, int column, Placement placement) {
        Dense layer = workspace.layers().get(l);
        int columns = Math.min(TILE_COLUMNS, layer.out() - column);
        Panels scratch = gradients[worker], sums = workspace.biasGradient(worker);
        Tile.Bias bias = row > 0 ? null : new Tile.Bias(new Panels(sums.data(), sums.offset(), 1, columns, sums.stride()),
                columnsOf(layer.bias(), column), columnsOf(workspace.moment(0, l, true), column),
                columnsOf(workspace.moment(1, l, true), column));
        return new Tile(h[l].panelsFrom(row / Panels.LANES, Panels.panels(rows)), columnsOf(dz[l], column),
                new Panels(scratch.data(), scratch.offset(), rows, columns, scratch.stride()),
                tileOf(layer.w(), row, rows, column), tileOf(workspace.moment(0, l, false), row, rows, column),
                tileOf(workspace.moment(1, l, false), row, rows, column), placement, bias);
    }

    private static Panels tileOf(Panels matrix, int row, int rows, int column) {
        return matrix == null ? null : columnsOf(matrix.rowsFrom(row, rows), column);
    }

    private static Panels columnsOf(Panels matrix, int column) {
        return matrix == null ? null : matrix.panelsFrom(column / Panels.LANES, TILE_COLUMNS / Panels.LANES);
    }
}
