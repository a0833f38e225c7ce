/** What an ONNX file says, without protobuf: nodes, constants, what goes in and comes out. */
@NullMarked
package dev.lanewise.formats.onnx.graph;

import org.jspecify.annotations.NullMarked;
