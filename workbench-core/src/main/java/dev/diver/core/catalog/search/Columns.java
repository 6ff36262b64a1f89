package dev.diver.core.catalog.search;

import dev.diver.core.catalog.oci.Descriptor;
import java.io.IOException;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedDocValues;

/** What documents of a segment say, read in place; cheapest in their order. For one thread. */
final class Columns {
    private final LeafReader reader;
    private BinaryDocValues descriptors;
    private SortedDocValues orders;

    Columns(LeafReader reader) {
        this.reader = reader;
    }

    Descriptor descriptor(int document) throws IOException {
        // They go forward only.
        if (descriptors == null || descriptors.docID() > document) {
            descriptors = reader.getBinaryDocValues(Fields.DESCRIPTOR);
        }
        if (descriptors == null || !descriptors.advanceExact(document)) {
            throw new IOException("a document without a descriptor");
        }
        return StoredDescriptor.read(descriptors.binaryValue());
    }

    /** What documents that are equally good are ordered by. */
    String order(int document) throws IOException {
        if (orders == null || orders.docID() > document) {
            orders = reader.getSortedDocValues(Fields.ORDER);
        }
        if (orders == null || !orders.advanceExact(document)) {
            throw new IOException("a document without a place in the order");
        }
        return orders.lookupOrd(orders.ordValue()).utf8ToString();
    }
}
