/* How the guest ends; see "Exit" in README.md. */
#ifndef KERNEL_EXIT_H
#define KERNEL_EXIT_H

/* Ends the guest as crashed: no status, and EXIT_CRASH to isa-debug-exit. */
_Noreturn void exit_crashed(void);

#endif
