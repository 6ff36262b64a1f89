package dev.diver.core.doctor;

import dev.diver.core.job.Progress;

/** Looks at host tools, accelerator and catalog. */
public interface Doctor {
    DoctorReport examine(boolean repair, Progress progress);
}
