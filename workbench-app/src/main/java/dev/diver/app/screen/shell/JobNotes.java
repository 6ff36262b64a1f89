package dev.diver.app.screen.shell;

import dev.diver.app.screen.common.Job;
import dev.diver.app.screen.common.Notices;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;

/** Tells what jobs note, since the line that shows a job goes with it. */
final class JobNotes {
    private JobNotes() {}

    static void tell(ObservableList<Job> jobs, Notices notices) {
        jobs.addListener((ListChangeListener<Job>) change -> {
            while (change.next()) {
                change.getAddedSubList()
                        .forEach(job -> job.notes().addListener((ListChangeListener<String>) noted -> {
                            while (noted.next()) {
                                noted.getAddedSubList().forEach(notices::warn);
                            }
                        }));
            }
        });
    }
}
