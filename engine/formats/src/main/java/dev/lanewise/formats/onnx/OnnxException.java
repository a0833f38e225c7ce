package dev.lanewise.formats.onnx;

import java.io.IOException;

/** An ONNX file that is damaged, or says something that a feed-forward network cannot; the message names the node. */
public final class OnnxException extends IOException {

    private static final long serialVersionUID = 1;

    /**
     * With a message for whoever has the file.
     *
     * @param message names file, node, operator and what is possible
     */
    public OnnxException(String message) {
        super(message);
    }
}
