/* "fault HOW": ends badly, or not at all. */
#include <signal.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "check.h"

static void say(int signal)
{
	static const char text[] = "asked to end\n";

	if (write(1, text, sizeof(text) - 1) > 0)
		_exit(signal == SIGTERM ? 7 : 8);
}

static volatile sig_atomic_t asked;

static void note(int signal)
{
	asked = signal;
}

/* As a service does it that was asked to end. */
static int goodbye(void)
{
	signal(SIGTERM, note);
	puts("ready");
	fflush(stdout);
	while (!asked)
		pause();
	puts("goodbye");
	return 0;
}

int main(int count, char **words)
{
	const char *how = count > 1 ? words[1] : "";
	volatile int zero = 0, many = 12;

	/* Before it says that it has begun: who hears that may signal at once. */
	if (strcmp(how, "polite") == 0)
		signal(SIGTERM, say);
	if (strcmp(how, "deaf") == 0)
		signal(SIGTERM, SIG_IGN);
	puts("begun");
	fflush(stdout);
	if (strcmp(how, "null") == 0)
		*(volatile int *)0 = 1;
	if (strcmp(how, "divide") == 0)
		many = many / zero;
	if (strcmp(how, "abort") == 0)
		abort();
	if (strcmp(how, "kill") == 0)
		kill(getpid(), SIGKILL);
	if (strcmp(how, "term") == 0)
		kill(getpid(), SIGTERM);
	/* The tests' own co-kernel takes an argument. */
	if (strcmp(how, "yield") == 0 && count > 2)
		syscall(SYS_sched_yield, strtol(words[2], NULL, 10));
	if (strcmp(how, "goodbye") == 0)
		return goodbye();
	if (strcmp(how, "deaf") == 0 || strcmp(how, "loop") == 0 || strcmp(how, "polite") == 0)
		for (;;)
			zero++;
	if (strcmp(how, "sleep") == 0)
		for (;;)
			pause();
	return 3;
}
