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
        return new ParameterUse(s + 1, outputs, locals, sum(pass.gradients[s + 1], outputs, locals));
    }

    /** Of all uses, added up in their order. */
    private static Local sum(Traced gradients, List<Integer> outputs, List<Local> locals) {
        Local sum = new Local(0f, 0, 0);
        for (int use = 0; use < outputs.size(); use++) {
            Local gradient = Local.of(gradients, outputs.get(use)), local = locals.get(use);
            float value = Math.fma(local.value(), gradient.value(), sum.value());
            double rounded = use == 0 ? 0 : Traced.rounding(value);
            sum = new Local(value, sum.exact() + gradient.exact() * local.exact(),
                    sum.bound() + local.boundOfProduct(gradient) + rounded);
        }
        return sum;
    }
}
