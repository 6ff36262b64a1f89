package dev.diver.core.catalog.oci;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;

/** Reads and writes the JSON of OCI layouts; keys that it does not know are left alone, as the specification asks. */
public final class OciJson {
    private final ObjectMapper mapper = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // The order of Java's own maps changes from process to process, and a package's digest must not.
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    public <T> T read(byte[] json, Class<T> type, String what) {
        try {
            var value = mapper.readValue(json, type);
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
