numeric-uid-gid                         │                putchar('\n');|
total 8                                 │        }|
-rw-r--r-- 1 0 0 1356  hello.c          │        const char *name = argv[0];|
-rw-r--r-- 1 0 0   96  tmux.conf        │        if (name == NULL)|
$                                       │                return 1; /* a line tha|
                                        │t is longer than the window is wide, so|
                                        │ that it has to be wrapped or cut */|
                                        │        printf("%s: done\n", name);|
                                        │        return 0;|
                                        │}|
                                        │$|
                                        ├───────────────────────────────────────|
	40-80 in=3
                                        │true bold                         [0/0]|
	40-41 in=3
	41-45 in=#ff8000
	46-50 bold underline
	75-80 in=0 on=3
                                        │$|
	40-41 in=3
                                        │|
	40-41 in=3
                                        │|
	40-41 in=3
                                        │|
	40-41 in=3
                                        │|
	40-41 in=3
                                        │|
	40-41 in=3
                                        │|
	40-41 in=3
                                        │|
	40-41 in=3
                                        │|
	40-41 in=3
                                        │|
	40-41 in=3
[0] 0:[tmux]*                                                                   |
	0-3 in=0 on=2
	3-4 on=2
	4-13 in=0 on=2
	13-80 on=2
