/** Looking through what consoles said, with any expression that a person may type, and never for long. */
package dev.diver.console.search;
