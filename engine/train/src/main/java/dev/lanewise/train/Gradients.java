package dev.lanewise.train;

import dev.lanewise.chain.Chain;
import dev.lanewise.chain.Chains;
import dev.lanewise.chain.ParameterSet;
import dev.lanewise.chain.Parameters;
import dev.lanewise.chain.Run;
import dev.lanewise.chain.Slots;
import dev.lanewise.chain.StageCalls;
import dev.lanewise.chain.Tensor;
import dev.lanewise.chain.TensorGradient;
import dev.lanewise.chain.Use;
import dev.lanewise.data.Batch;
import dev.lanewise.kernel.ImplementationSwitch;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.MemberSumLoops;
import dev.lanewise.kernel.TableLoops;
import dev.lanewise.model.Network;
import dev.lanewise.panel.Panels;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.TensorFactors;
import dev.lanewise.step.BatchPlan;
import dev.lanewise.step.MeanLoss;
import dev.lanewise.step.ParameterCopies;
import dev.lanewise.step.SampleScales;
import dev.lanewise.step.ShapeCheck;
import dev.lanewise.step.TrainingKind;
import dev.lanewise.step.UpdateRules;
import dev.lanewise.step.Workspace;
import java.util.List;
import java.util.Objects;

/** The gradients of the mean loss of a batch, by the backward pass that training runs, to the last bit. */
public final class Gradients {

    private final double meanLoss;
    private final ParameterSet tensors;
    private final Panels inputs;

    private Gradients(Kernels kernels, NetworkSpec spec, Chain chain, BatchPlan layout, double meanLoss) {
        this.meanLoss = meanLoss;
        tensors = new ParameterSet(spec.tensors(), List.of(), "the gradients of " + spec.shape());
        chain.gradients().forEach(gradient -> sum(kernels, gradient, layout.batch()));
        inputs = layout.batch().of(chain.input()).gradientRows();
    }

    private void sum(Kernels kernels, TensorGradient gradient, Slots batch) {
        Panels rows = gradient.summedRows(batch);
        switch (gradient) {
            case TensorGradient.OfProduct product -> {
                kernels.weightGradient(batch.of(product.h()).rows(), rows, of(product.weights()));
                if (product.bias() != null) {
                    kernels.columnSums(rows, of(product.bias()));
                }
            }
            case TensorGradient.OfColumns columns -> kernels.columnSums(rows, of(columns.vector()));
            case TensorGradient.OfMembers member -> MemberSumLoops.of(kernels).run(member.kind(), rows,
                    member.x() == null ? null : batch.of(member.x()).rows(), member.members(), 0, of(member.tensor()), false);
            case TensorGradient.OfTable table ->
                TableLoops.gradient(batch.of(table.codes()).rows(), table.column(), rows, table.at(), 0, of(table.table()));
        }
    }

    private Panels of(Tensor tensor) {
        return tensors.values(tensor.number());
    }

    /**
     * Runs a batch forward and back, on the calling thread.
     *
     * @param network the network
     * @param loss    the loss
     * @param batch   at least one sample
     * @return the gradients
     * @throws IllegalArgumentException if batch, network and loss do not fit each other, or a target is none that the loss is made for
     */
    public static Gradients of(Network network, Loss loss, Batch batch) {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(batch, "batch");
        TrainingKind kind = TrainingKind.withoutMoments(network.spec(), loss, batch.size());
        new ShapeCheck(network.spec(), loss).require(batch);
        if (batch.size() < 1) {
            throw new IllegalArgumentException("gradients need a batch of at least 1 sample, got none");
        }
        ImplementationSwitch.Call call = kind.implementation().begin();
        Gradients gradients = of(call.kernels(), network, loss, batch);
        call.end(kind.multiplyAdds() * batch.size(), kind);
        return gradients;
    }

    private static Gradients of(Kernels kernels, Network network, Loss loss, Batch batch) {
        Parameters parameters = ParameterCopies.of(network);
        Chain chain = Chains.of(parameters, loss, Use.GRADIENTS);
        UpdateRules rules = UpdateRules.of(new Optimizer.Sgd(1f), TensorFactors.NONE, network.tensors());
        Workspace workspace = new Workspace(chain, List.of(), rules, 1, false);
        BatchPlan layout = workspace.layouts(batch.size()).next();
        float[] losses = workspace.losses();
        Run run = new SampleScales().fill(new Run(), batch, losses);
        StageCalls calls = StageCalls.of(kernels, null);
        layout.blocks.getFirst().forEach(block -> calls.run(block, run));
        return new Gradients(kernels, network.spec(), chain, layout, MeanLoss.of(losses, batch));
    }

    /**
     * The mean loss of the batch.
     *
     * @return J
     */
    public double meanLoss() {
        return meanLoss;
    }

    /**
     * The gradient of one number of a tensor.
     *
     * @param tensor  the tensor's place in {@link NetworkSpec#tensors()}, from 0
     * @param element its row-major position, from 0
     * @return dJ by it
     */
    public float at(int tensor, int element) {
        return tensors.at(tensor, element);
    }

    /**
     * The gradient of a tensor.
     *
     * @param name such as {@code layer1.weight}, [out x in], or {@code layer1.bias}, [out]; layers count from 1
     * @return dJ by each of its numbers, row-major, a copy
     * @throws IllegalArgumentException if there is none of that name
     */
    public float[] tensor(String name) {
        return tensors.rowMajor(tensors.indexOf(name));
    }

    /**
     * The gradient of one input of one sample.
     *
     * @param sample  its position in the batch, from 0
     * @param feature the input, from 0
     * @return dJ/dx
     */
    public float input(int sample, int feature) {
        return inputs.at(sample, feature);
    }
}
