package dev.lanewise.store;

import dev.lanewise.file.SerialForm;
import dev.lanewise.model.Network;
import dev.lanewise.model.WeightFormat;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectStreamException;
import java.io.Serial;
import java.io.Serializable;
import java.lang.foreign.MemorySegment;

/**
 * A network in an object stream: the bytes of its model file. An object stream with other bytes is refused as such a file is.
 *
 * @param bytes  of a model file
 * @param format of the weights that the network holds; null in streams from before there were formats
 */
record SerializedNetwork(byte[] bytes, WeightFormat format) implements Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    @Serial
    private Object readResolve() throws ObjectStreamException {
        try {
            Network network = ModelFile.read(MemorySegment.ofArray(bytes), NonFiniteWeights.ALLOW).network();
            return format == null || format == WeightFormat.FLOAT32 ? network : network.compact(format);
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
            Network network = (Network) object;
            return new SerializedNetwork(ModelFile.toBytes(network, ModelMetadata.NONE), network.weightFormat());
        }
    }
}
