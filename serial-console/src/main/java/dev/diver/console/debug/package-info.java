/** A debugging session as a view sees it; what speaks to gdb is behind it. */
package dev.diver.console.debug;
