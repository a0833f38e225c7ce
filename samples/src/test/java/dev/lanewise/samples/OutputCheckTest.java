package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.lanewise.formats.tensor.NumberArray;
import dev.lanewise.model.Network;
import dev.lanewise.model.WeightOrder;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class OutputCheckTest {

    @Test
    void remembersNotANumberInARowBeforeTheLast() {
        NetworkSpec spec = NetworkSpec.inputs(1).dense(1, Activation.identity()).build();
        Network network = Network.of(spec, WeightOrder.OUT_IN, new float[][][] {{{1}}}, new float[1][1]);
        OutputCheck check = new OutputCheck(NumberArray.of(new float[] {1, 2, 3}, 3, 1),
                NumberArray.of(new float[] {1, Float.NaN, 3}, 3, 1));
        StringWriter text = new StringWriter();
        assertFalse(check.run(network, new PrintWriter(text, true)));
        assertEquals("largest difference of 3 rows: NaN (row 1, output 0: 2.0 here, NaN there), which is more than rounding of floats: "
                + "are activations and the order of weights the same?", text.toString().strip());
    }
}
