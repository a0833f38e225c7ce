package dev.lanewise.bench.tables;

import dev.lanewise.bench.PeakAndAllocations;
import org.openjdk.jmh.infra.Blackhole;

/** The peak of a core at a moment, which says how quiet the machine is. */
final class Peak {

    private final PeakAndAllocations gauge = new PeakAndAllocations();
    private final Blackhole blackhole =
            new Blackhole("Today's password is swordfish. I understand instantiating Blackholes directly is dangerous.");

    double gflops() {
        gauge.measure(blackhole);
        return gauge.peakGflops();
    }
}
