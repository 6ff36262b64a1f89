/**
 * System calls of a program on a specialized kernel: counted in memory that the guest shares, read while it runs, kept
 * with the run, compared, and judged. Nothing here trusts the guest.
 */
package dev.diver.core.syscall;
