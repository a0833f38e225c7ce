package dev.lanewise.train;

import dev.lanewise.data.Batch;
import dev.lanewise.data.Dataset;
import dev.lanewise.kernel.Dense;
import dev.lanewise.kernel.KernelChoice;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.model.Loss;
import dev.lanewise.model.Network;
import dev.lanewise.model.Parameters;
import dev.lanewise.panel.Arena;
import dev.lanewise.panel.Panels;
import dev.lanewise.runtime.Team;
import java.util.List;

/**
 * How well a network does on a data set.
 *
 * @param samples   samples seen
 * @param meanLoss  mean of their losses
 * @param accuracy  share of samples whose largest output is that of their class, the first where several are equal; NaN where
 *                  the data set has no labels
 * @param confusion [class][answer], how many samples of a class got which answer; empty where there are no labels
 */
public record Evaluation(int samples, double meanLoss, double accuracy, int[][] confusion) {

    private static final int BLOCK = 64;

    /**
     * Evaluates a network, on the calling thread.
     *
     * @param network the network
     * @param loss    the loss
     * @param dataset the samples
     * @return the evaluation
     * @throws IllegalArgumentException if data set, network and loss do not fit each other
     */
    public static Evaluation of(Network network, Loss loss, Dataset dataset) {
        try (Team alone = new Team(1)) {
            return of(network.parameters(), loss, dataset, alone);
        }
    }

    static Evaluation of(Parameters parameters, Loss loss, Dataset dataset, Team team) {
        Fit.require(parameters.spec(), loss, dataset.features(), dataset.outputs());
        float[] losses = new float[Panels.panels(dataset.size()) * Panels.LANES];
        int[] answers = new int[dataset.size()];
        int blocks = Math.ceilDiv(dataset.size(), BLOCK), workers = Math.min(team.size(), blocks);
        team.run(workers, worker -> {
            Pass pass = new Pass(parameters.layers(), loss, dataset);
            for (int block = blocks * worker / workers; block < blocks * (worker + 1) / workers; block++) {
                int from = block * BLOCK;
                pass.run(from, Math.min(BLOCK, dataset.size() - from), losses, answers);
            }
        });
        return summary(dataset, losses, answers);
    }

    private static Evaluation summary(Dataset dataset, float[] losses, int[] answers) {
        double sum = 0;
        for (int i = 0; i < dataset.size(); i++) {
            sum += losses[i];
        }
        double meanLoss = sum / dataset.size();
        if (!dataset.isLabelled()) {
            return new Evaluation(dataset.size(), meanLoss, Double.NaN, new int[0][]);
        }
        int[][] confusion = new int[dataset.outputs()][dataset.outputs()];
        int right = 0;
        for (int i = 0; i < dataset.size(); i++) {
            confusion[dataset.label(i)][answers[i]]++;
            right += dataset.label(i) == answers[i] ? 1 : 0;
        }
        return new Evaluation(dataset.size(), meanLoss, (double) right / dataset.size(), confusion);
    }

    /** One worker's forward passes, in scratch of its own. */
    private static final class Pass {
        private final Kernels kernels = KernelChoice.kernels();
        private final List<Dense> layers;
        private final LossKernel loss;
        private final Dataset dataset;
        private final Arena arena;
        private final Batch batch;

        Pass(List<Dense> layers, Loss loss, Dataset dataset) {
            this.layers = layers;
            this.loss = new LossKernel(kernels, loss, layers);
            this.dataset = dataset;
            int out = layers.getLast().out();
            arena = new Arena(Block.floats(layers, BLOCK) + Panels.size(BLOCK, layers.getFirst().in())
                    + Panels.size(BLOCK, layers.getFirst().out()) + Panels.size(out, BLOCK), "a block of samples");
            batch = Batch.of(dataset, BLOCK);
        }

        void run(int from, int samples, float[] losses, int[] answers) {
            arena.reset();
            Panels[] rows = new Panels[layers.size()];
            rows[0] = arena.panels(samples, layers.getFirst().in());
            if (layers.size() > 1 && !layers.getFirst().isFar()) {
                rows[1] = arena.panels(samples, layers.getFirst().out());
            }
            Block block = Block.layOut(arena, layers, 0, rows);
            dataset.fill(batch, from, from + samples);
            block.forward(kernels, layers, loss, batch);
            Panels last = block.last();
            loss.apply(last, block.y(), 1f, arena.panels(last.rows(), samples), losses, from);
            for (int b = 0; b < samples; b++) {
                answers[from + b] = answer(last, b);
            }
        }

        private static int answer(Panels last, int sample) {
            int best = 0;
            for (int o = 1; o < last.rows(); o++) {
                if (last.at(o, sample) > last.at(best, sample)) {
                    best = o;
                }
            }
            return best;
        }
    }
}
