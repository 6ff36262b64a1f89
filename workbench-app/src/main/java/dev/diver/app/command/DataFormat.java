package dev.diver.app.command;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import picocli.CommandLine.Option;

/** As what a table is printed. */
final class DataFormat {
    @Option(names = "--json", description = "Print it as JSON.")
    private boolean json;

    @Option(names = "--csv", description = "Print it as CSV, with a heading; times in nanoseconds.")
    private boolean csv;

    /** The forms there are. */
    enum Form {
        TEXT,
        JSON,
        CSV
    }

    Form form() {
        if (json && csv) {
            throw new DiverException(
                    Problem.Kind.INVALID, "--json and --csv exclude each other.", "", "Give one of them.");
        }
        return json ? Form.JSON : csv ? Form.CSV : Form.TEXT;
    }
}
