package dev.lanewise.samebits;

import dev.lanewise.model.Activation;
import dev.lanewise.model.Layer;
import dev.lanewise.model.Loss;
import dev.lanewise.model.NetworkSpec;
import dev.lanewise.train.Trainer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Nets in which every layer, activation, initializer and loss is met, and every closed choice that a trainer's builder can be told:
 * optimizers, schedules, and what else there will be.
 */
final class Nets {

    private static final int[] BATCHES = {33, 5, 16, 64, 1, 31};
    /** What the matrix turns itself, or what {@link Net} says. */
    private static final Set<String> OWN = Set.of("loss", "batch", "threads", "seed");

    /** Enough work in a step for many threads, and more than one group of weights. */
    private static final NetworkSpec WIDE = NetworkSpec.inputs(150).dense(260, Activation.relu()).dense(270, Activation.tanh())
            .dense(5, Activation.softmax()).build();

    private Nets() {
    }

    /** Every layer in every net; small enough for an interpreter where {@code tiny}. */
    static List<Net> all(boolean tiny) {
        List<Layer> hidden = hidden();
        List<Ending> endings = endings();
        int count = Math.max(endings.size(), mostChoices());
        List<Net> nets = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            Ending ending = endings.get(n % endings.size());
            List<Layer> layers = new ArrayList<>(tiny ? hidden.subList(n % hidden.size(), n % hidden.size() + 1) : hidden);
            Collections.rotate(layers, n);
            layers.add(new Layer(tiny ? 3 : 10 + n, ending.output));
            int number = n;
            nets.add(Net.of((tiny ? "tiny" : "net") + (n + 1), chain(tiny ? 4 : 21, layers), ending.loss,
                    builder -> tell(builder, number), tiny ? 1 + n * 5 % 18 : BATCHES[n % BATCHES.length]));
        }
        if (!tiny) {
            nets.add(Net.of("wide", WIDE, Loss.softmaxCrossEntropy(), builder -> tell(builder, 1), 130));
        }
        return nets;
    }

    /** A loss and an output activation that goes with it. */
    private record Ending(Loss loss, Activation output) {
    }

    private static List<Ending> endings() {
        List<Ending> endings = new ArrayList<>();
        for (Loss loss : Examples.of(Loss.class)) {
            for (Activation output : Examples.of(Activation.class)) {
                if (isAccepted(() -> loss.requireOutput(output))) {
                    endings.add(new Ending(loss, output));
                }
            }
        }
        return endings;
    }

    private static List<Layer> hidden() {
        Layer last = new Layer(1, Activation.identity());
        return Examples.of(Layer.class).stream().filter(layer -> isAccepted(() -> chain(1, List.of(layer, last)))).toList();
    }

    private static NetworkSpec chain(int inputs, List<Layer> layers) {
        NetworkSpec.Builder builder = NetworkSpec.inputs(inputs);
        layers.forEach(builder::layer);
        return builder.build();
    }

    private static boolean isAccepted(Runnable check) {
        try {
            check.run();
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The builder's methods that take one thing; sorted, since reflection promises no order. */
    static List<Method> choices() {
        return Arrays.stream(Trainer.Builder.class.getMethods())
                .filter(method -> method.getReturnType() == Trainer.Builder.class && method.getParameterCount() == 1)
                .filter(method -> !OWN.contains(method.getName())).sorted(Comparator.comparing(Method::toString)).toList();
    }

    private static int mostChoices() {
        return choices().stream().map(method -> method.getParameterTypes()[0]).filter(Examples::exist)
                .mapToInt(type -> Examples.of(type).size()).max().orElseThrow();
    }

    private static void tell(Trainer.Builder builder, int number) {
        for (Method method : choices()) {
            try {
                method.invoke(builder, Examples.value(method.getParameterTypes()[0], number, 0, 0));
            } catch (InvocationTargetException e) {
                throw new IllegalStateException("no example is known for " + method, e.getCause());
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
