/* The application's own interface to what starts it. */
#ifndef APP_H
#define APP_H

/* argv[0] is "app"; the value becomes the exit status of the dive (0 to 127). */
int app_main(int argc, char **argv);

#endif
