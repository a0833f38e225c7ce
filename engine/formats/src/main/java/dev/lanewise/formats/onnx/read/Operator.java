package dev.lanewise.formats.onnx.read;

/** What an operator makes of its inputs. */
@FunctionalInterface
interface Operator {

    /**
     * Does it.
     *
     * @param call the node with its inputs
     * @return its first output
     * @throws IllegalArgumentException if the engine has nothing of the kind; the message says what is expected
     */
    Value apply(Call call);
}
