package dev.diver.app.screen.syscalls;

import dev.diver.core.run.RunRecord;
import dev.diver.core.syscall.SyscallTrace;

/** A run with its trace. */
record ShownRun(RunRecord run, SyscallTrace trace) {
    /** The first is A. */
    static String letter(int position) {
        return String.valueOf((char) ('A' + position));
    }
}
