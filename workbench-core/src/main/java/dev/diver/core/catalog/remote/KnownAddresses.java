package dev.diver.core.catalog.remote;

import dev.diver.core.catalog.CatalogAddresses;
import dev.diver.core.catalog.registry.RegistryAddress;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.problem.DiverException;
import java.util.Optional;

/** Of the catalogs that the person added. */
public final class KnownAddresses implements CatalogAddresses {
    private final RemoteCatalogs catalogs;

    public KnownAddresses(RemoteCatalogs catalogs) {
        this.catalogs = catalogs;
    }

    @Override
    public Optional<String> address(String catalog) {
        try {
            return Optional.of(text(catalogs.find(catalog).address())).filter(KnownAddresses::isReadable);
        } catch (DiverException unknown) {
            return Optional.empty();
        }
    }

    private static String text(RegistryAddress address) {
        return address.host() + (address.prefix().isEmpty() ? "" : "/" + address.prefix());
    }

    /** Not all of the web's names can stand before a kernel's. */
    private static boolean isReadable(String address) {
        try {
            return !KernelReference.parse(address + "/x").catalog().isEmpty();
        } catch (DiverException no) {
            return false;
        }
    }

    @Override
    public String name(String address, String wished) {
        var names = catalogs.list().stream()
                .filter(catalog -> text(catalog.address()).equals(address))
                .map(RemoteCatalog::name)
                .toList();
        return names.contains(wished) ? wished : names.stream().findFirst().orElse(address);
    }
}
