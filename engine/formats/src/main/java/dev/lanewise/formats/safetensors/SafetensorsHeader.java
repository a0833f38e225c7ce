package dev.lanewise.formats.safetensors;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.lanewise.formats.io.ByteInput;
import dev.lanewise.formats.tensor.NamedArrays;
import dev.lanewise.formats.tensor.NumberArray;
import dev.lanewise.formats.tensor.NumberType;
import dev.lanewise.text.Phrases;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The header of safetensors: JSON that says type, shape and place of each tensor.
 *
 * @param entries  the tensors
 * @param metadata texts beside them
 */
record SafetensorsHeader(List<Entry> entries, Map<String, String> metadata) {

    private static final String METADATA = "__metadata__";
    private static final String TYPE = "dtype";
    private static final String SHAPE = "shape";
    private static final String OFFSETS = "data_offsets";
    private static final String FORMAT = "format";
    private static final int ALIGNMENT = 8;
    private static final JsonFactory JSON = JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(3).build()).build();

    /**
     * A tensor.
     *
     * @param name  what it is called
     * @param type  of its numbers
     * @param shape its sizes
     * @param begin of its bytes, counted from the end of the header
     * @param end   of its bytes
     */
    record Entry(String name, NumberType type, List<Integer> shape, long begin, long end) {
    }

    /** Reads a header; errors name the file of the input. */
    static SafetensorsHeader parse(byte[] bytes, ByteInput in) throws IOException {
        if (bytes[0] != '{') {
            throw in.error("expected a header of JSON that begins with {");
        }
        try (JsonParser json = JSON.createParser(new InputStreamReader(new ByteArrayInputStream(bytes),
                StandardCharsets.UTF_8.newDecoder()))) {
            json.nextToken();
            List<Entry> entries = new ArrayList<>();
            Map<String, String> metadata = new LinkedHashMap<>();
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                require(json, json.nextToken() == JsonToken.START_OBJECT, "an object", name);
                if (name.equals(METADATA)) {
                    readTexts(json, metadata);
                } else {
                    entries.add(entry(json, name));
                }
            }
            if (json.nextToken() != null) {
                throw new IllegalArgumentException("expected spaces alone behind the header");
            }
            return new SafetensorsHeader(entries, metadata);
        } catch (CharacterCodingException e) {
            throw new IOException(in.error("expected a header in UTF-8").getMessage(), e);
        } catch (JacksonException e) {
            throw new IOException(in.error("the header is no JSON as expected: " + cut(e.getOriginalMessage())).getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IOException(in.error(e.getMessage()).getMessage(), e);
        }
    }

    private static String cut(String message) {
        String line = message.lines().findFirst().orElse("");
        return Phrases.shown(line);
    }

    private static void readTexts(JsonParser json, Map<String, String> metadata) throws IOException {
        for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
            require(json, json.nextToken() == JsonToken.VALUE_STRING, "a text for " + Phrases.shown(key), METADATA);
            metadata.put(key, json.getText());
        }
    }

    private static Entry entry(JsonParser json, String name) throws IOException {
        NumberType type = null;
        List<Long> shape = null, offsets = null;
        for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
            json.nextToken();
            switch (key) {
                case TYPE -> type = type(json, name);
                case SHAPE -> shape = numbers(json, name);
                case OFFSETS -> offsets = numbers(json, name);
                default -> throw wrong(name, "dtype, shape and data_offsets", Phrases.shown(key));
            }
        }
        if (type == null || shape == null || offsets == null || offsets.size() != 2) {
            throw wrong(name, "dtype, shape and two data_offsets", "others");
        }
        return entry(name, type, shape, offsets);
    }

    private static Entry entry(String name, NumberType type, List<Long> shape, List<Long> offsets) {
        long begin = offsets.getFirst(), end = offsets.getLast();
        if (shape.stream().anyMatch(size -> size > Integer.MAX_VALUE)) {
            throw wrong(name, "sizes of at most " + Integer.MAX_VALUE, Phrases.list(shape.stream().map(String::valueOf)));
        }
        List<Integer> sizes = shape.stream().map(Math::toIntExact).toList();
        long bytes;
        try {
            bytes = NumberArray.bytes(type, sizes);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("tensor " + Phrases.shown(name) + ": " + e.getMessage(), e);
        }
        if (begin > end || end - begin != bytes) {
            throw wrong(name, Phrases.count(bytes, "byte") + " for its type and shape", "data_offsets from " + begin + " to " + end);
        }
        return new Entry(name, type, sizes, begin, end);
    }

    private static NumberType type(JsonParser json, String name) throws IOException {
        String text = json.getText();
        Optional<NumberType> type = Stream.of(NumberType.values()).filter(one -> one.name().equals(text)).findFirst();
        return type.orElseThrow(() -> wrong(name, "a dtype of " + List.of(NumberType.values()), Phrases.shown(String.valueOf(text))));
    }

    private static List<Long> numbers(JsonParser json, String name) throws IOException {
        require(json, json.currentToken() == JsonToken.START_ARRAY, "a list of numbers", name);
        List<Long> numbers = new ArrayList<>();
        while (json.nextToken() == JsonToken.VALUE_NUMBER_INT && json.getLongValue() >= 0) {
            numbers.add(json.getLongValue());
        }
        require(json, json.currentToken() == JsonToken.END_ARRAY, "whole numbers of at least 0", name);
        return numbers;
    }

    private static void require(JsonParser json, boolean good, String expected, String name) throws IOException {
        if (!good) {
            throw wrong(name, expected, Phrases.shown(String.valueOf(json.getText())));
        }
    }

    private static IllegalArgumentException wrong(String name, String expected, String got) {
        return new IllegalArgumentException("tensor " + Phrases.shown(name) + ": expected " + expected + ", got " + got);
    }

    /** The tensors in the order of their bytes; refuses gaps and overlaps. */
    List<Entry> inOrder(ByteInput in) throws IOException {
        List<Entry> sorted = entries.stream().sorted(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end)).toList();
        long end = 0;
        for (Entry entry : sorted) {
            if (entry.begin() != end) {
                throw in.error("tensor " + Phrases.shown(entry.name()) + ": expected its bytes to begin at " + end
                        + ", where those before it end, got " + entry.begin());
            }
            end = entry.end();
        }
        return sorted;
    }

    /** A header for arrays: wide types first, so that all numbers are aligned, then by name. */
    static SafetensorsHeader of(NamedArrays arrays) {
        if (arrays.arrays().containsKey(METADATA)) {
            throw new IllegalArgumentException("no tensor may have the name " + METADATA);
        }
        List<String> names = arrays.arrays().keySet().stream()
                .sorted(Comparator.comparing((String name) -> -arrays.get(name).type().bytes()).thenComparing(name -> name)).toList();
        List<Entry> entries = new ArrayList<>();
        long begin = 0;
        for (String name : names) {
            NumberArray array = arrays.get(name);
            long end = begin + NumberArray.bytes(array.type(), array.shape());
            entries.add(new Entry(name, array.type(), array.shape(), begin, end));
            begin = end;
        }
        Map<String, String> metadata = new TreeMap<>(Map.of(FORMAT, "pt"));
        metadata.putAll(arrays.metadata());
        return new SafetensorsHeader(entries, metadata);
    }

    /** The text, with spaces up to a multiple of eight bytes. */
    byte[] toBytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeObjectFieldStart(METADATA);
            for (Map.Entry<String, String> text : metadata.entrySet()) {
                json.writeStringField(text.getKey(), text.getValue());
            }
            json.writeEndObject();
            for (Entry entry : entries) {
                json.writeObjectFieldStart(entry.name());
                json.writeStringField(TYPE, entry.type().name());
                json.writeFieldName(SHAPE);
                json.writeArray(entry.shape().stream().mapToInt(Integer::intValue).toArray(), 0, entry.shape().size());
                json.writeFieldName(OFFSETS);
                json.writeArray(new long[] {entry.begin(), entry.end()}, 0, 2);
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        while (bytes.size() % ALIGNMENT != 0) {
            bytes.write(' ');
        }
        return bytes.toByteArray();
    }
}
