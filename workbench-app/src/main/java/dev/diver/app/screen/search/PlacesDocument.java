package dev.diver.app.screen.search;

import dev.diver.app.screen.common.Document;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;

/** Places where a name is used. */
public final class PlacesDocument implements Document {
    private final SimpleStringProperty title = new SimpleStringProperty("References");
    private final ResultsTree results;

    public PlacesDocument(Opener opener) {
        results = new ResultsTree("references", opener, "Places where a name is used").showing();
    }

    /** @param name of a file */
    public void show(String what, List<Hit> hits, Function<Path, String> name) {
        title.set("References: " + what + " (" + hits.size() + ")");
        results.clear();
        var files = new LinkedHashMap<Path, List<Hit>>();
        hits.forEach(hit -> files.computeIfAbsent(hit.file(), file -> new java.util.ArrayList<>())
                .add(hit));
        files.values().forEach(found -> results.add(found, name));
    }

    @Override
    public String id() {
        return "references";
    }

    @Override
    public ObservableValue<String> title() {
        return title;
    }

    @Override
    public Ikon icon() {
        return MaterialDesignF.FORMAT_LIST_BULLETED;
    }

    @Override
    public Node content() {
        return results.node();
    }

    @Override
    public Place place() {
        return Place.BOTTOM;
    }
}
