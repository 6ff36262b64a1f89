package dev.diver.app.screen.machine;

import dev.diver.app.screen.common.Bench;
import dev.diver.core.doctor.DoctorReport;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** What the doctor said last. */
public final class Machine {
    private final Bench bench;
    private final ReadOnlyObjectWrapper<DoctorReport> report = new ReadOnlyObjectWrapper<>();

    public Machine(Bench bench) {
        this.bench = bench;
    }

    /** Null until the first examination is over. */
    public ReadOnlyObjectProperty<DoctorReport> report() {
        return report.getReadOnlyProperty();
    }

    public void examine(boolean repair) {
        bench.tasks()
                .start(
                        repair ? "Repairing the store" : "Looking at this machine",
                        (progress, cancellation) -> bench.engine().doctor().examine(repair, progress),
                        report::set,
                        bench.notices()::problem);
    }
}
