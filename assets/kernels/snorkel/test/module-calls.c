/* A loaded program that uses the kernel's calls, or crashes. */
#include <snorkel.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static volatile int ticks;
static volatile int *volatile nowhere;

static void tick(void *argument)
{
	(void)argument;
	ticks++;
}

static int work(void *argument)
{
	return *(int *)argument + 1;
}

__attribute__((noinline)) static void crash(void)
{
	*nowhere = 1;
}

int main(int argc, char **argv)
{
	struct snorkel_memory memory;
	uint64_t start = snorkel_nanoseconds();
	int number = 6, result = 0;
	char *text = malloc(100000);

	if (argc > 1 && strcmp(argv[1], "crash") == 0)
		crash();
	snorkel_memory_info(&memory);
	printf("memory %s\n", memory.free > 0 && memory.free < memory.total && text ? "yes" : "no");
	snorkel_sleep(20000000);
	printf("slept %s\n", snorkel_nanoseconds() - start >= 20000000 ? "yes" : "no");
	snorkel_timer_start(1000000, tick, NULL);
	while (ticks < 3 && snorkel_nanoseconds() - start < 5000000000)
		;
	snorkel_timer_stop();
	printf("ticked %s\n", ticks >= 3 ? "yes" : "no");
	if (snorkel_start_cpu(1, work, &number) == 0)
		snorkel_wait_cpu(1, &result);
	printf("processor 1 gave %d\n", result);
	free(text);
	puts("status 99");
	exit(99);
}
