package dev.diver.core.catalog.oci;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;

/** Reads and writes the JSON of OCI layouts; keys that it does not know are left alone, as the specification asks. */
public final class OciJson {
    /**
     * Of what is read at once: 20 times what the largest of our manifests has, the root of an index. A million layers
     * would fit into the bytes that a manifest may have.
     */
    private static final int MOST_TOKENS = 500_000;

    private final ObjectMapper mapper = mapper(new JsonFactory());
    private final ObjectMapper bounded = mapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxTokenCount(MOST_TOKENS).build())
            .build());

    private static ObjectMapper mapper(JsonFactory factory) {
        return JsonMapper.builder(factory)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                // The order of Java's own maps changes from process to process, and a package's digest must not.
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build();
    }

    public <T> T read(byte[] json, Class<T> type, String what) {
        return read(() -> bounded.readValue(json, type), what);
    }

    /** A file of ours, however much is in it. */
    <T> T read(Path file, Class<T> type) {
        return read(() -> mapper.readValue(file.toFile(), type), file.toString());
    }

    /** What parses. */
    private interface Reading<T> {
        T value() throws IOException;
    }

    private static <T> T read(Reading<T> reading, String what) {
        try {
            var value = reading.value();
            if (value != null) {
                return value;
            }
        } catch (IOException e) {
            throw new DiverException(Problem.Kind.DAMAGED, what + " cannot be read.", firstLine(e), "");
        }
        throw new DiverException(Problem.Kind.DAMAGED, what + " is empty.", "", "");
    }

    public byte[] write(Object value) {
        try {
            return mapper.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    ObjectMapper mapper() {
        return mapper;
    }

    /** What the parser says, without the note of where it does not say it. */
    static String firstLine(Exception e) {
        var message = e instanceof JsonProcessingException parsing ? parsing.getOriginalMessage() : e.getMessage();
        return String.valueOf(message)
                .lines()
                .findFirst()
                .orElse("")
                .replaceAll(" \\(start marker at \\[Source:.*", "");
    }
}
