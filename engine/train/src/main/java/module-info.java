/**
 * Training of feed-forward neural networks on CPUs: the trainer, metrics, checkpoints, and explanations of what a step does.
 *
 * <p>The networks, their prediction and their files are {@code dev.lanewise}, which comes with this module.
 */
module dev.lanewise.train {
    requires transitive dev.lanewise;
    requires jdk.incubator.vector;
    requires static jdk.jfr;
    requires static org.jspecify;

    exports dev.lanewise.explain;
    exports dev.lanewise.metric;
    exports dev.lanewise.train;
    exports dev.lanewise.train.checkpoint;
}
