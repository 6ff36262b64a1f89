package dev.diver.app.command;

import dev.diver.core.catalog.remote.CatalogServices;
import dev.diver.core.catalog.remote.RemoteCatalog;
import picocli.CommandLine.Parameters;

/** Which catalog. */
final class CatalogName {
    @Parameters(index = "0", paramLabel = "NAME", description = "The catalog.")
    private String name;

    String text() {
        return name;
    }

    RemoteCatalog find(CatalogServices services) {
        return services.catalogs().find(name);
    }
}
