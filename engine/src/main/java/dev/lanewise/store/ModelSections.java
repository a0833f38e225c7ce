package dev.lanewise.store;

import dev.lanewise.file.SectionName;
import dev.lanewise.file.SectionReader;
import dev.lanewise.file.SectionWriter;
import dev.lanewise.file.StoredKind;
import dev.lanewise.model.Engine;
import dev.lanewise.model.Network;
import dev.lanewise.section.ParameterSection;
import dev.lanewise.section.TensorSections;
import dev.lanewise.spec.NetworkSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** The sections of a model file: texts beside the networks, then a spec, a table and tensors for each network. */
final class ModelSections {

    private static final String METADATA = "meta";
    /** Optional sections that are kept. */
    static final String[] KEPT = {SectionName.LIBRARY, METADATA, SectionName.COLUMNS};
    /** Far more than are worth averaging, so that a hostile file fills no memory. */
    static final int MOST_NETWORKS = 100;

    private ModelSections() {
    }

    static void write(ModelFile.Content content, OutputStream out) throws IOException {
        SectionWriter writer = new SectionWriter(out, StoredKind.MODEL);
        Network first = content.networks().getFirst();
        writer.text(SectionName.SPEC, first.spec().toText());
        writer.text(SectionName.LIBRARY, Engine.VERSION);
        if (!content.metadata().entries().isEmpty()) {
            writer.text(METADATA, content.metadata().toText());
        }
        if (content.columns().isPresent()) {
            writer.text(SectionName.COLUMNS, content.columns().get());
        }
        TensorSections.write(writer, List.of(first), List.of());
        for (Network next : content.networks().subList(1, content.networks().size())) {
            writer.text(SectionName.SPEC, next.spec().toText());
            TensorSections.write(writer, List.of(next), List.of());
        }
        writer.finish();
    }

    /** Reads all, closes the reader, and names the file where something is wrong. */
    static ModelFile.Content read(SectionReader opened, NonFiniteWeights nonFinite, String name) throws IOException {
        try (SectionReader reader = opened) {
            List<Network> networks = networks(reader, nonFinite, name);
            reader.finish();
            return new ModelFile.Content(networks, reader.optional(METADATA).map(ModelMetadata::read).orElse(ModelMetadata.NONE),
                    reader.optional(SectionName.LIBRARY), reader.optional(SectionName.COLUMNS));
        } catch (IllegalArgumentException e) {
            throw new IOException(name + ": " + e.getMessage(), e);
        }
    }

    private static List<Network> networks(SectionReader reader, NonFiniteWeights nonFinite, String file) throws IOException {
        List<Network> networks = new ArrayList<>();
        do {
            if (networks.size() == MOST_NETWORKS) {
                throw new IOException(file + ": expected at most " + MOST_NETWORKS + " networks, got another one");
            }
            networks.add(network(reader, nonFinite, file));
        } while (reader.isNext(SectionName.SPEC));
        return networks;
    }

    private static Network network(SectionReader reader, NonFiniteWeights nonFinite, String file) throws IOException {
        NetworkSpec spec = NetworkSpec.parse(reader.text(SectionName.SPEC));
        if (reader.isNext(SectionName.TABLE)) {
            return TensorSections.read(reader, spec, List.of(), nonFinite == NonFiniteWeights.REFUSE, file).getFirst();
        }
        return ParameterSection.read(reader, SectionName.PARAMETERS, spec, file);
    }
}
