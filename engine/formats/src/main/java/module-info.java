/** Models and arrays in the formats of other programs. */
module dev.lanewise.formats {
    requires transitive dev.lanewise;
    requires transitive dev.lanewise.table;
    requires static org.jspecify;
    requires com.fasterxml.jackson.core;
    requires com.google.protobuf;
    requires org.tribuo.util.onnx;

    exports dev.lanewise.formats.numpy;
    exports dev.lanewise.formats.onnx;
    exports dev.lanewise.formats.safetensors;
    exports dev.lanewise.formats.tensor;
}
