package dev.diver.core.kernel;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.text.PlainText;
import java.io.IOException;

/**
 * {@code kernel.json}: a kernel's manifest as JSON. Reading refuses unknown keys and wrong types, and checks the content
 * as {@link ManifestRules} say. Thread-safe.
 */
public final class KernelManifestFormat {
    /** More than any manifest needs. */
    public static final int LIMIT = 1 << 20;

    private final ObjectMapper mapper = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new SimpleModule().addDeserializer(String.class, new PlainTexts()))
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.USE_DEFAULTS))
            .build();

    /** @param origin names the file in errors */
    public KernelManifest read(byte[] json, String origin) {
        if (json.length > LIMIT) {
            throw invalid(origin, "It has " + json.length + " bytes; at most " + LIMIT + " are taken.");
        }
        try {
            var manifest = mapper.readValue(json, KernelManifest.class);
            if (manifest == null) {
                throw invalid(origin, "It is empty.");
            }
            ManifestRules.check(manifest, origin);
            return manifest;
        } catch (JsonProcessingException e) {
            var place = e.getLocation() == null
                    ? ""
                    : " (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ")";
            throw invalid(origin, e.getOriginalMessage() + place);
        } catch (IOException e) {
            throw invalid(origin, String.valueOf(e.getMessage()));
        }
    }

    /** The same manifest gives the same bytes. */
    public byte[] write(KernelManifest manifest) {
        try {
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whoever shows a manifest need not ask what is in its texts. */
    private static final class PlainTexts extends StdScalarDeserializer<String> {
        private static final long serialVersionUID = 1;

        PlainTexts() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            var text = StringDeserializer.instance.deserialize(parser, context);
            if (text != null && !PlainText.isLines(text)) {
                throw JsonMappingException.from(
                        parser, "A text has a character that nobody sees, or one that turns the direction of others.");
            }
            return text;
        }
    }

    static DiverException invalid(String origin, String why) {
        return new DiverException(
                Problem.Kind.INVALID,
                origin + " is no valid kernel manifest.",
                why,
                "assets/schema/kernel-manifest.schema.json says what belongs in there.");
    }
}
