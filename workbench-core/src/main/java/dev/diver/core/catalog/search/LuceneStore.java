package dev.diver.core.catalog.search;

import dev.diver.core.home.Folders;
import dev.diver.core.home.LockFile;
import dev.diver.core.job.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.FSDirectory;

/**
 * The index's files in the cache: readers see one commit or the next, writers of all processes take turns, and what is
 * damaged is thrown away and made again.
 */
final class LuceneStore {
    /** Changes with what is in a document, so that an index of an earlier version is made again. */
    private static final String FORMAT = "7";

    private static final String STATE = "state.";
    private static final double BUFFER_MIB = 32;

    private final Path directory;
    private final Path files;

    /** @param directory in the cache; made where it does not exist */
    LuceneStore(Path directory) {
        this.directory = directory;
        files = directory.resolve(FORMAT);
    }

    Path directory() {
        return directory;
    }

    /** Null where there is no index yet, or it is damaged. */
    DirectoryReader open() {
        if (!Files.isDirectory(files)) {
            return null;
        }
        try {
            return DirectoryReader.open(FSDirectory.open(files));
        } catch (IOException | IllegalArgumentException damaged) {
            return null;
        }
    }

    /** Changes the index while no other process does, from a state that can be read to the next, or not at all. */
    void change(String catalog, CatalogIndex.Change change, Cancellation cancellation) throws IOException {
        try (var lock = LockFile.acquire(directory.resolve(".lock"), cancellation)) {
            removeEarlierFormats();
            var reader = open();
            if (reader == null) {
                Folders.delete(files);
            }
            try (reader;
                    var writer = new IndexWriter(FSDirectory.open(files), configuration())) {
                var states = states(reader);
                var before = reader == null ? List.<Segment>of() : Segment.withoutFacets(reader);
                var edit = new LuceneEdit(writer, before, catalog, states.getOrDefault(catalog, ""));
                change.apply(edit);
                cancellation.check();
                states.put(catalog, edit.state());
                writer.setLiveCommitData(user(states).entrySet());
                writer.commit();
            }
        }
    }

    private static IndexWriterConfig configuration() {
        return new IndexWriterConfig(new Words())
                .setRAMBufferSizeMB(BUFFER_MIB)
                // What was not committed is rolled back.
                .setCommitOnClose(false)
                // What is equally good is shown by name; documents are in that order.
                .setIndexSort(new Sort(new SortField(Fields.ORDER, SortField.Type.STRING)));
    }

    /** By the names of catalogs. */
    static Map<String, String> states(DirectoryReader reader) throws IOException {
        var states = new HashMap<String, String>();
        if (reader != null) {
            reader.getIndexCommit().getUserData().forEach((key, state) -> {
                if (key.startsWith(STATE)) {
                    states.put(key.substring(STATE.length()), state);
                }
            });
        }
        return states;
    }

    private static Map<String, String> user(Map<String, String> states) {
        var user = new HashMap<String, String>();
        states.forEach((catalog, state) -> {
            if (!state.isEmpty()) {
                user.put(STATE + catalog, state);
            }
        });
        return user;
    }

    private void removeEarlierFormats() throws IOException {
        try (var children = Files.list(directory)) {
            children.filter(child -> Files.isDirectory(child) && !child.equals(files))
                    .forEach(Folders::delete);
        }
    }
}
