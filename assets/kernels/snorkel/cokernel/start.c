/* The co-kernel's story, one step a line. entry.S comes before. */
#include <diver/cokernel_image.h>
#include <snorkel.h>

#include "layout.h"
#include "log.h"
#include "mailbox.h"
#include "pages.h"
#include "processor.h"
#include "program.h"
#include "statistics.h"

static const struct cokernel_note note __attribute__((section(".note.diver"), used, aligned(4))) = {
	.name_size = sizeof(COKERNEL_NOTE_NAME),
	.size = sizeof(uint32_t),
	.type = COKERNEL_NOTE_TYPE,
	.name = COKERNEL_NOTE_NAME,
	.version = COKERNEL_VERSION,
};

_Noreturn void start(void);

_Noreturn void start(void)
{
	if (WINDOW->magic != COKERNEL_MAGIC || WINDOW->version != COKERNEL_VERSION)
		give_up(NULL, "built for version %u of the window, this is %u", COKERNEL_VERSION,
			WINDOW->version);
	if (WINDOW->size != sizeof(struct cokernel_window))
		give_up(NULL, "built for a window of %lu bytes, this has %u",
			sizeof(struct cokernel_window), WINDOW->size);
	WINDOW->cokernel_version = COKERNEL_VERSION;
	pages_init();	   /* the whole region is there */
	processor_init();  /* faults are reported, system calls arrive */
	statistics_init(); /* time can be told */
	log_print("snorkel %s: co-kernel with %lu MiB at 0x%lx\n", SNORKEL_VERSION,
		  WINDOW->region_size >> 20, WINDOW->region_start);
	__atomic_store_n(&WINDOW->state, COKERNEL_UP, __ATOMIC_RELEASE);
	mailbox_serve(); /* the proxy loads the program */
	program_run(MAILBOX->arguments[0], MAILBOX->arguments[1]);
}
