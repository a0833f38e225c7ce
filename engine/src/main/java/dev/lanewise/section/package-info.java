/** Tensors as sections of model and checkpoint files. Internal; the bytes are described in engine/FORMAT.md. */
package dev.lanewise.section;
