package dev.lanewise.step;

import dev.lanewise.chain.Slots;
import dev.lanewise.chain.Tensor;
import dev.lanewise.chain.TensorGradient;
import dev.lanewise.kernel.MemberSum;
import dev.lanewise.kernel.Placement;
import dev.lanewise.panel.Panels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts the tensors of a chain into tiles: as tall as they may be, and so that each worker has its share of the weights to a panel of rows.
 * What is no product is little work and goes to the worker whose turn it is. Frozen tensors have no tiles.
 */
final class TileCutter {

    private static final int TILE_COLUMNS = BatchPlan.TILE_COLUMNS, TILE_PANELS = TILE_COLUMNS / Panels.LANES;

    private final Workspace workspace;
    private final Slots batch;
    private final Panels[] scratch;
    private final int workers;
    private final long total;
    private long done;
    private final List<Map<UpdateRule, List<Tile>>> shares = new ArrayList<>();

    /** {@code scratch} is that of each worker for the gradients of a tile, on the array of the batch. */
    TileCutter(Workspace workspace, Slots batch, Panels[] scratch, int workers) {
        this.workspace = workspace;
        this.batch = batch;
        this.scratch = scratch;
        this.workers = workers;
        total = workspace.chain().gradients().stream().mapToLong(this::weightFloats).sum();
    }

    private long weightFloats(TensorGradient gradient) {
        return switch (gradient) {
            case TensorGradient.OfProduct product when isLearned(product.weights()) -> product.weights().floats();
            case TensorGradient.OfProduct _, TensorGradient.OfColumns _, TensorGradient.OfTable _, TensorGradient.OfMembers _ -> 0;
        };
    }

    private boolean isLearned(Tensor tensor) {
        return !workspace.rules().of(tensor).isFrozen();
    }

    /** Whether the biases are updated in the tiles of the weights. */
    private boolean isOneRule(TensorGradient.OfProduct product) {
        return product.bias() != null && workspace.rules().of(product.bias()) == workspace.rules().of(product.weights());
    }

    /** The tiles of each worker, together with those of the same rule. */
    RuleTiles[][] tiles() {
        for (int worker = 0; worker < workers; worker++) {
            shares.add(new LinkedHashMap<>());
        }
        for (TensorGradient gradient : workspace.chain().gradients()) {
            switch (gradient) {
                case TensorGradient.OfProduct product -> cut(product);
                case TensorGradient.OfColumns columns -> cut(columns.summedRows(batch), columns.vector());
                case TensorGradient.OfTable table when isLearned(table.table()) -> cut(table);
                case TensorGradient.OfMembers sum when isLearned(sum.tensor()) -> cut(sum);
                case TensorGradient.OfTable _, TensorGradient.OfMembers _ -> { }
            }
        }
        return shares.stream().map(RuleTiles::of).toArray(RuleTiles[][]::new);
    }

    private void add(int worker, Tensor tensor, Tile tile) {
        shares.get(worker).computeIfAbsent(workspace.rules().of(tensor), _ -> new ArrayList<>()).add(tile);
    }

    /** The worker whose share is not full; the last one's never is. */
    private int turn() {
        return total == 0 ? 0 : (int) Math.min(done * workers / total, workers - 1);
    }

    private void cut(TensorGradient.OfProduct product) {
        if (isLearned(product.weights())) {
            cutWeights(product);
        }
        if (product.bias() != null && !isOneRule(product)) {
            cut(product.summedRows(batch), product.bias());
        }
    }

    private void cutWeights(TensorGradient.OfProduct product) {
        int in = product.h().width(), out = product.dz().width();
        for (int column = 0; column < out; column += TILE_COLUMNS) {
            long width = Panels.size(1, Math.min(TILE_COLUMNS, out - column));
            for (int row = 0, rows; row < in; row += rows) {
                int worker = turn();
                long left = Math.ceilDiv(total * (worker + 1), workers) - done;
                int most = Panels.panels((int) Math.min(BatchPlan.MOST_TILE_ROWS, Math.ceilDiv(left, width))) * Panels.LANES;
                rows = Math.min(most, in - row);
                add(worker, product.weights(), tile(product, worker, row, rows, column));
                done += rows * width;
            }
        }
    }

    private Tile tile(TensorGradient.OfProduct product, int worker, int row, int rows, int column) {
        Panels dz = columnsOf(product.summedRows(batch), column);
        Panels h = batch.of(product.h()).rows().panelsFrom(row / Panels.LANES, Panels.panels(rows));
        Tile.Part part = part(product.weights(), scratch[worker], row, rows, column);
        Tile.Part bias = row == 0 && isOneRule(product) ? part(product.bias(), workspace.vectorGradient(worker), 0, 1, column) : null;
        Placement placement = workspace.streamsAllWeights() ? Placement.STREAMED : product.weights().placement().updatedBy(workers);
        return new MatrixTile(h, dz, part, placement, bias);
    }

    /** Sums of the columns of some terms are the gradient of a vector. */
    private void cut(Panels terms, Tensor vector) {
        for (int column = 0; column < terms.cols() && isLearned(vector); column += TILE_COLUMNS) {
            int worker = turn();
            Tile.Part part = part(vector, workspace.vectorGradient(worker), 0, 1, column);
            add(worker, vector, new VectorTile(columnsOf(terms, column), part));
        }
    }

    private void cut(TensorGradient.OfTable table) {
        Panels codes = batch.of(table.codes()).rows(), dz = table.summedRows(batch);
        cut(table.table(), (row, column, part) -> new TableTile(codes, table.column(), dz, table.at() + column, row, part));
    }

    private void cut(TensorGradient.OfMembers sum) {
        Panels d = sum.summedRows(batch), x = sum.x() == null ? null : batch.of(sum.x()).rows();
        cut(sum.tensor(), (row, column, part) -> new MemberTile(sum.kind(), sum.kind() == MemberSum.HEADS ? d : columnsOf(d, column),
                x == null ? null : columnsOf(x, column), sum.members(), row, part));
    }

    /** A tile from a row and a column of a tensor on. */
    private interface TileMaker {
        Tile tile(int row, int column, Tile.Part part);
    }

    /** Rows that no product makes. */
    private void cut(Tensor tensor, TileMaker maker) {
        Panels values = tensor.values();
        for (int column = 0; column < values.cols(); column += TILE_COLUMNS) {
            for (int row = 0; row < values.rows(); row += BatchPlan.MOST_TILE_ROWS) {
                int worker = turn(), rows = Math.min(BatchPlan.MOST_TILE_ROWS, values.rows() - row);
                add(worker, tensor, maker.tile(row, column, part(tensor, scratch[worker], row, rows, column)));
            }
        }
    }

    private Tile.Part part(Tensor tensor, Panels scratch, int row, int rows, int column) {
        GradientMemory whole = workspace.gradients();
        int columns = Math.min(TILE_COLUMNS, tensor.values().cols() - column);
        return new Tile.Part(whole != null ? tileOf(whole.of(tensor), row, rows, column)
                : new Panels(scratch.data(), scratch.offset(), rows, columns, scratch.stride()),
                tileOf(tensor.values(), row, rows, column),
                workspace.slots(tensor).map(slot -> tileOf(slot, row, rows, column)).toArray(Panels[]::new));
    }

    private static Panels tileOf(Panels matrix, int row, int rows, int column) {
        return columnsOf(matrix.rowsFrom(row, rows), column);
    }

    private static Panels columnsOf(Panels matrix, int column) {
        return matrix.panelsFrom(column / Panels.LANES, TILE_PANELS);
    }
}
