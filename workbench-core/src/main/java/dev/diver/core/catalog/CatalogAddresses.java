package dev.diver.core.catalog;

import java.util.Optional;

/**
 * Where catalogs are: their names are each person's own, and what is written down for others needs more. Thread-safe; reads
 * files.
 */
public interface CatalogAddresses {
    /** Nobody knows any. */
    CatalogAddresses NONE = new CatalogAddresses() {
        @Override
        public Optional<String> address(String catalog) {
            return Optional.empty();
        }

        @Override
        public String name(String address, String wished) {
            return address;
        }
    };

    /** {@code HOST[:PORT][/PREFIX]}, which goes before a kernel's name too; empty where nobody knows such a catalog. */
    Optional<String> address(String catalog);

    /**
     * What a catalog is called here.
     *
     * @param wished the name that is taken where it has several
     * @return the address itself where it has no name here
     */
    String name(String address, String wished);
}
