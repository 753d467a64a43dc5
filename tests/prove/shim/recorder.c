/* Preloaded into a process that writes: records what it does to the files of one folder, in order,
 * and can play a full disk.
 *
 *   PROVE_FOLDER    the folder whose files are watched
 *   PROVE_RECORD    where to append the record (none: do not record)
 *   PROVE_FULL      while this file exists, nothing in the folder can grow (ENOSPC)
 *
 * One record: kind (u32), length of the path (u32), offset (u64), length of the data (u64), path,
 * data. Kinds: 1 write, 2 sync of a file, 3 truncate (offset is the new size), 4 create, 5 unlink,
 * 6 rename (data is the new path), 7 sync of the folder. A record is made after the call returned,
 * so that nothing counts as synced which the disk had not been asked for.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_FD 4096
enum { WRITE = 1, SYNC, TRUNCATE, CREATE, UNLINK, RENAME, SYNC_FOLDER };

static const char *folder, *full;
static size_t folder_length;
static int record_fd = -1;
static char *path_of[MAX_FD];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

__attribute__((constructor)) static void begin(void) {
    folder = getenv("PROVE_FOLDER");
    full = getenv("PROVE_FULL");
    folder_length = folder ? strlen(folder) : 0;
    const char *record = getenv("PROVE_RECORD");
    if (record) record_fd = open(record, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int watched(const char *path) {
    return folder && path && strncmp(path, folder, folder_length) == 0 &&
           (path[folder_length] == '/' || path[folder_length] == 0);
}

static const char *name(int fd) {
    return fd >= 0 && fd < MAX_FD ? path_of[fd] : NULL;
}

static void note(uint32_t kind, const char *path, uint64_t offset, const void *data, uint64_t size) {
    if (record_fd < 0 || !path) return;
    uint32_t length = strlen(path);
    size_t whole = 24 + length + size;
    char *all = malloc(whole);
    memcpy(all, &kind, 4);
    memcpy(all + 4, &length, 4);
    memcpy(all + 8, &offset, 8);
    memcpy(all + 16, &size, 8);
    memcpy(all + 24, path, length);
    if (size) memcpy(all + 24 + length, data, size);
    REAL(ssize_t, write, int, const void *, size_t);
    for (size_t done = 0; done < whole;) {
        ssize_t n = real(record_fd, all + done, whole - done);
        if (n <= 0) abort();
        done += n;
    }
    free(all);
}

static int no_room(int fd, uint64_t end) {
    struct stat now;
    if (!full || !name(fd) || access(full, F_OK) != 0) return 0;
    if (strstr(name(fd), "/answers-")) return 0;
    return fstat(fd, &now) == 0 && end > (uint64_t)now.st_size;
}

static int opened(int fd, const char *path, int existed) {
    if (fd >= 0 && fd < MAX_FD && watched(path)) {
        pthread_mutex_lock(&lock);
        free(path_of[fd]);
        path_of[fd] = strdup(path);
        if (!existed) note(CREATE, path, 0, NULL, 0);
        pthread_mutex_unlock(&lock);
    }
    return fd;
}

static int creates_when_full(const char *path, int flags) {
    if (!(flags & O_CREAT) || !full || !watched(path) || access(full, F_OK) != 0) return 0;
    return access(path, F_OK) != 0 && !strstr(path, "/answers-");
}

#define OPEN(symbol) \
    int symbol(const char *path, int flags, ...) { \
        REAL(int, symbol, const char *, int, ...); \
        mode_t mode = 0; \
        if (flags & O_CREAT) { va_list more; va_start(more, flags); mode = va_arg(more, int); va_end(more); } \
        if (creates_when_full(path, flags)) { errno = ENOSPC; return -1; } \
        int existed = !watched(path) || access(path, F_OK) == 0; \
        int fd = real(path, flags, mode); \
        if (fd >= 0 && (flags & O_TRUNC) && existed && watched(path)) note(TRUNCATE, path, 0, NULL, 0); \
        return opened(fd, path, existed); \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(symbol) \
    int symbol(int at, const char *path, int flags, ...) { \
        REAL(int, symbol, int, const char *, int, ...); \
        mode_t mode = 0; \
        if (flags & O_CREAT) { va_list more; va_start(more, flags); mode = va_arg(more, int); va_end(more); } \
        if (creates_when_full(path, flags)) { errno = ENOSPC; return -1; } \
        int existed = !watched(path) || access(path, F_OK) == 0; \
        int fd = real(at, path, flags, mode); \
        return opened(fd, path, existed); \
    }
OPENAT(openat)
OPENAT(openat64)

int close(int fd) {
    REAL(int, close, int);
    if (fd >= 0 && fd < MAX_FD && path_of[fd]) {
        pthread_mutex_lock(&lock);
        free(path_of[fd]);
        path_of[fd] = NULL;
        pthread_mutex_unlock(&lock);
    }
    return real(fd);
}

static ssize_t wrote(int fd, const void *data, ssize_t n, uint64_t offset) {
    if (n > 0) note(WRITE, name(fd), offset, data, n);
    return n;
}

ssize_t write(int fd, const void *data, size_t size) {
    REAL(ssize_t, write, int, const void *, size_t);
    if (!name(fd)) return real(fd, data, size);
    pthread_mutex_lock(&lock);
    struct stat now;
    int appends = fcntl(fd, F_GETFL) & O_APPEND;
    fstat(fd, &now);
    uint64_t offset = appends ? (uint64_t)now.st_size : (uint64_t)lseek(fd, 0, SEEK_CUR);
    ssize_t n = -1;
    if (no_room(fd, offset + size)) errno = ENOSPC;
    else n = wrote(fd, data, real(fd, data, size), offset);
    pthread_mutex_unlock(&lock);
    return n;
}

#define PWRITE(symbol, type) \
    ssize_t symbol(int fd, const void *data, size_t size, type offset) { \
        REAL(ssize_t, symbol, int, const void *, size_t, type); \
        if (!name(fd)) return real(fd, data, size, offset); \
        pthread_mutex_lock(&lock); \
        ssize_t n = -1; \
        if (no_room(fd, (uint64_t)offset + size)) errno = ENOSPC; \
        else n = wrote(fd, data, real(fd, data, size, offset), offset); \
        pthread_mutex_unlock(&lock); \
        return n; \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define SYNCING(symbol) \
    int symbol(int fd) { \
        REAL(int, symbol, int); \
        if (!name(fd)) return real(fd); \
        pthread_mutex_lock(&lock); \
        int failed = real(fd); \
        if (!failed) note(strcmp(name(fd), folder) ? SYNC : SYNC_FOLDER, name(fd), 0, NULL, 0); \
        pthread_mutex_unlock(&lock); \
        return failed; \
    }
SYNCING(fsync)
SYNCING(fdatasync)

#define TRUNCATING(symbol, type) \
    int symbol(int fd, type size) { \
        REAL(int, symbol, int, type); \
        if (!name(fd)) return real(fd, size); \
        pthread_mutex_lock(&lock); \
        int failed = real(fd, size); \
        if (!failed) note(TRUNCATE, name(fd), size, NULL, 0); \
        pthread_mutex_unlock(&lock); \
        return failed; \
    }
TRUNCATING(ftruncate, off_t)
TRUNCATING(ftruncate64, off64_t)

int unlink(const char *path) {
    REAL(int, unlink, const char *);
    int failed = real(path);
    if (!failed && watched(path)) {
        pthread_mutex_lock(&lock);
        note(UNLINK, path, 0, NULL, 0);
        pthread_mutex_unlock(&lock);
    }
    return failed;
}

int rename(const char *from, const char *to) {
    REAL(int, rename, const char *, const char *);
    int failed = real(from, to);
    if (!failed && watched(from)) {
        pthread_mutex_lock(&lock);
        note(RENAME, from, 0, to, strlen(to));
        pthread_mutex_unlock(&lock);
    }
    return failed;
}
