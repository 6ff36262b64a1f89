package dev.diver.core.doctor;

import dev.diver.core.catalog.HostAbility;
import dev.diver.core.job.Progress;

/** Looks at host tools, accelerator and catalog. */
public interface Doctor {
    DoctorReport examine(boolean repair, Progress progress);

    /** What kernels work on this machine, as far as its programs tell; nodes are other machines. Cheap. */
    HostAbility ability();
}
