/*
 * Nautilus hands "-app WORDS" of its command line to a handler, on the thread that boots. The
 * application gets a thread of its own, and the machine ends when it returns: Nautilus itself never
 * does.
 */
#include <nautilus/nautilus.h>

#include <nautilus/cmdline.h>
#include <nautilus/thread.h>

#include "app.h"

#define MOST_WORDS 64
/* The stack's size in bytes; Nautilus takes 0 for its usual one, which is small. */
#define STACK	   (1 << 20)
#define QUIET_NS   200000000ULL

/* arch/x64/shutdown.c; ends the machine through QEMU's isa-debug-exit. */
extern void qemu_shutdown_with_code(uint16_t code);

static char words[1024];
static char *argv[MOST_WORDS + 1];
static int argc;

static void split(char *at)
{
	while (*at && argc < MOST_WORDS) {
		while (*at == ' ')
			*at++ = 0;
		if (*at)
			argv[argc++] = at;
		while (*at && *at != ' ')
			at++;
	}
}

static void run(void *in, void **out)
{
	/* The thread that boots has a last line to say, and would say it in the midst of the
	 * application's. */
	nk_sleep(QUIET_NS);
	qemu_shutdown_with_code(app_main(argc, argv));
}

static int start(char *given)
{
	nk_thread_id_t thread;

	strncpy(words, given ? given : "app", sizeof(words) - 1);
	split(words);
	return nk_thread_start(run, NULL, NULL, 1, STACK, &thread, -1);
}

static struct nk_cmdline_impl app = {.name = "app", .handler = start};
nk_register_cmdline_flag(app);
