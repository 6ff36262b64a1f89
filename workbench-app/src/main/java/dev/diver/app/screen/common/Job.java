package dev.diver.app.screen.common;

import dev.diver.core.job.Cancellation;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** A long action that runs in the background and shows in the status bar. Used on the screen's thread only. */
public final class Job {
    private final String name;
    private final Cancellation cancellation = new Cancellation();
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper(-1);

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

    public Cancellation cancellation() {
        return cancellation;
    }

    void show(JobProgress.Step step) {
        message.set(step.message().isEmpty() ? name : step.message());
        fraction.set(step.total() <= 0 ? -1 : Math.clamp((double) step.done() / step.total(), 0, 1));
    }
}
