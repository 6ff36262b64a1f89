/**
 * What all deployers that use QEMU have in common: its argv, QMP, the process and its end, consoles, and the file systems
 * that guests start from. Knows no mode.
 */
package dev.diver.qemu;
