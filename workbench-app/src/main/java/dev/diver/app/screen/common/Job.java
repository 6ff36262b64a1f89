package dev.diver.app.screen.common;

import dev.diver.core.job.Cancellation;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** A long action that runs in the background and shows in the status bar. Used on the screen's thread only. */
public final class Job {
    private final String name;
    private final Cancellation cancellation = new Cancellation();
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper(-1);
    private final ReadOnlyObjectWrapper<Extent> extent = new ReadOnlyObjectWrapper<>(Extent.UNKNOWN);
    private final ObservableList<String> notes = FXCollections.observableArrayList();

    /**
     * How far it is.
     *
     * @param total in the same unit as {@code done}; 0 where it is not known
     */
    public record Extent(long done, long total) {
        public static final Extent UNKNOWN = new Extent(0, 0);

        /** 0 to 1, or -1 where the whole is not known. */
        public double fraction() {
            return total <= 0 ? -1 : Math.clamp((double) done / total, 0, 1);
        }
    }

    Job(String name) {
        this.name = name;
        message.set(name);
    }

    public String name() {
        return name;
    }

    /** What it is doing now. */
    public ReadOnlyStringProperty message() {
        return message.getReadOnlyProperty();
    }

    /** 0 to 1, or -1 where the whole is not known. */
    public ReadOnlyDoubleProperty fraction() {
        return fraction.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Extent> extent() {
        return extent.getReadOnlyProperty();
    }

    /** What the person should know beyond its end, oldest first. */
    public ObservableList<String> notes() {
        return notes;
    }

    public Cancellation cancellation() {
        return cancellation;
    }

    void show(JobProgress.Step step) {
        message.set(step.message().isEmpty() ? name : step.message());
        extent.set(new Extent(step.done(), step.total()));
        fraction.set(extent.get().fraction());
    }

    void note(String text) {
        notes.add(text);
    }
}
