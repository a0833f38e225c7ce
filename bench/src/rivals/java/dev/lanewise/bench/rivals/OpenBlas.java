package dev.lanewise.bench.rivals;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.util.Map;

/** {@code cblas_sgemm} of OpenBLAS. */
public final class OpenBlas implements Rival {

    private static final FunctionDescriptor SGEMM = FunctionDescriptor.ofVoid(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT,
            JAVA_FLOAT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_FLOAT, ADDRESS, JAVA_INT);
    private static final int ROW_MAJOR = 101;
    private static final int NO_TRANSPOSE = 111;
    private static final int TRANSPOSE = 112;
    private static final long LONGEST_VERSION = 256;

    @Override
    public String name() {
        return "OpenBLAS";
    }

    @Override
    @SuppressWarnings("restricted")
    public String version() {
        var config = (MemorySegment) NativeLibrary.call(library().function("openblas_get_config", FunctionDescriptor.of(ADDRESS)));
        return config.reinterpret(LONGEST_VERSION).getString(0);
    }

    private static NativeLibrary library() {
        return new NativeLibrary("openblas", "libgcc_s.so.1", "libquadmath.so.0", "libgfortran.so.5", "libopenblas.so.0");
    }

    @Override
    public boolean does(Case which) {
        return which.task().kind == Task.Kind.PRODUCT;
    }

    @Override
    public Map<String, String> environment(int threads) {
        return Map.of("OPENBLAS_NUM_THREADS", "" + threads);
    }

    @Override
    public Product product(Case which, Sgemm s) {
        var product = new NativeSgemm(s);
        return product.by(library().function("cblas_sgemm", SGEMM), ROW_MAJOR, s.transA() ? TRANSPOSE : NO_TRANSPOSE,
                s.transB() ? TRANSPOSE : NO_TRANSPOSE, s.m(), s.n(), s.k(), 1f, product.a, s.lda(), product.b, s.ldb(), 0f, product.c,
                s.ldc());
    }
}
