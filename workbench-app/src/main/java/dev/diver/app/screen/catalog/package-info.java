/** Finding kernels, reading about one, pulling it, starting a net on it, importing one. */
package dev.diver.app.screen.catalog;
