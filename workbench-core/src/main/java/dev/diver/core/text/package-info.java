/** Texts that others wrote. */
package dev.diver.core.text;
