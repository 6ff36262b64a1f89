/** Whom a catalog's packages are believed to be from: signatures, key rings, policies, and indexes that are not old ones. */
package dev.diver.core.catalog.trust;
