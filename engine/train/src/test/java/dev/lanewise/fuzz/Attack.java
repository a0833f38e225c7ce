package dev.lanewise.fuzz;

/**
 * A file that a reader is to meet.
 *
 * @param bytes      its bytes
 * @param isDetected whether the reader has to refuse it, because a checksum covers what was damaged
 */
record Attack(byte[] bytes, boolean isDetected) {
}
