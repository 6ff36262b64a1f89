package dev.diver.core.catalog.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.catalog.CatalogQuery;
import dev.diver.core.catalog.Registries;
import dev.diver.core.catalog.Registries.IndexNews;
import dev.diver.core.catalog.index.IndexChange;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.registry.RegistryLogins;
import dev.diver.core.catalog.remote.CatalogIndexWriter;
import dev.diver.core.catalog.remote.FileCatalogs;
import dev.diver.core.catalog.remote.KeptLogins;
import dev.diver.core.catalog.remote.LocalRegistries;
import dev.diver.core.catalog.remote.RegistryIndexes;
import dev.diver.core.catalog.remote.RegistryPackages;
import dev.diver.core.catalog.search.LuceneCatalogIndex;
import dev.diver.core.catalog.trust.CatalogTrust;
import dev.diver.core.catalog.trust.LocalKeys;
import dev.diver.core.catalog.trust.SecretKeys;
import dev.diver.core.home.DiverHome;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.process.HostProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A home, and a registry that is a catalog of it. */
@Timeout(600)
abstract class IndexedCatalogsLab {
    @TempDir
    Path temp;

    final Cancellation never = new Cancellation();
    final List<String> notes = new ArrayList<>();
    final AtomicReference<Set<String>> ranWell = new AtomicReference<>(Set.of());

    final Progress noting = new Progress() {
        @Override
        public void report(String message, long done, long total) {
            // Not asked about here.
        }

        @Override
        public void note(String text) {
            notes.add(text);
        }
    };

    RegistryLab lab;
    DiverHome home;
    FileCatalogs catalogs;
    RegistryPackages packages;
    LuceneCatalogIndex search;
    LocalCatalog catalog;
    LocalKeys keys;

    @BeforeEach
    void aRegistryThatIsACatalog() throws Exception {
        lab = new RegistryLab(temp.resolve("lab"), "kernels");
        Files.createDirectories(temp.resolve("none/kernels"));
        home = DiverHome.in(temp.resolve("home"), temp.resolve("none"));
        catalogs = new FileCatalogs(home);
        packages = new RegistryPackages(catalogs, RegistryLogins.NONE);
        search = new LuceneCatalogIndex(home.cache().resolve("search"));
        catalog = new LocalCatalog(home, new HostProgram("/usr/bin:/bin"), packages, search, ranWell::get);
        catalog.open(Progress.NONE, never);
        keys = new LocalKeys(home, new SecretKeys(home), Clock.systemUTC());
        registries().add(known("lab", lab));
    }

    @AfterEach
    void close() throws Exception {
        catalog.close();
        lab.close();
    }

    static Registries.Known known(String name, RegistryLab lab) {
        return new Registries.Known(name, lab.address().toString(), List.of(), Optional.empty());
    }

    Registries registries() {
        return at(Duration.ZERO);
    }

    /** @param fast how far this machine's clock is wrong */
    Registries at(Duration fast) {
        var clock = Clock.offset(Clock.systemUTC(), fast);
        var logins = new KeptLogins(Optional.empty(), RegistryLogins.NONE);
        return new LocalRegistries(catalogs, logins, packages, new RegistryIndexes(home, packages, search, clock));
    }

    void publish(Descriptor... kernels) {
        new CatalogIndexWriter(packages, new CatalogTrust(home, Clock.systemUTC()), Clock.systemUTC())
                .change(catalogs.find("lab"), new IndexChange(List.of(kernels), List.of()), Optional.empty(), never);
    }

    IndexNews update(Registries registries) {
        notes.clear();
        return registries.update("lab", noting, never);
    }

    void refused(Registries registries, String words) {
        var told = assertThrows(DiverException.class, () -> update(registries)).problem();
        assertEquals(Problem.Kind.UNTRUSTED, told.kind(), told.text());
        assertTrue(told.text().contains(words), told.text());
    }

    Set<String> found(CatalogQuery query) {
        return catalog.search(query).entries().stream()
                .map(entry -> entry.ref().toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Set<String> found(String words) {
        return found(CatalogQuery.of(words));
    }

    String pull(String reference) throws Exception {
        var kernel = catalog.pull(KernelReference.parse(reference), Progress.NONE, never);
        return kernel.manifest().reference().tag() + " " + kernel.manifest().summary();
    }
}
