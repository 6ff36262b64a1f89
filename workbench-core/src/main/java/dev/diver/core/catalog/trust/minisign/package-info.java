/** Keys and signatures in minisign's formats (Ed25519), so that whoever has minisign can check and make them. */
package dev.diver.core.catalog.trust.minisign;
