package dev.lanewise.version1;

import dev.lanewise.data.Dataset;
import dev.lanewise.model.Network;
import dev.lanewise.train.Checkpoint;
import dev.lanewise.train.Progress;
import dev.lanewise.train.Trainer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is known of the files, in words and numbers of their own: the engine's texts and hashes may change, the files may not. */
final class Facts {

    private Facts() {
    }

    /** The facts of each file, by its name; written by the version that wrote the files. */
    static Map<String, String> recorded() throws IOException {
        try (InputStream in = Facts.class.getResourceAsStream("facts.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(line -> line.split(" ", 2))
                    .collect(Collectors.toMap(words -> words[0], words -> words[1]));
        }
    }

    static String of(Network network) {
        return network.spec().shape() + " " + hash(List.of(network));
    }

    /** Of a checkpoint, and of the run that is finished from it. */
    static String of(Checkpoint checkpoint, Run run) {
        try (Trainer trainer = run.trainer()) {
            trainer.resume(checkpoint);
            String before = trainer.stateSha256();
            Dataset samples = run.samples();
            while (trainer.steps() < Run.STEPS) {
                trainer.epoch(samples);
            }
            return of(checkpoint.network()) + " moments " + hash(checkpoint.moments()) + " " + text(checkpoint.progress()) + " state "
                    + before + " finished " + trainer.stateSha256() + " " + text(trainer.progress());
        }
    }

    private static String text(Progress progress) {
        return "steps " + progress.steps() + " skipped " + progress.skipped() + " epochs " + progress.epochs() + " position "
                + progress.part().position() + " of " + progress.part().samples() + " losses " + progress.reports().stream()
                .map(report -> Double.toHexString(report.meanLoss())).collect(Collectors.joining(","));
    }

    private static String hash(List<Network> networks) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Network network : networks) {
                for (int l = 0; l < network.spec().layers().size(); l++) {
                    digest.update(bytes(network.tensor("layer" + (l + 1) + ".weight")));
                    digest.update(bytes(network.tensor("layer" + (l + 1) + ".bias")));
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static byte[] bytes(float[] floats) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * floats.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(floats);
        return bytes.array();
    }
}
