package dev.diver.app.screen.common;

import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import org.kordamp.ikonli.Ikon;

/** A tab that is called the same from its beginning to its end. */
public abstract class FixedDocument implements Document {
    private final String id;
    private final String title;
    private final Ikon icon;

    protected FixedDocument(String id, String title, Ikon icon) {
        this.id = id;
        this.title = title;
        this.icon = icon;
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final ObservableValue<String> title() {
        return new SimpleStringProperty(title);
    }

    @Override
    public final Ikon icon() {
        return icon;
    }
}
