package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.lanewise.data.Batch;
import dev.lanewise.data.Dataset;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The sum over the state of a trainer says all that the next step depends on. */
class TrainerStateTest {

    private static final long SEED = 7;
    private static final float MU = 0.9f;
    private static final NetworkSpec SPEC = NetworkSpec.inputs(5).dense(19, Activation.tanh()).dense(3, Activation.softmax()).build();
    private static final Dataset SAMPLES = samples(70);

    private static Dataset samples(int count) {
        float[] inputs = new float[count * 5];
        int[] labels = new int[count];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (i * 37 % 101) / 101f - 0.4f;
        }
        for (int i = 0; i < count; i++) {
            labels[i] = i * 5 % 7 % 3;
        }
        return Dataset.labelled(inputs, 5, labels, 3);
    }

    private static Trainer trainer(Optimizer optimizer, long seed) {
        return Trainer.builder(SPEC).optimizer(optimizer).batch(32).seed(seed).build();
    }

    private static Batch batch(Dataset samples) {
        Batch batch = Batch.of(samples, 32);
        samples.fill(batch, 0, 32);
        return batch;
    }

    /** Written down once more, from the outside: parameters, moments, counters. */
    @Test
    void isTheSumOfParametersMomentsAndCounters() throws NoSuchAlgorithmException {
        try (Trainer trainer = trainer(new Optimizer.Momentum(0.1f, MU), SEED)) {
            Gradients gradients = Gradients.of(trainer.network(), Loss.softmaxCrossEntropy(), batch(SAMPLES));
            trainer.step(batch(SAMPLES));
            Network network = trainer.network();
            ByteBuffer bytes = ByteBuffer.allocate(1 << 14).order(ByteOrder.LITTLE_ENDIAN);
            List<String> names = List.of("layer1.weight", "layer1.bias", "layer2.weight", "layer2.bias");
            names.forEach(name -> put(bytes, network.tensor(name)));
            // the velocity of the first step is the gradient
            for (String name : names) {
                for (float gradient : gradients.tensor(name)) {
                    put(bytes, Math.fma(MU, 0f, gradient));
                }
            }
            bytes.putLong(SEED).putLong(1).putLong(0).putLong(0);
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(Arrays.copyOf(bytes.array(), bytes.position()));
            assertEquals(HexFormat.of().formatHex(sum), trainer.stateSha256());
        }
    }

    private static void put(ByteBuffer bytes, float... floats) {
        for (float value : floats) {
            bytes.putInt(Float.floatToIntBits(value));
        }
    }

    @Test
    void isAnotherOneAfterEveryStepAndEpoch() {
        Set<String> sums = new HashSet<>();
        try (Trainer trainer = trainer(new Optimizer.Adam(0.01f), SEED)) {
            sums.add(trainer.stateSha256());
            trainer.epoch(SAMPLES, (step, samples, loss) -> sums.add(trainer.stateSha256()));
            sums.add(trainer.stateSha256());
            assertEquals(trainer.stateSha256(), trainer.stateSha256());
        }
        // before, after each of three steps, and with the epoch closed
        assertEquals(5, sums.size());
    }

    @Test
    void tellsWhatTheParametersDoNot() {
        try (Trainer one = trainer(new Optimizer.Sgd(0.1f), 1); Trainer adam = trainer(new Optimizer.Adam(0.1f), 1);
                Trainer other = Trainer.builder(one.network()).optimizer(new Optimizer.Sgd(0.1f)).seed(2).build()) {
            assertEquals(1, new HashSet<>(List.of(one.network().sha256(), adam.network().sha256(), other.network().sha256())).size());
            assertNotEquals(one.stateSha256(), adam.stateSha256(), "moments");
            assertNotEquals(one.stateSha256(), other.stateSha256(), "seed");
        }
    }

    @Test
    void writesEveryNaNTheSame() {
        Set<String> sums = new HashSet<>();
        for (int bits : new int[] {0x7fc00000, 0xffc00001, 0x7f800001}) {
            Network zero = Network.create(SPEC, 1);
            float[] weights = zero.tensor("layer1.weight");
            weights[3] = Float.intBitsToFloat(bits);
            Network network = Network.of(SPEC, tensor -> tensor.name().equals("layer1.weight") ? weights : zero.tensor(tensor.name()));
            try (Trainer trainer = Trainer.builder(network).build()) {
                sums.add(trainer.stateSha256());
            }
        }
        assertEquals(1, sums.size());
    }
}
