/* What happens when the processor cannot go on. */
#ifndef KERNEL_EXCEPTION_H
#define KERNEL_EXCEPTION_H

#include "interrupt.h"

/* Prints what, where, the registers and a backtrace; ends the guest as crashed. */
_Noreturn void exception_report(const struct frame *frame);

#endif
