package dev.lanewise.store;

import dev.lanewise.file.SerialForm;
import dev.lanewise.model.Network;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectStreamException;
import java.io.Serial;
import java.io.Serializable;
import java.lang.foreign.MemorySegment;

/**
 * A network in an object stream: the bytes of its model file. An object stream with other bytes is refused as such a file is.
 *
 * @param bytes of a model file
 */
record SerializedNetwork(byte[] bytes) implements Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    @Serial
    private Object readResolve() throws ObjectStreamException {
        try {
            return ModelFile.read(MemorySegment.ofArray(bytes), NonFiniteWeights.ALLOW).network();
        } catch (IOException | IllegalArgumentException e) {
            InvalidObjectException refusal = new InvalidObjectException("a serialized network: " + e.getMessage());
            refusal.initCause(e);
            throw refusal;
        }
    }

    /** The service: what {@link Network} is written as. */
    public static final class Form implements SerialForm {

        /** For the service loader. */
        public Form() {
        }

        @Override
        public Serializable of(Object object) {
            return new SerializedNetwork(ModelFile.toBytes((Network) object, ModelMetadata.NONE));
        }
    }
}
