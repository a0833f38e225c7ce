package dev.lanewise.bench.rivals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/** What SGEMMs of native libraries have in common: operands outside the heap, and the call as a handle with all its arguments. */
final class NativeSgemm implements Rival.Product {

    private static final long CACHE_LINE = 64;

    final MemorySegment a;
    final MemorySegment b;
    final MemorySegment c;
    private MethodHandle call;

    NativeSgemm(Sgemm operands) {
        a = copy(operands.a());
        b = copy(operands.b());
        c = allocate((long) operands.m() * operands.n());
    }

    private static MemorySegment allocate(long floats) {
        return Arena.global().allocate(Float.BYTES * floats, CACHE_LINE);
    }

    private static MemorySegment copy(float[] floats) {
        MemorySegment segment = allocate(floats.length);
        MemorySegment.copy(floats, 0, segment, ValueLayout.JAVA_FLOAT, 0, floats.length);
        return segment;
    }

    /** Says which function multiplies, with all its arguments; what it returns is dropped. */
    NativeSgemm by(MethodHandle function, Object... arguments) {
        MethodHandle bound = MethodHandles.insertArguments(function, 0, arguments);
        call = bound.asType(bound.type().changeReturnType(void.class));
        return this;
    }

    @Override
    public void multiply() {
        try {
            call.invokeExact();
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public float[] result() {
        return c.toArray(ValueLayout.JAVA_FLOAT);
    }
}
