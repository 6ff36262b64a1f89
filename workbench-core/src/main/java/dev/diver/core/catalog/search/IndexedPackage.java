package dev.diver.core.catalog.search;

import dev.diver.core.catalog.CatalogEntry;
import dev.diver.core.catalog.Facet;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.packaging.IndexAnnotations;
import dev.diver.core.catalog.packaging.KernelAnnotations;
import dev.diver.core.catalog.packaging.NetAnnotations;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.kernel.Mode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;

/**
 * A package as a document.
 *
 * @param catalog that has it; empty for the embedded one
 * @param group of the catalog that it is in
 */
record IndexedPackage(String catalog, String group, Descriptor descriptor, CatalogEntry entry) {
    /** Neither places nor frequencies count: which field has a word is all that ranks. */
    private static final FieldType WORDS = words();

    /** Empty where it is none of ours. */
    static Optional<IndexedPackage> of(String catalog, String group, Descriptor descriptor) {
        return KernelAnnotations.entry(descriptor, false)
                .map(entry -> new IndexedPackage(catalog, group, descriptor, entry));
    }

    private static FieldType words() {
        var type = new FieldType(TextField.TYPE_NOT_STORED);
        type.setIndexOptions(IndexOptions.DOCS);
        type.setOmitNorms(true);
        type.freeze();
        return type;
    }

    static Term key(String catalog, KernelReference reference) {
        return new Term(Fields.KEY, catalog + "\n" + reference.name() + ":" + reference.tag());
    }

    static Term name(String catalog, String name) {
        return new Term(Fields.NAME, catalog + "\n" + name);
    }

    /** What {@link #name} made. */
    static KernelReference named(String text) {
        var end = text.indexOf('\n');
        return new KernelReference(text.substring(0, end), text.substring(end + 1), "", "");
    }

    static Term net(String catalog, String name) {
        return new Term(Fields.NET, catalog + "\n" + name);
    }

    static Term digest(String catalog, String digest) {
        return new Term(Fields.DIGEST, catalog + "\n" + digest);
    }

    static Term group(String catalog, String group) {
        return new Term(Fields.GROUP, catalog + "\n" + group);
    }

    Term key() {
        return key(catalog, entry.ref());
    }

    Document document() {
        var reference = entry.ref();
        var document = new Document();
        document.add(exact(key()));
        document.add(exact(group(catalog, group)));
        if (NetAnnotations.isNet(descriptor)) {
            document.add(exact(net(catalog, reference.name())));
            document.add(exact(Fields.IS_NET, Fields.IS_NET));
        } else {
            document.add(exact(name(catalog, reference.name())));
            document.add(exact(digest(catalog, entry.digest())));
        }
        document.add(exact(Fields.REF, reference.toString()));
        document.add(new SortedDocValuesField(
                Fields.ORDER, new BytesRef(reference.name() + ":" + reference.tag() + "\n" + catalog)));
        for (var facet : Facet.values()) {
            var values = IndexAnnotations.values(facet, entry, descriptor, catalog);
            for (var value : values.isEmpty() ? List.of("") : values) {
                document.add(exact(Fields.of(facet), value));
            }
        }
        for (var tag : entry.tags()) {
            document.add(exact(Fields.TAG, tag.toLowerCase(Locale.ROOT)));
        }
        if (IndexAnnotations.isYanked(descriptor)) {
            document.add(exact(Fields.YANKED, Fields.YANKED));
        }
        words(document, Fields.TITLE, title());
        words(document, Fields.LABELS, labels());
        words(document, Fields.SUMMARY, entry.summary());
        document.add(new BinaryDocValuesField(Fields.DESCRIPTOR, StoredDescriptor.write(descriptor)));
        return document;
    }

    private static Field exact(Term term) {
        return exact(term.field(), term.text());
    }

    private static Field exact(String field, String value) {
        return new StringField(field, value, Field.Store.NO);
    }

    private static void words(Document document, String field, String text) {
        document.add(new Field(field, text, WORDS));
        document.add(new Field(field + Fields.BEGINNINGS, text, WORDS));
    }

    /** The name whole and in parts: both "memtest86plus" and "ipxe" of "ipxe-qemu" are found. */
    private String title() {
        return String.join(
                " ",
                entry.ref().name(),
                entry.ref().name().replaceAll("[._-]", " "),
                entry.version(),
                entry.configuration());
    }

    private String labels() {
        return String.join(" ", entry.tags()) + " " + entry.family() + " "
                + entry.modes().stream().map(Mode::word).collect(Collectors.joining(" "));
    }
}
