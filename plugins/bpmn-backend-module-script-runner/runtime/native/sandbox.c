/*
 * The zygote of an interpreter, without the interpreter: forks a sandbox of its own for each script, in which the interpreter goes on. Written in C
 * because every page that an interpreter touches on the way would have to be copied, and because R cannot do it at all.
 *
 * Commands are lines on descriptor 0 (`run TOKEN`, `kill TOKEN`, `done TOKEN`), answers lines of JSON on descriptor 3. The same in Python:
 * python/runner/zygote.py and sandbox.py, but for scripts that may reach hosts: see relay.c.
 *
 * cc -O2 -shared -fPIC -o sandbox.so sandbox.c relay.c
 */
#define _GNU_SOURCE
#include "relay.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#define ANSWERS 3
#define TOKEN 64
#define MOST_RUNNING 1024
#define MOST_FILTER 4096
#define NEW_NAMESPACES                                                         \
  (CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC |               \
   CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET)

struct running {
  char token[TOKEN];
  pid_t pid;
};

static struct running running[MOST_RUNNING];
static struct sock_filter filter[MOST_FILTER];
static struct sock_fprog program = {0, filter};
static int has_network;

static int put(const char *path, const char *text) {
  int file = open(path, O_WRONLY | O_CLOEXEC);
  if (file < 0)
    return -1;
  ssize_t written = write(file, text, strlen(text));
  close(file);
  return written < 0 ? -1 : 0;
}

static int map_user(unsigned uid, unsigned gid) {
  char map[64];
  if (put("/proc/self/setgroups", "deny"))
    return -1;
  snprintf(map, sizeof map, "%u %u 1", uid, uid);
  if (put("/proc/self/uid_map", map))
    return -1;
  snprintf(map, sizeof map, "%u %u 1", gid, gid);
  return put("/proc/self/gid_map", map);
}

int greet(const char *path, const char *token, const char *kind) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  char greeting[TOKEN + 16];
  int length = snprintf(greeting, sizeof greeting, "%s %s\n", token, kind);
  int stream = socket(AF_UNIX, SOCK_STREAM, 0);
  strncpy(address.sun_path, path, sizeof address.sun_path - 1);
  if (stream >= 0 &&
      !connect(stream, (struct sockaddr *)&address, sizeof address) &&
      write(stream, greeting, length) == length)
    return stream;
  close(stream);
  return -1;
}

static int greet_for(const char *token, const char *kind) {
  return greet("/channel/socket", token, kind);
}

/* Folders that nobody else sees, each with the size that is named after it: "PATH SIZE\n...". */
static int mount_own(const char *folders) {
  if (mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, 0) ||
      mount("tmpfs", "/channel", "tmpfs", MS_RDONLY | MS_NOSUID | MS_NODEV,
            "size=4096,mode=0500"))
    return -1;
  char path[256], options[128];
  unsigned long size;
  int used;
  for (; sscanf(folders, "%255s %lu\n%n", path, &size, &used) == 2;
       folders += used) {
    snprintf(options, sizeof options, "size=%lu,nr_inodes=20000,mode=1777", size);
    if (mount("tmpfs", path, "tmpfs", MS_NOSUID | MS_NODEV, options))
      return -1;
  }
  return 0;
}

static int give_up_rights(void) {
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct none[2];
  memset(none, 0, sizeof none);
  prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  for (int capability = 0; prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) == 0;
       capability++) {
  }
  return syscall(SYS_capset, &header, none) ||
         prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) ||
         prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
}

/* The part of a script's process that is still ours. */
static void become_script(int channel, int out, int err) {
  prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
  int nothing = open("/dev/null", O_RDONLY);
  dup2(nothing, 0);
  dup2(out, 1);
  dup2(err, 2);
  /* Where it is always found; the answers of the zygote are closed by this. */
  dup2(channel, 3);
  syscall(SYS_close_range, 4, ~0U, 0);
}

/* Ends when the script does, whatever it has left behind: that dies with this process, the first of its namespaces. */
static void wait_for(const char *token, pid_t pid) {
  struct rusage usage;
  int status;
  pid_t ended;
  do {
    ended = wait4(-1, &status, 0, &usage);
  } while (ended != pid && (ended > 0 || errno == EINTR));
  double cpu = usage.ru_utime.tv_sec * 1e3 + usage.ru_utime.tv_usec / 1e3 +
               usage.ru_stime.tv_sec * 1e3 + usage.ru_stime.tv_usec / 1e3;
  char code[16] = "null", signal[16] = "null";
  if (WIFEXITED(status))
    snprintf(code, sizeof code, "%d", WEXITSTATUS(status));
  else
    snprintf(signal, sizeof signal, "%d", WTERMSIG(status));
  dprintf(ANSWERS,
          "{\"ended\":\"%s\",\"code\":%s,\"signal\":%s,\"cpu\":%.1f,\"memory\":%ld}\n",
          token, code, signal, cpu, usage.ru_maxrss * 1024L);
}

/* A process beside that of the script, which sees as little of it as of this one. */
static int begin_relay(int door, int place, const char *token) {
  pid_t pid = fork();
  if (pid == 0)
    relay(door, place, token);
  close(door);
  close(place);
  return pid < 0;
}

/* The first process of the new namespaces. Returns in the process of the script only. */
static void begin(const char *token, const char *folders, unsigned uid, unsigned gid) {
  int channel = -1, out = -1, err = -1, door = -1, place = -1;
  pid_t pid = -1;
  const char *what = "user";
  if (map_user(uid, gid))
    goto bad;
  what = "network";
  if (has_network && ((door = open_door()) < 0 || (place = remember_place()) < 0))
    goto bad;
  what = "channel";
  if ((channel = greet_for(token, "channel")) < 0 ||
      (out = greet_for(token, "out")) < 0 || (err = greet_for(token, "err")) < 0)
    goto bad;
  what = "mount";
  if (mount_own(folders) || chdir("/job"))
    goto bad;
  what = "rights";
  if (give_up_rights())
    goto bad;
  signal(SIGCHLD, SIG_DFL);
  /* Whoever is in the sandbox must not look into this process. */
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  what = "fork";
  if (has_network && begin_relay(door, place, token))
    goto bad;
  if ((pid = fork()) < 0)
    goto bad;
  if (pid == 0) {
    become_script(channel, out, err);
    return;
  }
  close(channel);
  close(out);
  close(err);
  wait_for(token, pid);
  _exit(0);
bad:
  dprintf(ANSWERS, "{\"failed\":\"%s\",\"message\":\"%s: %s\"}\n", token, what,
          strerror(errno));
  _exit(1);
}

static struct running *find(const char *token) {
  for (int i = 0; i < MOST_RUNNING; i++)
    if (strcmp(running[i].token, token) == 0)
      return &running[i];
  return 0;
}

/* Returns whether the caller is a script now. */
static int obey(const char *line, const char *folders) {
  char verb[8], token[TOKEN];
  if (sscanf(line, "%7s %63s", verb, token) != 2)
    return 0;
  if (strcmp(verb, "run") != 0) {
    struct running *known = find(token);
    if (known) {
      if (strcmp(verb, "kill") == 0)
        kill(known->pid, SIGKILL);
      known->token[0] = 0;
    }
    return 0;
  }
  struct running *place = find("");
  unsigned uid = getuid(), gid = getgid();
  pid_t pid = place ? syscall(SYS_clone, NEW_NAMESPACES | SIGCHLD, 0, 0, 0, 0) : -1;
  if (pid == 0) {
    begin(token, folders, uid, gid);
    return 1;
  }
  if (pid < 0) {
    dprintf(ANSWERS, "{\"failed\":\"%s\",\"message\":\"clone: %s\"}\n", token,
            strerror(errno));
    return 0;
  }
  strcpy(place->token, token);
  place->pid = pid;
  dprintf(ANSWERS, "{\"began\":\"%s\",\"pid\":%d}\n", token, pid);
  return 0;
}

static int read_filter(const char *path) {
  int file = open(path, O_RDONLY | O_CLOEXEC);
  ssize_t size = file < 0 ? -1 : read(file, filter, sizeof filter);
  close(file);
  program.len = size / sizeof filter[0];
  return size > 0 && size < (ssize_t)sizeof filter;
}

/*
 * Does as it is told until nobody is there to tell; then the process ends. Returns in each script, whose channel is descriptor 3. The filter
 * is what must not be missing: without it nothing is run.
 */
void serve(char **filter_path, char **folders, int *may_have_network) {
  char line[256];
  size_t used = 0;
  has_network = *may_have_network;
  if (!read_filter(filter_path[0]) || dup2(1, ANSWERS) < 0)
    _exit(1);
  signal(SIGCHLD, SIG_IGN);
  for (;;) {
    ssize_t got = read(0, line + used, sizeof line - 1 - used);
    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0)
      _exit(0);
    used += got;
    line[used] = 0;
    char *end;
    while ((end = strchr(line, '\n'))) {
      *end = 0;
      if (obey(line, folders[0]))
        return;
      used -= end + 1 - line;
      memmove(line, end + 1, used + 1);
    }
    if (used == sizeof line - 1)
      _exit(1);
  }
}

/* What a language without these calls needs: for R. */

void set_limits(double *cpu, double *memory, double *file_size, int *files, int *processes, int *failed) {
  unsigned long pages = 0;
  FILE *own = fopen("/proc/self/statm", "r");
  if (!own || fscanf(own, "%lu", &pages) != 1)
    *failed = 1;
  if (own)
    fclose(own);
  double used = (double)pages * sysconf(_SC_PAGESIZE);
  struct {
    int resource;
    rlim_t soft, hard;
  } limits[] = {
      {RLIMIT_CORE, 0, 0},
      {RLIMIT_CPU, (rlim_t)*cpu, (rlim_t)*cpu + 1},
      {RLIMIT_AS, (rlim_t)(used + *memory), (rlim_t)(used + *memory)},
      {RLIMIT_FSIZE, (rlim_t)*file_size, (rlim_t)*file_size},
      {RLIMIT_NOFILE, *files, *files},
      {RLIMIT_NPROC, *processes, *processes},
      {RLIMIT_MEMLOCK, 0, 0},
      {RLIMIT_MSGQUEUE, 0, 0},
      {RLIMIT_RTPRIO, 0, 0},
  };
  for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
    struct rlimit limit = {limits[i].soft, limits[i].hard};
    if (setrlimit(limits[i].resource, &limit))
      *failed = 1;
  }
}

void read_bytes(int *descriptor, int *length, unsigned char *bytes, int *got) {
  *got = 0;
  while (*got < *length) {
    ssize_t part = read(*descriptor, bytes + *got, *length - *got);
    if (part < 0 && errno == EINTR)
      continue;
    if (part <= 0)
      return;
    *got += part;
  }
}

void is_told(int *descriptor, int *told) {
  struct pollfd place = {*descriptor, POLLIN, 0};
  *told = poll(&place, 1, 0) != 0;
}

void write_bytes(int *descriptor, int *length, unsigned char *bytes, int *failed) {
  int done = 0;
  while (done < *length) {
    ssize_t part = write(*descriptor, bytes + done, *length - done);
    if (part < 0 && errno == EINTR)
      continue;
    if (part <= 0) {
      *failed = 1;
      return;
    }
    done += part;
  }
}

void end_process(int *code) { _exit(*code); }
