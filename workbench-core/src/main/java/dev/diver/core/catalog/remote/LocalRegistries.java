package dev.diver.core.catalog.remote;

import dev.diver.core.catalog.Registries;
import dev.diver.core.catalog.SigningKeys.Passwords;
import dev.diver.core.catalog.registry.RegistryAddress;
import dev.diver.core.catalog.registry.RegistryLogins.Login;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import java.util.List;
import java.util.Optional;

/** Registries that files name, and logins that the desktop keeps. Thread-safe; blocking. */
public final class LocalRegistries implements Registries {
    private final RemoteCatalogs catalogs;
    private final KeptLogins logins;
    private final RegistryPackages packages;
    private final RegistryIndexes indexes;

    public LocalRegistries(
            RemoteCatalogs catalogs, KeptLogins logins, RegistryPackages packages, RegistryIndexes indexes) {
        this.catalogs = catalogs;
        this.logins = logins;
        this.packages = packages;
        this.indexes = indexes;
    }

    @Override
    public List<Known> list() {
        return catalogs.list().stream()
                .map(catalog -> new Known(
                        catalog.name(),
                        catalog.address().toString(),
                        catalog.mirrors().stream()
                                .map(RegistryAddress::toString)
                                .toList(),
                        catalog.authority(),
                        catalog.updates()))
                .toList();
    }

    @Override
    public List<String> broken() {
        return catalogs.broken();
    }

    @Override
    public void add(Known registry) {
        var catalog = new RemoteCatalog(
                registry.name(),
                RegistryAddress.parse(registry.url()),
                registry.mirrors().stream().map(RegistryAddress::parse).toList(),
                registry.authority(),
                registry.updates());
        // Before anything is kept: it reads the certificates.
        packages.registry(catalog);
        catalogs.add(catalog);
    }

    @Override
    public Greeting greet(String name, Cancellation cancellation) {
        return packages.registry(catalogs.find(name)).greet(cancellation);
    }

    @Override
    public List<Indexed> indexes() {
        return catalogs.list().stream()
                .map(catalog -> indexes.of(catalog.name()))
                .toList();
    }

    @Override
    public IndexNews update(String name, Progress progress, Cancellation cancellation) {
        return indexes.update(catalogs.find(name), progress, cancellation);
    }

    @Override
    public IndexNews renew(
            String name, Optional<String> key, Passwords passwords, Progress progress, Cancellation cancellation) {
        var catalog = catalogs.find(name);
        progress.report("writing the index of " + name);
        indexes.renew(catalog, key, passwords, cancellation);
        return indexes.update(catalog, progress, cancellation);
    }

    @Override
    public void setUpdates(String name, boolean wanted) {
        catalogs.replace(catalogs.find(name).updating(wanted));
    }

    @Override
    public void remove(String name) {
        catalogs.remove(name);
        indexes.forget(name);
    }

    @Override
    public String host(String name) {
        return catalogs.find(name).address().host();
    }

    @Override
    public void login(String name, String user, char[] secret) {
        try (var login = new Login(user, secret)) {
            logins.keep(host(name), login);
        }
    }

    @Override
    public void logout(String name) {
        logins.forget(host(name));
    }
}
