package dev.lanewise.formats.onnx.graph;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tensors of a file: typed lists, raw little-endian bytes, or bytes of another file, widened to double. */
final class ConstantReader {

    private final Optional<ExternalData> external;

    ConstantReader(Optional<ExternalData> external) {
        this.external = external;
    }

    /** Throws IllegalArgumentException where the tensor contradicts itself, IOException where its file cannot be read. */
    Constant read(TensorProto tensor) throws IOException {
        try {
            Element type = Element.of(tensor.getDataType());
            List<Integer> dims = dims(tensor.getDimsList());
            int count = elements(dims);
            if (type == Element.STRING) {
                require(count, tensor.getStringDataCount());
                return new Constant(type, dims, new double[0], tensor.getStringDataList().stream().map(ByteString::toStringUtf8).toList());
            }
            return Constant.of(type, dims, numbers(tensor, type, count));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("tensor '" + tensor.getName() + "': " + e.getMessage(), e);
        }
    }

    static List<Integer> dims(List<Long> sizes) {
        List<Integer> dims = new ArrayList<>();
        for (long size : sizes) {
            if (size < 0 || size > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("expected sizes from 0 to " + Integer.MAX_VALUE + ", got " + size);
            }
            dims.add((int) size);
        }
        return dims;
    }

    private static int elements(List<Integer> dims) {
        long elements = 1;
        for (int size : dims) {
            elements *= size;
            if (elements > Integer.MAX_VALUE - 8) {
                throw new IllegalArgumentException("the sizes " + dims + " have too many elements");
            }
        }
        return (int) elements;
    }

    private static void require(int expected, long found) {
        if (expected != found) {
            throw new IllegalArgumentException("its sizes promise " + expected + " elements, but there are " + found);
        }
    }

    private double[] numbers(TensorProto tensor, Element type, int count) throws IOException {
        if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
            return raw(external.orElseThrow(() -> new IllegalArgumentException("its numbers are in another file, expected them inside of a "
                    + "model that comes from memory; read it by its path")).read(tensor, (long) count * type.bytes()), type, count);
        }
        if (tensor.hasRawData()) {
            return raw(tensor.getRawData().asReadOnlyByteBuffer(), type, count);
        }
        switch (type) {
            case FLOAT -> require(count, tensor.getFloatDataCount());
            case DOUBLE -> require(count, tensor.getDoubleDataCount());
            case INT64 -> require(count, tensor.getInt64DataCount());
            default -> require(count, tensor.getInt32DataCount());
        }
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = switch (type) {
                case FLOAT -> tensor.getFloatData(i);
                case DOUBLE -> tensor.getDoubleData(i);
                case INT64 -> tensor.getInt64Data(i);
                case FLOAT16 -> Float.float16ToFloat((short) tensor.getInt32Data(i));
                case BFLOAT16 -> bfloat((short) tensor.getInt32Data(i));
                default -> tensor.getInt32Data(i);
            };
        }
        return numbers;
    }

    private static double[] raw(ByteBuffer bytes, Element type, int count) {
        if ((long) count * type.bytes() != bytes.remaining()) {
            throw new IllegalArgumentException("its sizes promise " + (long) count * type.bytes() + " bytes, but there are "
                    + bytes.remaining());
        }
        ByteBuffer in = bytes.order(ByteOrder.LITTLE_ENDIAN);
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = switch (type) {
                case FLOAT -> in.getFloat();
                case DOUBLE -> in.getDouble();
                case INT64 -> in.getLong();
                case INT32 -> in.getInt();
                case FLOAT16 -> Float.float16ToFloat(in.getShort());
                case BFLOAT16 -> bfloat(in.getShort());
                case UINT8 -> in.get() & 0xff;
                default -> in.get();
            };
        }
        return numbers;
    }

    private static double bfloat(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }
}
