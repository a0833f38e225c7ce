package dev.lanewise.formats.onnx.read;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of a source behind some steps: each flow is the one below it and a step more. */
final class Flow {

    private final @Nullable Flow below;
    private final @Nullable Step step;
    private final Source source;
    private final int width;
    private final int depth;

    private Flow(@Nullable Flow below, @Nullable Step step, Source source, int width) {
        this.below = below;
        this.step = step;
        this.source = source;
        this.width = width;
        depth = below == null ? 0 : below.depth + 1;
    }

    static Flow of(Source source) {
        return new Flow(null, null, source, source.width());
    }

    Flow then(Step next, int outputs) {
        return new Flow(this, next, source, outputs);
    }

    Source source() {
        return source;
    }

    int width() {
        return width;
    }

    boolean isSource() {
        return below == null;
    }

    /** All steps, from the source on. */
    List<Step> steps() {
        return since(null).orElseThrow();
    }

    /** The steps behind an earlier flow; nothing where this one does not come from it. */
    Optional<List<Step>> since(@Nullable Flow earlier) {
        int depthOfEarlier = earlier == null ? 0 : earlier.depth;
        Deque<Step> steps = new ArrayDeque<>();
        Flow flow = this;
        while (flow.depth > depthOfEarlier && flow.below != null && flow.step != null) {
            steps.addFirst(flow.step);
            flow = flow.below;
        }
        return earlier == null || flow == earlier ? Optional.of(new ArrayList<>(steps)) : Optional.empty();
    }
}
