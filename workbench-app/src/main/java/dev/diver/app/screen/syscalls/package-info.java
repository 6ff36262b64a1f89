/** The system calls of runs: which, who served them, what they cost, side by side, while they run. */
package dev.diver.app.screen.syscalls;
