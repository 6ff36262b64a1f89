/* The co-kernel's own words, and its last ones. */
#ifndef COKERNEL_LOG_H
#define COKERNEL_LOG_H

#include "trap.h"

/* To the serial port that the window names, if any; text as printf() takes it, without %e %f %g. */
void log_print(const char *text, ...) __attribute__((format(printf, 1, 2)));

void log_registers(const struct frame *frame);

/* The program's registers and a text for the reason, in the window. */
void log_program_end(const struct frame *frame, uint64_t address, const char *text, ...)
	__attribute__((format(printf, 3, 4)));

/* The co-kernel cannot go on: leaves a record in the window, tells Linux, and halts. */
_Noreturn void give_up(const struct frame *frame, const char *text, ...)
	__attribute__((format(printf, 2, 3)));

#endif
