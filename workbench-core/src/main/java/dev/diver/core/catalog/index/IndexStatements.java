package dev.diver.core.catalog.index;

import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.registry.ReferrerReader;
import dev.diver.core.catalog.registry.ReferrerWriter;
import dev.diver.core.catalog.registry.ReferrerWriter.Part;
import dev.diver.core.catalog.registry.Registry;
import dev.diver.core.catalog.trust.FoundStatement;
import dev.diver.core.catalog.trust.IndexStatement;
import dev.diver.core.catalog.trust.RegistrySignatures;
import dev.diver.core.catalog.trust.Succession;
import dev.diver.core.job.Cancellation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What publishers say of an index: beside its root, referrers whose first layer is the statement and whose others are about
 * its key. Thread-safe; blocking. */
public final class IndexStatements {
    public static final String TYPE = "application/vnd.diver.index-statement.v1";

    /** OCI image specification 1.1, "Pre-Defined Annotation Keys". */
    static final String CREATED = "org.opencontainers.image.created";

    /** Of a statement, in bytes. */
    private static final int LIMIT = 64 << 10;

    /** The statement, and those about keys. */
    private static final int MOST_PARTS = 11;

    private final Registry registry;
    private final String repository;

    public IndexStatements(Registry registry) {
        this.registry = registry;
        repository = registry.address().repository(IndexPlace.REPOSITORY);
    }

    /** @param root of the index; need not be there yet */
    public void put(Descriptor root, IndexStatement statement, List<Succession> aboutKeys, Cancellation cancellation) {
        var parts = new ArrayList<Part>();
        parts.add(Part.text(TYPE, statement.text()));
        aboutKeys.forEach(one -> parts.add(Part.text(RegistrySignatures.STATEMENT_TYPE, one.text())));
        var annotations = Map.of(CREATED, statement.date().toString());
        new ReferrerWriter(registry).put(repository, root, TYPE, parts, annotations, cancellation);
    }

    /** Nothing of them is believed yet; what cannot be read is left out. */
    public List<FoundStatement> find(Digest root, Cancellation cancellation) {
        return new ReferrerReader(registry)
                .find(repository, root, TYPE, MOST_PARTS, LIMIT, cancellation).stream()
                        .map(found -> found.parts().stream()
                                .map(part -> new String(part, StandardCharsets.UTF_8))
                                .toList())
                        .map(texts -> new FoundStatement(texts.getFirst(), texts.subList(1, texts.size())))
                        .toList();
    }
}
