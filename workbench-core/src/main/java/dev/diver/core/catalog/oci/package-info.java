/** OCI image layouts on disk (OCI image specification 1.1): blobs, manifests, index. */
package dev.diver.core.catalog.oci;
