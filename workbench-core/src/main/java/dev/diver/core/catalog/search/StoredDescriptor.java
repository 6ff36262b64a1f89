package dev.diver.core.catalog.search;

import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;
import org.apache.lucene.util.BytesRef;

/**
 * A descriptor as bytes of the index: a third of what it is as JSON, and read ten times as fast, which for the 200 of a
 * result is most of a keystroke.
 */
final class StoredDescriptor {
    /** Texts that most descriptors have, stored as their place here; a change of their order is a change of the format. */
    private static final List<String> USUAL = List.of(
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.diver.kernel.v1",
            "org.opencontainers.image.ref.name",
            "org.opencontainers.image.title",
            "org.opencontainers.image.version",
            "org.opencontainers.image.description",
            "org.opencontainers.image.licenses",
            "dev.diver.configuration",
            "dev.diver.default",
            "dev.diver.family",
            "dev.diver.tags",
            "dev.diver.modes",
            "dev.diver.catalog",
            "dev.diver.architecture",
            "dev.diver.boot",
            "dev.diver.size",
            "dev.diver.signed",
            "dev.diver.tested",
            "",
            "true",
            "false",
            "application/vnd.diver.net.v1",
            "dev.diver.kernel");

    private static final Map<String, Integer> PLACES = places();
    private static final int SUM = 32;

    private StoredDescriptor() {}

    private static Map<String, Integer> places() {
        var places = new HashMap<String, Integer>();
        for (var place = 0; place < USUAL.size(); place++) {
            places.put(USUAL.get(place), place + 1);
        }
        return places;
    }

    static BytesRef write(Descriptor descriptor) {
        try {
            var out = new ByteBuffersDataOutput();
            text(out, descriptor.mediaType());
            text(out, descriptor.artifactType());
            out.writeBytes(HexFormat.of().parseHex(descriptor.digest().hex()));
            out.writeVLong(Math.max(0, descriptor.size()));
            out.writeVInt(descriptor.annotations().size());
            for (var one : new TreeMap<>(descriptor.annotations()).entrySet()) {
                text(out, one.getKey());
                text(out, one.getValue());
            }
            return new BytesRef(out.toArrayCopy());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void text(DataOutput out, String text) throws IOException {
        var place = PLACES.get(text);
        out.writeVInt(place == null ? 0 : place);
        if (place == null) {
            out.writeString(text);
        }
    }

    static Descriptor read(BytesRef bytes) throws IOException {
        var in = new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
        var mediaType = text(in);
        var artifactType = text(in);
        var sum = new byte[SUM];
        in.readBytes(sum, 0, SUM);
        var size = in.readVLong();
        var count = in.readVInt();
        var annotations = new HashMap<String, String>();
        for (; count > 0; count--) {
            annotations.put(text(in), text(in));
        }
        return new Descriptor(mediaType, artifactType, Digest.ofSum(sum), size, annotations);
    }

    private static String text(DataInput in) throws IOException {
        var place = in.readVInt();
        return place == 0 ? in.readString() : USUAL.get(place - 1);
    }
}
