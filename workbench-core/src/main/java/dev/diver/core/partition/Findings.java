package dev.diver.core.partition;

import java.util.ArrayList;
import java.util.List;

/** Conflicts as they are found. */
final class Findings {
    private final List<Conflict> conflicts = new ArrayList<>();

    void add(Conflict.Code code, String where, String message, String remedy) {
        conflicts.add(new Conflict(code, message, where, remedy));
    }

    boolean has(Conflict.Code code) {
        return conflicts.stream().anyMatch(conflict -> conflict.code() == code);
    }

    PartitionReport report() {
        return new PartitionReport(conflicts);
    }
}
