/* "end HOW MS": runs for that many milliseconds, and then meets an end that is not its own wish. */
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "check.h"

static struct timespec after(long milliseconds)
{
	return (struct timespec){milliseconds / 1000, milliseconds % 1000 * 1000000};
}

/* In the midst of computing, not in a call: Linux does it to the process that stands for us there.
 */
static void kill_proxy(long milliseconds)
{
	struct sigevent kill = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGKILL};
	struct itimerspec once = {.it_value = after(milliseconds)};
	timer_t timer;

	CHECK(timer_create(CLOCK_MONOTONIC, &kill, &timer) == 0);
	CHECK(timer_settime(timer, 0, &once, NULL) == 0);
	for (volatile int zero = 0;;)
		zero++;
}

static void crash_linux(void)
{
	int trigger = open("/proc/sysrq-trigger", O_WRONLY);

	CHECK(trigger >= 0 && write(trigger, "c", 1) == 1);
}

int main(int count, char **words)
{
	const char *how = count > 2 ? words[1] : "";
	long milliseconds = count > 2 ? strtol(words[2], NULL, 10) + 1 : 1;
	struct timespec wait = after(milliseconds);

	puts("begun");
	fflush(stdout);
	if (strcmp(how, "proxy") == 0)
		kill_proxy(milliseconds);
	nanosleep(&wait, NULL);
	if (strcmp(how, "program") == 0)
		*(volatile int *)0 = 1;
	if (strcmp(how, "linux") == 0)
		crash_linux();
	return 3;
}
