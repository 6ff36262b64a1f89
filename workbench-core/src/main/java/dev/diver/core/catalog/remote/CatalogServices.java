package dev.diver.core.catalog.remote;

/** All that faces need of registries. */
public record CatalogServices(RemoteCatalogs catalogs, KeptLogins logins, RegistryPackages packages) {}
