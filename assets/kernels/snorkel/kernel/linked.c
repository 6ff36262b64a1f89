/* The linked configuration: the application's main() is in this very image. */
#include <stdlib.h>

#include "application.h"
#include "cmdline.h"
#include "loader.h"

int main(int argc, char **argv, char **environment);

extern void (*__init_array_start[])(void);
extern void (*__init_array_end[])(void);

_Noreturn void application_run(void)
{
	environ = cmdline_environment();
	for (void (**function)(void) = __init_array_start; function < __init_array_end; function++)
		(*function)();
	exit(main(cmdline_argc(), cmdline_argv(), environ));
}

uint64_t loader_base(void)
{
	return 0;
}

bool loader_contains(uint64_t address)
{
	(void)address;
	return false;
}
