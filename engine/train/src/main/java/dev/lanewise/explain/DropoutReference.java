package dev.lanewise.explain;

import java.util.OptionalInt;

/** Dropout where nothing is dropped, as in predictions: {@code h = x}. */
record DropoutReference() implements StageReference {

    @Override
    public String name() {
        return "dropout";
    }

    @Override
    public Traced forward(Traced x) {
        return x;
    }

    @Override
    public double[] forward(double[] x, Move move) {
        return x;
    }

    @Override
    public Traced backward(Traced dy, Traced x, Traced y) {
        return dy;
    }

    @Override
    public OptionalInt onlyOutputOf(int input) {
        return OptionalInt.of(input);
    }

    @Override
    public Local byInput(int input, int output, Traced x, Traced y) {
        return Local.ONE;
    }

    @Override
    public String function(int layer, int node, Variable by, Symbols signs) {
        return signs.symbol(new Variable.Output(layer, node));
    }

    @Override
    public String formula(Derivative derivative, Symbols signs) {
        return "1";
    }

    @Override
    public String note() {
        return "Dropout is for training alone: explained is the network that predicts, in which nothing is dropped.";
    }
}
