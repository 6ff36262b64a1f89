/* ${name}: prints a greeting and its arguments. */
#include <nautilus/nautilus.h>

#include "app.h"

int app_main(int argc, char **argv)
{
	const char *whom = argc > 1 ? argv[1] : "nobody in particular";

	printk("Hello, %s!\n", whom);
	for (int i = 1; i < argc; i++)
		printk("argument %d: %s\n", i, argv[i]);
	return 0;
}
