/*
 * The way out of a sandbox whose script may reach some hosts: takes connections on the loopback of that sandbox, and passes their bytes on to the
 * supervisor, which knows by the token whose they are, and decides. It decides nothing itself.
 */
#define _GNU_SOURCE
#include "relay.h"
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

/* As src/sandbox/bwrapArguments.ts tells scripts. */
#define PORT 3128
/* More than the supervisor lets anybody have: whoever wants too many is told so. */
#define MOST_PAIRS 64
#define ROOM 16384
#define BACKLOG 64

/* Bytes on their way from one end of a pair to the other. */
struct flow {
  ssize_t from, to;
  int is_over;
  char bytes[ROOM];
};

/* The first end is the script's, the second the supervisor's; of the flows, each comes from the end of its number. */
struct pair {
  int is_used;
  int ends[2];
  struct flow flows[2];
};

static struct pair pairs[MOST_PAIRS];

int open_door(void) {
  struct ifreq loopback = {.ifr_name = "lo", .ifr_flags = IFF_UP | IFF_RUNNING};
  struct sockaddr_in address = {.sin_family = AF_INET,
                                .sin_port = htons(PORT),
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int door = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (door < 0 || ioctl(door, SIOCSIFFLAGS, &loopback) ||
      bind(door, (struct sockaddr *)&address, sizeof address) ||
      listen(door, BACKLOG))
    return -1;
  return door;
}

int remember_place(void) {
  return open("/channel", O_PATH | O_DIRECTORY | O_CLOEXEC);
}

/* What has come at one end goes out at the other, as far as there is room. Returns 0 where an end is broken. */
static int move_bytes(struct pair *pair, int side) {
  struct flow *flow = &pair->flows[side];
  if (flow->from == flow->to && !flow->is_over) {
    ssize_t got = recv(pair->ends[side], flow->bytes, ROOM, 0);
    if (got < 0)
      return errno == EAGAIN || errno == EINTR;
    if (got == 0) {
      flow->is_over = 1;
      shutdown(pair->ends[1 - side], SHUT_WR);
    }
    flow->from = 0;
    flow->to = got;
  }
  if (flow->from < flow->to) {
    ssize_t sent = send(pair->ends[1 - side], flow->bytes + flow->from,
                        flow->to - flow->from, MSG_NOSIGNAL);
    if (sent < 0)
      return errno == EAGAIN || errno == EINTR;
    flow->from += sent;
  }
  return 1;
}

static void serve_pair(struct pair *pair) {
  if (move_bytes(pair, 0) && move_bytes(pair, 1) &&
      !(pair->flows[0].is_over && pair->flows[1].is_over))
    return;
  close(pair->ends[0]);
  close(pair->ends[1]);
  pair->is_used = 0;
}

static struct pair *find_room(void) {
  for (int i = 0; i < MOST_PAIRS; i++)
    if (!pairs[i].is_used)
      return &pairs[i];
  return 0;
}

static void let_in(int door, const char *token) {
  struct pair *pair = find_room();
  int script = pair ? accept4(door, 0, 0, SOCK_CLOEXEC | SOCK_NONBLOCK) : -1;
  if (script < 0)
    return;
  int out = greet("socket", token, "egress");
  if (out < 0) {
    close(script);
    return;
  }
  fcntl(out, F_SETFL, O_NONBLOCK);
  pair->is_used = 1;
  pair->ends[0] = script;
  pair->ends[1] = out;
  for (int side = 0; side < 2; side++)
    pair->flows[side].from = pair->flows[side].to = pair->flows[side].is_over = 0;
}

/* What an end is waited for: bytes where those before have gone, room where some have not. */
static short awaited(const struct pair *pair, int side) {
  const struct flow *in = &pair->flows[side], *out = &pair->flows[1 - side];
  return (in->from == in->to && !in->is_over ? POLLIN : 0) |
         (out->from < out->to ? POLLOUT : 0);
}

static void wait_and_serve(int door, const char *token) {
  struct pollfd watched[1 + 2 * MOST_PAIRS];
  watched[0].fd = find_room() ? door : -1;
  watched[0].events = POLLIN;
  for (int i = 0; i < 2 * MOST_PAIRS; i++) {
    const struct pair *pair = &pairs[i / 2];
    short events = pair->is_used ? awaited(pair, i % 2) : 0;
    watched[1 + i].fd = events ? pair->ends[i % 2] : -1;
    watched[1 + i].events = events;
  }
  if (poll(watched, 1 + 2 * MOST_PAIRS, -1) < 0)
    return;
  for (int i = 0; i < MOST_PAIRS; i++)
    if ((watched[1 + 2 * i].fd >= 0 && watched[1 + 2 * i].revents) ||
        (watched[2 + 2 * i].fd >= 0 && watched[2 + 2 * i].revents))
      serve_pair(&pairs[i]);
  if (watched[0].fd >= 0 && watched[0].revents)
    let_in(door, token);
}

void relay(int door, int place, const char *token) {
  int nothing = open("/dev/null", O_RDWR);
  if (nothing < 0 || fchdir(place))
    _exit(1);
  for (int standard = 0; standard < 3; standard++)
    dup2(nothing, standard);
  dup2(door, 3);
  syscall(SYS_close_range, 4, ~0U, 0);
  for (;;)
    wait_and_serve(3, token);
}
