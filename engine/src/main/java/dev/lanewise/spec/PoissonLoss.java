package dev.lanewise.spec;

import java.util.Optional;

/**
 * {@code J = sum (exp(h) - y h)} for identity outputs and targets of at least 0, such as counts: outputs are the logarithms of rates, so
 * that {@code exp(h)} is the expected count. PyTorch's PoissonNLLLoss with {@code log_input=True}, without the term of the targets alone;
 * {@code dJ/dh = exp(h) - y}.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.nn.PoissonNLLLoss.html">PyTorch, PoissonNLLLoss</a>
 */
public record PoissonLoss() implements Loss {

    @Override
    public Optional<Activation> outputActivation() {
        return Optional.of(Activation.identity());
    }

    @Override
    public Targets targets() {
        return Targets.COUNTS;
    }

    @Override
    public double ofZeros(double[] targets) {
        return targets.length;
    }

    @Override
    public String toText() {
        return "poisson";
    }
}
