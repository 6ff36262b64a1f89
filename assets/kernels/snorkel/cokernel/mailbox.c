#include "mailbox.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "../kernel/io.h"
#include "areas.h"
#include "fault.h"
#include "layout.h"
#include "log.h"
#include "processor.h"
#include "program.h"
#include "statistics.h"

#define LOOKS 1024 /* between two looks at the clock */

void mailbox_ring(void)
{
	/* Both words at once: Linux may move the doorbell in between. */
	uint64_t doorbell = *(volatile uint64_t *)&WINDOW->doorbell;

	if (doorbell >> 32 == 0)
		return;
	WINDOW->statistics.doorbells++;
	apic_send((uint32_t)doorbell, (uint32_t)(doorbell >> 32));
}

static void set_state(struct cokernel_mailbox *mailbox, uint32_t state)
{
	__atomic_store_n(&mailbox->state, state, __ATOMIC_SEQ_CST);
	if (__atomic_load_n(&mailbox->proxy_sleeps, __ATOMIC_SEQ_CST))
		mailbox_ring();
}

void mailbox_serve_fault(void)
{
	static bool serving;
	struct cokernel_fault *fault = &WINDOW->fault;

	/* The same question is still there while its answer waits for a file. */
	if (serving || __atomic_load_n(&fault->state, __ATOMIC_ACQUIRE) != COKERNEL_FAULT_ASKED)
		return;
	serving = true;
	WINDOW->statistics.remote_faults++;
	bool made = fault_make(fault->address, fault->write ? PROTECT_WRITE : PROTECT_READ);
	__atomic_store_n(&fault->state, made ? COKERNEL_FAULT_MADE : COKERNEL_FAULT_BAD,
			 __ATOMIC_RELEASE);
	serving = false;
}

/* True when the mailbox has that state; makes the pages that Linux asks for in the meantime. */
static bool look_for(const struct cokernel_mailbox *mailbox, uint32_t state)
{
	const struct cokernel_fault *fault = &WINDOW->fault;

	for (unsigned int looks = 0; looks < LOOKS; looks++) {
		if (__atomic_load_n(&mailbox->state, __ATOMIC_ACQUIRE) == state)
			return true;
		if (__atomic_load_n(&fault->state, __ATOMIC_RELAXED) == COKERNEL_FAULT_ASKED)
			mailbox_serve_fault();
	}
	return false;
}

/* Until the next interrupt, unless there is something to do already. */
static void sleep_for(struct cokernel_mailbox *mailbox, uint32_t state)
{
	__atomic_store_n(&mailbox->cokernel_sleeps, 1, __ATOMIC_SEQ_CST);
	if (__atomic_load_n(&mailbox->state, __ATOMIC_SEQ_CST) != state &&
	    __atomic_load_n(&WINDOW->fault.state, __ATOMIC_SEQ_CST) != COKERNEL_FAULT_ASKED) {
		WINDOW->statistics.sleeps++;
		interrupts_on_and_halt();
		interrupts_off();
	}
	__atomic_store_n(&mailbox->cokernel_sleeps, 0, __ATOMIC_SEQ_CST);
}

/* Waits until the mailbox has that state. The clock is asked only where that is not soon. */
static void wait_for(struct cokernel_mailbox *mailbox, uint32_t state)
{
	uint64_t limit;

	if (look_for(mailbox, state))
		return;
	limit = read_tsc() + statistics_ticks(WINDOW->spin);
	while (!look_for(mailbox, state)) {
		if (read_tsc() < limit)
			continue;
		sleep_for(mailbox, state);
		limit = read_tsc() + statistics_ticks(WINDOW->spin);
	}
}

int64_t mailbox_call(struct cokernel_mailbox *mailbox, uint32_t number, const uint64_t arguments[6])
{
	mailbox->number = number;
	memcpy(mailbox->arguments, arguments, sizeof(mailbox->arguments));
	set_state(mailbox, COKERNEL_CALL);
	wait_for(mailbox, COKERNEL_REPLY);
	int64_t result = mailbox->result;

	__atomic_store_n(&mailbox->state, COKERNEL_IDLE, __ATOMIC_RELEASE);
	return result;
}

int64_t mailbox_ask(uint32_t number, uint64_t first, uint64_t second)
{
	const uint64_t arguments[6] = {first, second};

	return mailbox_call(MAILBOX, number, arguments);
}

void mailbox_serve(void)
{
	struct cokernel_mailbox *mailbox = MAILBOX;
	const uint64_t *arguments = mailbox->arguments;

	for (;;) {
		wait_for(mailbox, COKERNEL_REQUEST);
		switch (mailbox->number) {
		case COKERNEL_REQUEST_MAP:
			mailbox->result =
				areas_map(arguments[0], arguments[1], (unsigned int)arguments[2],
					  (int)arguments[3], arguments[4]);
			break;
		case COKERNEL_REQUEST_BREAK:
			areas_set_heap(arguments[0]);
			mailbox->result = 0;
			break;
		case COKERNEL_REQUEST_RUN:
			mailbox->result = 0;
			set_state(mailbox, COKERNEL_DONE);
			/* The proxy takes its answer and makes the mailbox ours. */
			wait_for(mailbox, COKERNEL_IDLE);
			return;
		default:
			give_up(NULL, "the proxy asks for %u, which is unknown", mailbox->number);
		}
		set_state(mailbox, COKERNEL_DONE);
	}
}
