package dev.lanewise.bench.compare;

import dev.lanewise.bench.Checkout;
import java.nio.file.Path;

/**
 * The commit that the working tree is measured against.
 *
 * @param name   the beginning of its hash
 * @param engine class path of its engine
 */
public record Baseline(String name, String engine) {

    /**
     * The commit that {@code bench/baseline} names, built where it has not been.
     *
     * @return it
     * @throws BaselineException    if there is no such commit in this clone, or it does not build
     * @throws InterruptedException if this thread is interrupted meanwhile
     */
    public static Baseline ofCheckout() throws BaselineException, InterruptedException {
        Path root = Checkout.root();
        Commit commit = Commit.find(root, Commit.read(root.resolve("bench/baseline")));
        return new Baseline(commit.shortHash(), BaselineBuild.joined(new BaselineBuild(commit).engine()));
    }
}
