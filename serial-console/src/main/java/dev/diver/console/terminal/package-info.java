/** A terminal emulator with no window: bytes in, lines of cells out (ECMA-48, xterm). */
package dev.diver.console.terminal;
