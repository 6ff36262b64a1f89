package dev.diver.app.journey;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.catalog.index.IndexChange;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.packaging.IndexAnnotations;
import dev.diver.core.catalog.registry.DockerRegistry;
import dev.diver.core.catalog.registry.RegistryAddress;
import dev.diver.core.catalog.registry.RegistryLogins;
import dev.diver.core.catalog.remote.CatalogIndexWriter;
import dev.diver.core.catalog.remote.FileCatalogs;
import dev.diver.core.catalog.remote.RegistryPackages;
import dev.diver.core.catalog.remote.RemoteCatalog;
import dev.diver.core.catalog.trust.CatalogTrust;
import dev.diver.core.home.DiverHome;
import dev.diver.core.job.Cancellation;
import dev.diver.core.kernel.KernelReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real registry, with kernels that skopeo brought there and an index of them. */
final class LabRegistry implements AutoCloseable {
    private final DockerRegistry server;
    private final DiverHome publisher;

    LabRegistry(Path folder) throws Exception {
        server = DockerRegistry.open(Files.createDirectories(folder.resolve("registry")));
        publisher = DiverHome.in(folder.resolve("publisher"), folder);
    }

    String host() {
        return server.host();
    }

    /** Whether it has a manifest under this tag. */
    boolean has(String name, String tag) {
        var address = RegistryAddress.parse(server.host() + "/kernels");
        try (var packages = new RegistryPackages(new FileCatalogs(publisher), RegistryLogins.NONE)) {
            return packages.registry(new RemoteCatalog("lab", address, List.of(), Optional.empty()))
                    .tags(address.repository(name), new Cancellation())
                    .contains(tag);
        }
    }

    /** @param layout that has it */
    void publish(Path layout, String name) throws Exception {
        var process = new ProcessBuilder(
                        "skopeo",
                        "copy",
                        "--insecure-policy",
                        "--dest-tls-verify=false",
                        "oci:" + layout + ":" + name,
                        "docker://" + server.host() + "/kernels/" + name)
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0, said);
        var catalogs = new FileCatalogs(publisher);
        var lab = new RemoteCatalog(
                "lab", RegistryAddress.parse(server.host() + "/kernels"), List.of(), Optional.empty());
        if (catalogs.list().isEmpty()) {
            catalogs.add(lab);
        }
        try (var packages = new RegistryPackages(catalogs, RegistryLogins.NONE)) {
            var never = new Cancellation();
            var found = packages.find(KernelReference.parse("lab/" + name), never);
            var plain = found.descriptor();
            var line = new Descriptor(
                    plain.mediaType(),
                    plain.artifactType(),
                    plain.digest(),
                    plain.size(),
                    IndexAnnotations.of(packages.manifest(found, never), found.manifest(), List.of()));
            new CatalogIndexWriter(packages, new CatalogTrust(publisher, Clock.systemUTC()), Clock.systemUTC())
                    .change(lab, new IndexChange(List.of(line), List.of()), Optional.empty(), never);
        }
    }

    @Override
    public void close() throws InterruptedException {
        server.close();
    }
}
