package dev.lanewise.bench.rivals;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code dnnl_sgemm} of oneDNN. */
public final class OneDnn implements Rival {

    private static final FunctionDescriptor SGEMM = FunctionDescriptor.of(JAVA_INT, JAVA_BYTE, JAVA_BYTE, JAVA_LONG, JAVA_LONG, JAVA_LONG,
            JAVA_FLOAT, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_FLOAT, ADDRESS, JAVA_LONG);

    @Override
    public String name() {
        return "oneDNN";
    }

    @Override
    @SuppressWarnings("restricted")
    public String version() {
        var version = (MemorySegment) NativeLibrary.call(library().function("dnnl_version", FunctionDescriptor.of(ADDRESS)));
        // a struct that begins with major, minor and patch
        return Arrays.stream(version.reinterpret(3 * JAVA_INT.byteSize()).toArray(JAVA_INT)).mapToObj(Integer::toString)
                .collect(Collectors.joining("."));
    }

    private static NativeLibrary library() {
        return new NativeLibrary("dnnl", "libgomp.so.1", "libdnnl.so.3");
    }

    @Override
    public boolean does(Case which) {
        return which.task().kind == Task.Kind.PRODUCT;
    }

    @Override
    public Map<String, String> environment(int threads) {
        return Map.of("OMP_NUM_THREADS", "" + threads);
    }

    @Override
    public Product product(Case which, Sgemm s) {
        var product = new NativeSgemm(s);
        return product.by(library().function("dnnl_sgemm", SGEMM), transpose(s.transA()), transpose(s.transB()), (long) s.m(), (long) s.n(),
                (long) s.k(), 1f, product.a, (long) s.lda(), product.b, (long) s.ldb(), 0f, product.c, (long) s.ldc());
    }

    private static byte transpose(boolean transposed) {
        return (byte) (transposed ? 'T' : 'N');
    }
}
