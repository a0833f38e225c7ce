package dev.lanewise.bench.rivals;

import java.util.List;
import java.util.Map;

/** Which vector instructions the libraries may use. ONNX Runtime has no switch for them, and OpenBLAS takes kernels for a CPU. */
enum Instructions {
    ALL(List.of(), Map.of()),
    AVX2(List.of("-XX:UseAVX=2"), Map.of("ONEDNN_MAX_CPU_ISA", "AVX2", "MKL_ENABLE_INSTRUCTIONS", "AVX2", "ATEN_CPU_CAPABILITY", "avx2",
            "OPENBLAS_CORETYPE", "Zen"));

    /** Options of the JVMs, Lanewise's and those of other Java libraries. */
    final List<String> jvmOptions;
    /** Variables that native libraries read. */
    final Map<String, String> environment;

    Instructions(List<String> jvmOptions, Map<String, String> environment) {
        this.jvmOptions = jvmOptions;
        this.environment = environment;
    }
}
