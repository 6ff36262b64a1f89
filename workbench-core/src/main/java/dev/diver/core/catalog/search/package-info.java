/** Search over the catalog, by Lucene. */
package dev.diver.core.catalog.search;
