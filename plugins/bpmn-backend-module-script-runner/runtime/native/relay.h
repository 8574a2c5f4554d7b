/* What the parts of the library have of each other: see sandbox.c and relay.c. */

/* A stream to the supervisor, which knows by the greeting what it is for; -1: there is none. */
int greet(const char *path, const char *token, const char *kind);

/* A door in the own loopback, which is there from then on; -1: it could not be opened. */
int open_door(void);

/* Where the socket of the supervisor is, for when it is out of sight; -1: it is nowhere. */
int remember_place(void);

/* Passes on what comes to the door, until it is ended. */
void relay(int door, int place, const char *token);
