package dev.lanewise.chain;

import dev.lanewise.data.Batch;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.ScaleLoops;
import dev.lanewise.panel.Panels;
import java.util.Arrays;

/**
 * The calls themselves. What dense networks call stands in this one class, since it is copied as one; stages of other kinds
 * ({@link BoundStage.Own}) have their calls in their own files.
 */
final class DirectStageCalls extends StageCalls {

    DirectStageCalls(Kernels kernels) {
        super(kernels);
    }

    @Override
    public void run(BoundChain chain, Run run) {
        prepare(chain, run.batch);
        for (BoundStage stage : chain.forward) {
            switch (stage.kind) {
                case DENSE -> forward((BoundStage.OfDense) stage);
                case GATHER -> gather((BoundStage.Gather) stage, run.batch);
                case LOSS -> loss((BoundStage.Loss) stage, run);
                case GATHER_ROWS -> gather((BoundStage.GatherRows) stage, run);
                case SOFTMAX -> kernels.softmax(((BoundStage.Softmax) stage).h, ((BoundStage.Softmax) stage).h);
                case OWN -> ((BoundStage.Own) stage).forward(kernels, run);
            }
        }
        for (BoundStage stage : chain.backward) {
            switch (stage.kind) {
                case DENSE -> backward((BoundStage.OfDense) stage);
                case OWN -> ((BoundStage.Own) stage).backward(kernels, run);
                case GATHER, GATHER_ROWS, SOFTMAX, LOSS -> { }
            }
        }
    }

    /**
     * What is stored a float at a time and read as vectors. A core hands on what it has stored only to loads that want no more, so others
     * wait until it is in the cache, and by then it is.
     */
    private void prepare(BoundChain chain, Batch batch) {
        if (chain.loss != null) {
            gatherTargets(batch, chain.loss);
        }
        for (BoundStage.OfDense stage : chain.transposing) {
            kernels.transpose(stage.w, stage.scratch);
        }
    }

    private void forward(BoundStage.OfDense d) {
        if (d.readsRows) {
            kernels.forwardRows(d.w, d.bias, d.h, d.f, d.slope, d.z, d.zTransposed);
        } else {
            kernels.forward(d.w, d.placement, d.bias, d.h, d.f, d.slope, d.z, d.zTransposed);
        }
    }

    private void backward(BoundStage.OfDense d) {
        if (d.transposes) {
            kernels.backwardTransposed(d.scratch, d.dz, d.below, d.fBelow, d.slopeBelow, d.dh);
        } else if (d.scratch != null) {
            kernels.backwardRows(d.w, d.dz, d.below, d.fBelow, d.slopeBelow, d.scratch, d.dh);
        } else {
            kernels.backward(d.w, d.placement, d.dz, d.below, d.fBelow, d.slopeBelow, d.dh, d.dhRows);
        }
    }

    private void loss(BoundStage.Loss loss, Run run) {
        int at = run.lossesFrom + loss.from;
        if (loss.readsRows) {
            kernels.squaredErrorRows(loss.last, loss.y, loss.f, loss.slope, run.scale, loss.dz, run.losses, at);
        } else {
            lossOfLanes(loss, run, at);
        }
        if (run.scales != null || loss.loops != null) {
            finish(loss, run);
        }
        if (loss.dzRows != null) {
            kernels.transpose(loss.dz, loss.dzRows);
        }
    }

    private void lossOfLanes(BoundStage.Loss loss, Run run, int at) {
        switch (loss.function) {
            case SQUARED_ERROR -> kernels.squaredError(loss.last, loss.y, loss.f, loss.slope, run.scale, loss.dz, run.losses, at);
            case SOFTMAX_CROSS_ENTROPY -> kernels.softmaxCrossEntropy(loss.last, loss.y, run.scale, loss.dz, run.losses, at);
            case SIGMOID_CROSS_ENTROPY -> kernels.sigmoidCrossEntropy(loss.last, loss.y, run.scale, loss.dz, run.losses, at);
            case OWN -> loss.loops.run(kernels, loss.last, loss.y, run.scale, loss.dz, loss.scratch, run.losses, at);
        }
    }

    /** What most networks do without: samples with weights, and the derivative of outputs of which a loss knows nothing. */
    private void finish(BoundStage.Loss loss, Run run) {
        if (run.scales != null && loss.readsRows) {
            ScaleLoops.of(kernels).eachRow(loss.dz, run.scales, loss.from);
        } else if (run.scales != null) {
            ScaleLoops.of(kernels).columns(loss.dz, run.scales, loss.from);
        }
        if (loss.loops != null) {
            kernels.derive(loss.last, loss.f, loss.slope, loss.dz);
        }
    }

    /** Gathers rows of one array, where the first layer reads lanes as such. */
    private void gather(BoundStage.GatherRows gather, Run run) {
        if (gather.rows == null) {
            kernels.gatherLanes(run.inputs, run.inputsFrom, gather.lanes);
            return;
        }
        for (int b = 0; b < gather.at.length; b++) {
            gather.at[b] = run.inputsFrom + b * gather.width;
        }
        kernels.gather(run.inputs, gather.at, 0, gather.rows, gather.lanes);
    }

    /** Gathers rows of floats, or of bytes as floats from 0 to 1. */
    private void gather(BoundStage.Gather gather, Batch batch) {
        if (batch.isOfBytes()) {
            kernels.gather(batch.inputBytes(), batch.inputAt(), gather.from, gather.rows, gather.lanes);
        } else {
            kernels.gather(batch.inputs(), batch.inputAt(), gather.from, gather.rows, gather.lanes);
        }
    }

    /** Fills y with rows of targets, or with 1 for the class of a sample and 0 for the others. */
    private void gatherTargets(Batch batch, BoundStage.Loss loss) {
        Panels y = loss.y;
        if (!batch.isLabelled()) {
            kernels.gather(batch.targets(), batch.targetAt(), loss.from, loss.readsRows ? y : loss.yRows, loss.readsRows ? null : y);
            return;
        }
        Arrays.fill(y.data(), y.offset(), y.offset() + y.panels() * y.stride(), 0f);
        for (int b = 0; b < loss.samples; b++) {
            int label = batch.labels()[loss.from + b];
            y.set(loss.readsRows ? b : label, loss.readsRows ? label : b, 1f);
        }
    }
}
