/* The start of a loaded program, and the kernel's calls as functions: see snorkel/abi.h. */
#include <snorkel/abi.h>
#include <stdlib.h>

int main(int argc, char **argv, char **environment);
_Noreturn void snorkel_app_entry(const struct snorkel_calls *table, int argc, char **argv,
				 char **environment);

extern void (*__init_array_start[])(void) __attribute__((weak, visibility("hidden")));
extern void (*__init_array_end[])(void) __attribute__((weak, visibility("hidden")));

static const struct snorkel_calls *calls;

static const struct {
	uint32_t name_size, value_size, type;
	char name[8];
	uint32_t version;
} note __attribute__((section(".note.snorkel"), used, aligned(4))) = {
	8, 4, SNORKEL_ABI_NOTE, "snorkel", SNORKEL_ABI_VERSION,
};

_Noreturn void snorkel_app_entry(const struct snorkel_calls *table, int argc, char **argv,
				 char **environment)
{
	calls = table;
	environ = environment;
	for (void (**function)(void) = __init_array_start; function < __init_array_end; function++)
		(*function)();
	exit(main(argc, argv, environment));
}

void snorkel_console_write(const char *bytes, size_t count)
{
	calls->console_write(bytes, count);
}

size_t snorkel_console_read(char *bytes, size_t capacity)
{
	return calls->console_read(bytes, capacity);
}

void snorkel_console_set_mode(enum snorkel_console_mode mode)
{
	calls->console_set_mode(mode);
}

uint64_t snorkel_nanoseconds(void)
{
	return calls->nanoseconds();
}

uint64_t snorkel_unix_nanoseconds(void)
{
	return calls->unix_nanoseconds();
}

void snorkel_sleep(uint64_t nanoseconds)
{
	calls->sleep(nanoseconds);
}

int snorkel_timer_start(uint64_t period, snorkel_timer_function function, void *argument)
{
	return calls->timer_start(period, function, argument);
}

void snorkel_timer_stop(void)
{
	calls->timer_stop();
}

unsigned int snorkel_cpu_count(void)
{
	return calls->cpu_count();
}

unsigned int snorkel_cpu_index(void)
{
	return calls->cpu_index();
}

int snorkel_start_cpu(unsigned int cpu, snorkel_cpu_function function, void *argument)
{
	return calls->start_cpu(cpu, function, argument);
}

int snorkel_wait_cpu(unsigned int cpu, int *result)
{
	return calls->wait_cpu(cpu, result);
}

void snorkel_memory_info(struct snorkel_memory *memory)
{
	calls->memory_info(memory);
}

void *snorkel_pages_allocate(size_t bytes)
{
	return calls->pages_allocate(bytes);
}

void snorkel_pages_free(void *address, size_t bytes)
{
	calls->pages_free(address, bytes);
}

_Noreturn void snorkel_exit(int status)
{
	calls->exit(status);
	__builtin_unreachable();
}
