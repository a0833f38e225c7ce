package dev.lanewise.spec;

import dev.lanewise.text.CallSyntax;

/** Optimizers as texts: a name and its numbers. */
final class OptimizerText {

    private OptimizerText() {
    }

    static String of(Optimizer optimizer) {
        return switch (optimizer) {
            case Optimizer.Sgd(float lr) -> call("sgd", lr);
            case Optimizer.Momentum(float lr, float mu) -> call("momentum", lr, mu);
            case Optimizer.Nesterov(float lr, float mu) -> call("nesterov", lr, mu);
            case Optimizer.Adam(float lr, float beta1, float beta2, float eps) -> call("adam", lr, beta1, beta2, eps);
            case Optimizer.AdamW(float lr, float beta1, float beta2, float eps, float decay) ->
                call("adamw", lr, beta1, beta2, eps, decay);
            case Optimizer.RmsProp(float lr, float alpha, float eps) -> call("rmsprop", lr, alpha, eps);
            case RmsPropMomentum(float lr, float alpha, float eps, float mu) -> call("rmsprop_momentum", lr, alpha, eps, mu);
            case CenteredRmsProp(float lr, float alpha, float eps, float mu) -> call("centered_rmsprop", lr, alpha, eps, mu);
            case Optimizer.Adagrad(float lr, float eps) -> call("adagrad", lr, eps);
            case Optimizer.Adadelta(float lr, float rho, float eps) -> call("adadelta", lr, rho, eps);
            case Optimizer.AmsGrad(float lr, float beta1, float beta2, float eps) -> call("amsgrad", lr, beta1, beta2, eps);
            case Optimizer.Lion(float lr, float beta1, float beta2, float decay) -> call("lion", lr, beta1, beta2, decay);
            case Optimizer.Averaged(Optimizer base, float decay) -> "averaged(" + decay + "," + of(base) + ")";
        };
    }

    private static String call(String name, float... numbers) {
        StringBuilder text = new StringBuilder(name).append('(').append(numbers[0]);
        for (int i = 1; i < numbers.length; i++) {
            text.append(',').append(numbers[i]);
        }
        return text.append(')').toString();
    }

    static Optimizer parse(String text) {
        CallSyntax words = CallSyntax.of(text, "optimizer");
        return switch (words.name()) {
            case "sgd" -> new Optimizer.Sgd(numbers(words, 0.1f)[0]);
            case "momentum" -> {
                float[] n = numbers(words, 0.05f, 0.9f);
                yield new Optimizer.Momentum(n[0], n[1]);
            }
            case "nesterov" -> {
                float[] n = numbers(words, 0.05f, 0.9f);
                yield new Optimizer.Nesterov(n[0], n[1]);
            }
            case "adam" -> {
                float[] n = numbers(words, 0.001f, 0.9f, 0.999f, 1e-8f);
                yield new Optimizer.Adam(n[0], n[1], n[2], n[3]);
            }
            case "adamw" -> {
                float[] n = withDecay(words, 0.001f, 0.9f, 0.999f, 1e-8f, 0.01f);
                yield new Optimizer.AdamW(n[0], n[1], n[2], n[3], n[4]);
            }
            case "rmsprop" -> {
                float[] n = numbers(words, 0.001f, 0.99f, 1e-8f);
                yield new Optimizer.RmsProp(n[0], n[1], n[2]);
            }
            case "rmspropmomentum" -> {
                float[] n = numbers(words, 0.001f, 0.99f, 1e-8f, 0.9f);
                yield new RmsPropMomentum(n[0], n[1], n[2], n[3]);
            }
            case "centeredrmsprop" -> {
                float[] n = numbers(words, 0.001f, 0.99f, 1e-8f, 0f);
                yield new CenteredRmsProp(n[0], n[1], n[2], n[3]);
            }
            case "adagrad" -> {
                float[] n = numbers(words, 0.01f, 1e-10f);
                yield new Optimizer.Adagrad(n[0], n[1]);
            }
            case "adadelta" -> {
                float[] n = numbers(words, 1f, 0.9f, 1e-6f);
                yield new Optimizer.Adadelta(n[0], n[1], n[2]);
            }
            case "amsgrad" -> {
                float[] n = numbers(words, 0.001f, 0.9f, 0.999f, 1e-8f);
                yield new Optimizer.AmsGrad(n[0], n[1], n[2], n[3]);
            }
            case "lion" -> {
                float[] n = withDecay(words, 0.0001f, 0.9f, 0.99f, 0f);
                yield new Optimizer.Lion(n[0], n[1], n[2], n[3]);
            }
            case "averaged" -> averaged(words);
            default -> throw words.unknown(Optimizer.WORDS + ", averaged(emaDecay,optimizer)");
        };
    }

    /** A decay and an optimizer, which may have numbers of its own. */
    private static Optimizer averaged(CallSyntax words) {
        if (words.count() < 2) {
            throw words.otherCount("a decay and an optimizer");
        }
        String text = words.text();
        return new Optimizer.Averaged(parse(text.substring(text.indexOf(',') + 1, text.length() - 1).strip()), words.number(0));
    }

    /** The numbers in the brackets: none, the first alone or all; the usual ones stand for the others. */
    private static float[] numbers(CallSyntax words, float... usual) {
        if (words.count() > 1 && words.count() != usual.length) {
            throw words.otherCount(usual.length == 1 ? "1 number" : "1 or " + usual.length + " numbers");
        }
        return replaced(words, usual);
    }

    /** The same, where two numbers in the brackets are the first, which is the rate, and the last, which is the decay. */
    private static float[] withDecay(CallSyntax words, float... usual) {
        int last = usual.length - 1;
        if (words.count() == 2) {
            usual[0] = words.number(0);
            usual[last] = words.number(1);
            return usual;
        }
        if (words.count() > 1 && words.count() != usual.length) {
            throw words.otherCount("1, 2 or " + usual.length + " numbers");
        }
        return replaced(words, usual);
    }

    private static float[] replaced(CallSyntax words, float[] numbers) {
        for (int i = 0; i < words.count(); i++) {
            numbers[i] = words.number(i);
        }
        return numbers;
    }
}
