package dev.diver.app.command;

import picocli.CommandLine.Parameters;

/** Which catalog. */
final class CatalogName {
    @Parameters(index = "0", paramLabel = "NAME", description = "The catalog.")
    private String name;

    String text() {
        return name;
    }
}
