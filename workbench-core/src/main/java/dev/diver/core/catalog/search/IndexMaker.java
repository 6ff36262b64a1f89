package dev.diver.core.catalog.search;

import dev.diver.core.catalog.CatalogEntry;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.packaging.KernelAnnotations;
import dev.diver.core.kernel.Mode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

/** Writes an index. */
final class IndexMaker implements AutoCloseable {
    private static final double BUFFER_MIB = 64;

    /** Neither places nor frequencies count: which field has a word is all that ranks. */
    private static final FieldType WORDS = words();

    private final IndexWriter writer;
    private final OciJson json;

    IndexMaker(Path directory, OciJson json) throws IOException {
        this.json = json;
        writer = new IndexWriter(
                FSDirectory.open(directory),
                new IndexWriterConfig(new StandardAnalyzer())
                        .setRAMBufferSizeMB(BUFFER_MIB)
                        // What is equally good is shown by name; documents are in that order.
                        .setIndexSort(new Sort(new SortField(Fields.REF, SortField.Type.STRING))));
    }

    private static FieldType words() {
        var type = new FieldType(TextField.TYPE_NOT_STORED);
        type.setIndexOptions(IndexOptions.DOCS);
        type.setOmitNorms(true);
        type.freeze();
        return type;
    }

    void add(Descriptor descriptor) {
        KernelAnnotations.entry(descriptor, false).ifPresent(entry -> add(descriptor, entry));
    }

    private void add(Descriptor descriptor, CatalogEntry entry) {
        var reference = entry.ref().toString();
        var document = new Document();
        document.add(new StringField(Fields.NAME, entry.ref().name(), Field.Store.NO));
        document.add(new StringField(Fields.DIGEST, entry.digest(), Field.Store.NO));
        document.add(new StringField(Fields.REF, reference, Field.Store.NO));
        document.add(new SortedDocValuesField(Fields.REF, new BytesRef(reference)));
        for (var tag : entry.tags()) {
            document.add(new StringField(Fields.TAG, tag.toLowerCase(Locale.ROOT), Field.Store.NO));
            document.add(new SortedSetDocValuesField(Fields.TAG, new BytesRef(tag)));
        }
        document.add(new StringField(Fields.FAMILY, entry.family(), Field.Store.NO));
        document.add(new SortedDocValuesField(Fields.FAMILY, new BytesRef(entry.family())));
        var licence = KernelAnnotations.licence(descriptor);
        if (!licence.isEmpty()) {
            document.add(new StringField(Fields.LICENCE, licence, Field.Store.NO));
            document.add(new SortedDocValuesField(Fields.LICENCE, new BytesRef(licence)));
        }
        for (var mode : entry.modes()) {
            document.add(new StringField(Fields.MODE, mode.word(), Field.Store.NO));
        }
        words(document, Fields.TITLE, title(entry));
        words(document, Fields.LABELS, labels(entry));
        words(document, Fields.SUMMARY, entry.summary());
        document.add(new StoredField(Fields.DESCRIPTOR, json.write(descriptor)));
        try {
            writer.addDocument(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void words(Document document, String field, String text) {
        document.add(new Field(field, text, WORDS));
    }

    /** The name whole and in parts: both "memtest86plus" and "ipxe" of "ipxe-qemu" are found. */
    private static String title(CatalogEntry entry) {
        return String.join(
                " ",
                entry.ref().name(),
                entry.ref().name().replaceAll("[._-]", " "),
                entry.version(),
                entry.configuration());
    }

    private static String labels(CatalogEntry entry) {
        return String.join(" ", entry.tags()) + " " + entry.family() + " "
                + entry.modes().stream().map(Mode::word).collect(Collectors.joining(" "));
    }

    @Override
    public void close() throws IOException {
        try (writer) {
            writer.forceMerge(1);
        }
    }
}
