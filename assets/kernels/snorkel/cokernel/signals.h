/* Signals of the program: its handlers, what is blocked, what comes. */
#ifndef COKERNEL_SIGNALS_H
#define COKERNEL_SIGNALS_H

#include <stdbool.h>
#include <stdint.h>

#include "trap.h"

/* Before the program is returned to: handles what is there and not blocked. */
void signals_deliver(struct frame *frame);

/* A signal for what the program did just now; a blocked or ignored one ends it, as in Linux. */
void signals_force(struct frame *frame, int signal, int code, uint64_t address);

/*
 * A forwarded call came back with EINTR. True where it must be made again after what
 * signals_deliver does: there was no handler to call, or one that wants that
 * and may have it.
 */
bool signals_restart(bool unless_handled);

/* The system calls of these names; all return 0 or a negated errno. */
int64_t signals_action(uint64_t signal, uint64_t new_action, uint64_t old_action, uint64_t size);
int64_t signals_mask(uint64_t how, uint64_t new_mask, uint64_t old_mask, uint64_t size);
int64_t signals_pending(uint64_t to, uint64_t size);
int64_t signals_stack(uint64_t new_stack, uint64_t old_stack, uint64_t stack_pointer);
int64_t signals_return(struct frame *frame);
/* For rt_sigsuspend: the mask until the next handler has returned. */
int64_t signals_suspend(uint64_t mask, uint64_t size);

#endif
