package dev.diver.core.catalog.remote;

import dev.diver.core.catalog.Registries;
import dev.diver.core.catalog.registry.RegistryAddress;
import dev.diver.core.catalog.registry.RegistryLogins.Login;
import dev.diver.core.job.Cancellation;
import java.util.List;

/** Registries that files name, and logins that the desktop keeps. Thread-safe; blocking. */
public final class LocalRegistries implements Registries {
    private final RemoteCatalogs catalogs;
    private final KeptLogins logins;
    private final RegistryPackages packages;

    public LocalRegistries(RemoteCatalogs catalogs, KeptLogins logins) {
        this.catalogs = catalogs;
        this.logins = logins;
        packages = new RegistryPackages(catalogs, logins);
    }

    /** What is in them. */
    public RegistryPackages packages() {
        return packages;
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
                        catalog.authority()))
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
                registry.authority());
        // Before anything is kept: it reads the certificates.
        packages.registry(catalog);
        catalogs.add(catalog);
    }

    @Override
    public Greeting greet(String name, Cancellation cancellation) {
        return packages.registry(catalogs.find(name)).greet(cancellation);
    }

    @Override
    public void remove(String name) {
        catalogs.remove(name);
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
