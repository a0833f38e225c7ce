package dev.lanewise.chain;

import java.util.List;
import java.util.Set;

/** What a chain does to its values, one kind of work after the other. It describes, and owns no memory. */
public abstract class Stage {

    private final Value in;
    private final Value out;

    Stage(Value in, Value out) {
        this.in = in;
        this.out = out;
    }

    /** What it reads. */
    final Value in() {
        return in;
    }

    /** What it writes; the same value where it works in place, or writes nothing but losses. */
    final Value out() {
        return out;
    }

    /** Says in which forms it wants its values. */
    abstract void plan(Use use);

    /** This stage on the memory of some samples; scratch of its own is taken from there. */
    abstract BoundStage bind(Slots slots);

    /** The values whose gradients it reads on the way back. */
    List<Value> gradientsRead() {
        return List.of(out);
    }

    /**
     * What the gradients of its tensors are made of; none where it learns nothing. A stage of products lists them in every use, since a
     * chain counts the weights of products by them; one whose terms are a value that only training has lists none in other uses.
     */
    List<TensorGradient> gradients() {
        return List.of();
    }

    /** Multiply-adds of one sample forward, where there are so many that they decide how work is split. */
    long multiplyAdds() {
        return 0;
    }

    /** What decides which kernels it runs, sizes aside. */
    Set<?> kinds() {
        return Set.of(getClass());
    }
}
