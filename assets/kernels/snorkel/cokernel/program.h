/* The one program: its system calls, its end. */
#ifndef COKERNEL_PROGRAM_H
#define COKERNEL_PROGRAM_H

#include <stdint.h>

#include "trap.h"

/* Runs what the proxy loaded, from the entry point that it asked for. */
_Noreturn void program_run(uint64_t entry, uint64_t stack);

/* Where and with what registers the program met an error, in the log. */
void program_report(const struct frame *frame, int signal, uint64_t address);

#endif
