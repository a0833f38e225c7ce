package dev.lanewise.explain;

import java.util.List;

/**
 * Where a number that is learned enters for one sample.
 *
 * @param value    the value of the chain whose numbers depend on it
 * @param outputs  these numbers, from 0
 * @param locals   the derivative of each of them by it
 * @param gradient dJ by it
 */
record ParameterUse(int value, List<Integer> outputs, List<Local> locals, Local gradient) {

    static ParameterUse of(TensorPlace place, ReferencePass pass) {
        ReferenceTensor tensor = pass.chain.tensors.get(place.tensor());
        int s = pass.chain.learnerOf(tensor);
        StageReference stage = pass.chain.stages.get(s);
        List<Integer> outputs = stage.outputsOf(tensor, place.element(), pass.values[s]).boxed().toList();
        List<Local> locals = outputs.stream()
                .map(output -> stage.byParameter(tensor, place.element(), output, pass.values[s], pass.values[s + 1])).toList();
        return new ParameterUse(s + 1, outputs, locals,
                stage.gradient(tensor, place.element(), pass.gradients[s + 1], pass.values[s], pass.values[s + 1]));
    }
}
