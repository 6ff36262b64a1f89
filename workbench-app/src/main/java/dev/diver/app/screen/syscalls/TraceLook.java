package dev.diver.app.screen.syscalls;

import dev.diver.app.screen.common.Bench;
import dev.diver.core.dive.ActiveDive;
import dev.diver.core.run.RunRecord;
import dev.diver.core.syscall.SyscallFile;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which runs have a trace: looked up in the background, since disks are slow, and remembered. On the screen's thread. */
public final class TraceLook {
    private final Bench bench;
    private final Map<String, Boolean> known = new HashMap<>();

    public TraceLook(Bench bench) {
        this.bench = bench;
    }

    /** Why its system calls cannot be shown; empty where they can. */
    public String whyNot(RunRecord run) {
        return dive(run).flatMap(ActiveDive::syscalls).isPresent() ? "" : whyNot(run, known.get(run.run()));
    }

    private static String whyNot(RunRecord run, Boolean there) {
        if (there == null) {
            return "Looking for its trace\u2026";
        }
        return there
                ? ""
                : "This run has no trace: a co-kernel counts system calls, and "
                        + switch (run.mode()) {
                            case VM, CLUSTER -> "the mode " + run.mode() + " has none.";
                            case PARTITIONED_VM, PARTITIONED_HARDWARE, DEMO -> "none was up in this dive.";
                        };
    }

    /** Looks it up, and then runs what shows it. */
    public void look(RunRecord run, Runnable found) {
        bench.tasks()
                .quietly(
                        () -> SyscallFile.exists(run.console().getParent()),
                        there -> {
                            known.put(run.run(), there);
                            found.run();
                        },
                        bench.notices()::problem);
    }

    public void open(RunRecord run) {
        SyscallsDocument.open(bench, run, dive(run).flatMap(ActiveDive::syscalls));
    }

    private Optional<ActiveDive> dive(RunRecord run) {
        return bench.engine().dives().active().stream()
                .filter(dive -> dive.runId().equals(run.run()))
                .findFirst();
    }
}
