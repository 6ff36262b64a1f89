/* Starts all other processors, lets them count together, and gathers their results. */
#include <errno.h>
#include <snorkel.h>
#include <stdio.h>
#include <stdlib.h>

#define ROUNDS 10000

static volatile int counter;

static int work(void *argument)
{
	void *memory = malloc(100);

	for (int i = 0; i < ROUNDS; i++)
		__atomic_add_fetch(&counter, 1, __ATOMIC_SEQ_CST);
	free(memory);
	snorkel_sleep(1000000);
	printf("processor %u works on %s\n", snorkel_cpu_index(), (const char *)argument);
	return (int)snorkel_cpu_index() * 10;
}

int main(int argc, char **argv)
{
	unsigned int count = snorkel_cpu_count();

	printf("%u processors\n", count);
	printf("first: %d, none: %d\n", snorkel_start_cpu(0, work, ""),
	       snorkel_start_cpu(count, work, ""));
	for (int round = 0; round < 2; round++) {
		for (unsigned int cpu = 1; cpu < count; cpu++) {
			int error = snorkel_start_cpu(cpu, work, argc > 1 ? argv[1] : "it");

			if (error)
				printf("processor %u: error %d\n", cpu, error);
		}
		for (unsigned int cpu = 1; cpu < count; cpu++) {
			int result = 0;

			snorkel_wait_cpu(cpu, &result);
			if (result != (int)cpu * 10)
				printf("processor %u: result %d\n", cpu, result);
		}
	}
	printf("counted %s\n", counter == (int)(count - 1) * 2 * ROUNDS ? "right" : "wrong");
	return 0;
}
