package dev.diver.core.importer;

import dev.diver.core.catalog.Catalog;
import dev.diver.core.catalog.registry.RegistryLogins;
import dev.diver.core.catalog.remote.FileCatalogs;
import dev.diver.core.catalog.remote.RegistryPackages;
import dev.diver.core.home.DiverHome;
import java.nio.file.Path;

/** An importer whose registries nobody needs a login for. */
final class TestImporter {
    private TestImporter() {}

    static SourceImporter of(Path root, Path assets, Catalog catalog) {
        var home = DiverHome.in(root, assets);
        return new SourceImporter(home, catalog, new RegistryPackages(new FileCatalogs(home), RegistryLogins.NONE));
    }
}
