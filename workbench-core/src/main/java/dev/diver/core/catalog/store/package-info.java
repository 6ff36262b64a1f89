/** The pulled packages. */
package dev.diver.core.catalog.store;
