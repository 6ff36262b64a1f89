/** From an order to a plan to a running guest, its consoles, and its end. */
package dev.diver.core.dive;
