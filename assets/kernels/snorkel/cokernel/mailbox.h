/* Calls to Linux. */
#ifndef COKERNEL_MAILBOX_H
#define COKERNEL_MAILBOX_H

#include <diver/cokernel.h>

/* The mailbox of the program's only context; threads will have one each. */
#define MAILBOX (&WINDOW->mailboxes[0])

/*
 * Hands a call over and waits for its result: looks for a while, then halts. In the meantime it
 * makes the pages that Linux asks for.
 */
int64_t mailbox_call(struct cokernel_mailbox *mailbox, uint32_t number,
		     const uint64_t arguments[6]);

/* The same in the program's mailbox, with fewer arguments. */
int64_t mailbox_ask(uint32_t number, uint64_t first, uint64_t second);

/* Serves what the proxy asks before there is a program; returns when that is to run. */
void mailbox_serve(void);

/* Makes the page that Linux waits for, if it does. */
void mailbox_serve_fault(void);

/* Wakes whoever waits for the co-kernel on Linux's side. */
void mailbox_ring(void);

#endif
