/** How a kernel is an OCI artifact. */
package dev.diver.core.catalog.packaging;
