package dev.diver.app.command;

import dev.diver.core.node.NodeCheck.Finding;
import java.util.List;

/** What was found out about a node, as a table for people and as entries for programs. */
final class FindingReport {
    private FindingReport() {}

    /** The contract that other programs read. */
    record Entry(String what, String verdict, String message, String remedy) {}

    static List<Entry> entries(List<Finding> findings) {
        return findings.stream()
                .map(finding ->
                        new Entry(finding.what(), Words.of(finding.verdict()), finding.message(), finding.remedy()))
                .toList();
    }

    static Table table(List<Finding> findings) {
        var table = new Table();
        for (var finding : findings) {
            table.row(Words.of(finding.verdict()), finding.what(), finding.message());
            if (!finding.remedy().isEmpty()) {
                table.row("", "", finding.remedy());
            }
        }
        return table;
    }
}
