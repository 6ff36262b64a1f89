/** Kernels that are being brought into the store: a queue, and what shows it. */
package dev.diver.app.screen.download;
