package dev.lanewise.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** How a file's content is wrapped: where there are checksums, half of the damage is done behind them. */
public enum Container {

    /** No checksum. */
    PLAIN {
        @Override
        Attack attack(Mutator mutator, byte[] seed, byte[] other, List<byte[]> seeds) {
            return new Attack(mutator.damaged(seed, other), false);
        }
    },

    /** Gzipped here; parts of its header are covered by no checksum. */
    GZIPPED {
        @Override
        Attack attack(Mutator mutator, byte[] seed, byte[] other, List<byte[]> seeds) {
            return mutator.below(2) == 0 ? new Attack(gzipped(mutator.damaged(seed, other)), false)
                    : new Attack(mutator.damaged(gzipped(seed), gzipped(other)), false);
        }
    },

    /** Sections, each with its checksum. */
    SECTIONS {
        @Override
        Attack attack(Mutator mutator, byte[] seed, byte[] other, List<byte[]> seeds) {
            if (mutator.below(3) == 0) {
                return new Attack(Sections.of(seed).damaged(mutator, Sections.of(other)).bytes(), false);
            }
            byte[] damaged = mutator.damaged(seed, other);
            if (mutator.below(3) == 0) {
                return new Attack(Sections.withRightChecksums(damaged), false);
            }
            return new Attack(damaged, seeds.stream().noneMatch(whole -> Arrays.equals(whole, damaged)));
        }
    };

    abstract Attack attack(Mutator mutator, byte[] seed, byte[] other, List<byte[]> seeds);

    static byte[] gzipped(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
