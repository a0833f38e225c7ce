package dev.lanewise.step;

import dev.lanewise.chain.Tensor;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.TensorFactors;
import dev.lanewise.spec.TensorSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules of a run, one for each tensor; tensors with the same factors share one. */
public final class UpdateRules {

    private final List<UpdateRule> ofTensors;
    private final UpdateRule[] distinct;

    private UpdateRules(List<UpdateRule> ofTensors) {
        this.ofTensors = ofTensors;
        distinct = ofTensors.stream().distinct().toArray(UpdateRule[]::new);
    }

    /** Throws IllegalArgumentException if a rate or decay, times its factors, fits no float. */
    public static UpdateRules of(Optimizer optimizer, TensorFactors factors, List<TensorSpec> tensors) {
        Map<List<Double>, UpdateRule> rules = new HashMap<>();
        return new UpdateRules(tensors.stream().map(tensor -> rules.computeIfAbsent(
                List.of(factors.of(TensorFactors.Target.LEARNING_RATE, tensor), factors.of(TensorFactors.Target.DECAY, tensor)),
                pair -> UpdateRule.of(optimizer, pair.getFirst(), pair.getLast()).requireFinite(tensor.name()))).toList());
    }

    UpdateRule of(Tensor tensor) {
        return ofTensors.get(tensor.number());
    }

    /** Called once before the tiles of a step; see {@link UpdateRule#beginStep}. */
    public void beginStep(long step, double factor) {
        for (UpdateRule rule : distinct) {
            rule.beginStep(step, factor);
        }
    }
}
