"""The only place that touches the file system.

One method is one effect, so that a test can record it, make it fail, or leave one safeguard out.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl

FILE_MODE = 0o600
FOLDER_MODE = 0o700

# A name of our own, unpredictable, so that nobody can put a link in its place beforehand.
_TEMPORARY = re.compile(r"\.(?P<of>.+)\.[0-9a-f]{16}\.tmp", re.DOTALL)

_FLAGS = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_FOLDER = getattr(os, "O_DIRECTORY", 0)

StatKey = tuple[int, int, int, int]
"""Device, inode, size and time of change: one of them differs when a file was replaced or written."""


def temporary_beside(path: Path) -> Path:
    """Return a fresh hidden name in the folder of `path`."""
    return path.with_name(f".{path.name}.{os.urandom(8).hex()}.tmp")


def temporary_for(name: str) -> str | None:
    """Return the name of the file that a temporary one was to become, or None if it is no temporary one."""
    match = _TEMPORARY.fullmatch(name)
    return match["of"] if match else None


class Disk:
    """The file system. Every method raises OSError as the system does.

    Files are made 0600 and folders 0700 whatever the umask says. Open files are plain descriptors.
    """

    # Reading

    def read(self, path: Path, start: int = 0, size: int = -1) -> bytes:
        """Return what is in `path`, from the byte `start` on; where given, `size` bytes at most."""
        with path.open("rb", buffering=0) as file:
            file.seek(start)
            return file.read(size)

    def read_parts(self, path: Path, lengths: Sequence[int]) -> list[bytes]:
        """Return what is in `path` in parts so long, from its beginning on, and all the rest as the last."""
        with path.open("rb") as file:  # buffered, as the system may give less at once than it is asked for
            return [*map(file.read, lengths), file.read()]

    def stat_key(self, path: Path) -> StatKey | None:
        """Return what tells one state of `path` from another, or None where nothing is."""
        try:
            found = path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns

    def is_there(self, path: Path) -> bool:
        """Say whether anything has this name, a dangling link included."""
        try:
            path.lstat()
        except (FileNotFoundError, NotADirectoryError):
            return False
        return True

    def is_plain_file(self, path: Path) -> bool:
        """Say whether `path` itself, not what it may link to, is a regular file."""
        try:
            return stat.S_ISREG(path.lstat().st_mode)
        except (FileNotFoundError, NotADirectoryError):
            return False

    def may_write(self, path: Path) -> bool:
        """Say whether the file or folder `path` may be written, as far as the system tells beforehand."""
        return os.access(path, os.W_OK)

    def names(self, folder: Path) -> list[str]:
        """Return the names in `folder`, sorted; none where there is no folder."""
        try:
            return sorted(path.name for path in folder.iterdir())
        except FileNotFoundError:
            return []

    # Open files

    def create(self, path: Path) -> int:
        """Make a new file for reading and writing. Whatever has this name already, a link too, is refused."""
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _NO_LINK | _FLAGS, FILE_MODE)
        if hasattr(os, "fchmod"):
            with suppress(OSError):  # a stick may know no modes; elsewhere the one above is never too wide
                os.fchmod(descriptor, FILE_MODE)
        return descriptor

    def open(self, path: Path) -> int:
        """Open an existing file for reading and writing. A link is refused: our own files never are one."""
        return os.open(path, os.O_RDWR | _NO_LINK | _FLAGS)

    def length(self, descriptor: int) -> int:
        """Return how long an open file is. A network file system asks anew when a file is opened."""
        return os.fstat(descriptor).st_size

    def write(self, descriptor: int, data: bytes, at: int = 0) -> None:
        """Write all of `data` at the offset `at`, however many calls it takes."""
        os.lseek(descriptor, at, os.SEEK_SET)
        rest = memoryview(data)
        while rest:
            written = os.write(descriptor, rest)
            if written == 0:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            rest = rest[written:]

    def truncate(self, descriptor: int, length: int) -> None:
        """Cut the file at `length`."""
        os.ftruncate(descriptor, length)

    def sync_data(self, descriptor: int) -> None:
        """Return once the file's content, and what is needed to read it, would survive a power cut."""
        if hasattr(os, "fdatasync"):
            os.fdatasync(descriptor)
        else:
            self.sync(descriptor)

    def sync(self, descriptor: int) -> None:
        """Return once the file would survive a power cut as it is."""
        if sys.platform == "darwin":
            try:
                # fsync alone leaves the data in the drive's own cache there.
                fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            except OSError:  # a file system without it
                os.fsync(descriptor)
        else:
            os.fsync(descriptor)

    def try_lock(self, descriptor: int) -> bool:
        """Lock an open file against every other program, or say that one has it. Closing unlocks."""
        if sys.platform == "win32":
            raise NotImplementedError("lock.py asks the filelock package there")
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def has_name(self, descriptor: int, path: Path) -> bool:
        """Say whether `path` is still the name of an open file."""
        try:
            return os.path.samestat(os.fstat(descriptor), path.stat())
        except FileNotFoundError:
            return False

    def close(self, descriptor: int) -> None:
        """Close an open file."""
        os.close(descriptor)

    # Names

    def replace(self, source: Path, target: Path) -> None:
        """Give `source` the name `target`, in one step, over whatever had that name."""
        source.replace(target)

    def link(self, path: Path, second: Path) -> None:
        """Give a file a second name. Whatever has that name already is refused."""
        second.hardlink_to(path)

    def unlink(self, path: Path) -> None:
        """Remove a name."""
        path.unlink()

    def mkdir(self, path: Path) -> None:
        """Make one folder, for its owner only."""
        path.mkdir(FOLDER_MODE)
        with suppress(OSError):  # as for files
            path.chmod(FOLDER_MODE)

    def rmdir(self, path: Path) -> None:
        """Remove an empty folder."""
        path.rmdir()

    def sync_folder(self, folder: Path) -> None:
        """Return once the names in `folder` would survive a power cut as they are."""
        if sys.platform == "win32":
            return  # has no such call; its file systems write names in order
        descriptor = os.open(folder, os.O_RDONLY | _FOLDER | _FLAGS)
        try:
            os.fsync(descriptor)
        except OSError as error:
            # Some network file systems know no such call.
            if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
                raise
        finally:
            os.close(descriptor)

    # What the effects above are put together to

    def make_folders(self, path: Path) -> None:
        """Make `path` and the missing folders above it, for good."""
        if path.is_dir():
            return
        self.make_folders(path.parent)
        try:
            self.mkdir(path)
        except FileExistsError:
            if not path.is_dir():  # otherwise another program was quicker
                raise
        self.sync_folder(path.parent)

    def settle_folders(self, path: Path) -> None:
        """Make the name of the folder `path` last, and of those above it that may be looked into.

        Somebody else may just have made them, or a run that died before `make_folders` was done.
        """
        for folder in path.parents:
            with suppress(OSError):
                self.sync_folder(folder)

    def write_new(self, path: Path, data: bytes) -> None:
        """Make the file `path` with this content, for good. Refuses to touch anything that is there.

        When it fails, nothing of it is left. Whoever dies over it leaves no half file of this name, only a
        temporary one, which goes the next time.
        """
        with suppress(OSError):  # a folder may not be looked into, and be written in all the same
            self.remove_leftovers(path)
        temporary = self.write_beside(path, data)
        try:
            self._name_new(temporary, path)
        finally:
            self.forget(temporary)
        try:
            self.sync_folder(path.parent)
        except BaseException:
            self.forget(path)
            raise

    def _name_new(self, temporary: Path, path: Path) -> None:
        """Give a file a name that nothing has yet."""
        try:
            self.link(temporary, path)
        except FileExistsError:
            raise
        except OSError:
            # Where no file has two names, an empty one takes the name first: nobody else can have it then.
            self.close(self.create(path))
            try:
                self.replace(temporary, path)
            except BaseException:
                self.forget(path)
                raise

    def write_whole(self, path: Path, data: bytes) -> None:
        """Put this content in the place of `path`, for good: a reader sees the old file or the new one.

        When it fails before the new name is given, the old file is as it was and the new one is gone.
        """
        self.put_in_place(self.write_beside(path, data), path)

    def write_beside(self, path: Path, data: bytes) -> Path:
        """Write a temporary file beside `path`, for good, and return its name."""
        temporary = temporary_beside(path)
        descriptor = self.create(temporary)
        try:
            self.write(descriptor, data)
            self.sync(descriptor)
        except BaseException:
            self._give_up(descriptor, temporary)
            raise
        self.close(descriptor)
        return temporary

    def put_in_place(self, temporary: Path, path: Path) -> None:
        """Give what `write_beside` wrote its name, for good."""
        try:
            self.replace(temporary, path)
        except BaseException:
            self.forget(temporary)
            raise
        self.sync_folder(path.parent)

    def set_aside(self, path: Path, name: str) -> Path:
        """Rename `path`, within its folder, to `name` or the first `name-2`, `name-3` … that is free.

        Returns:
            Where it is now.
        """
        target = self._free(path, name)
        self.replace(path, target)
        self.sync_folder(path.parent)
        return target

    def keep_aside(self, path: Path, name: str) -> Path:
        """Keep what is in `path` under another name too, for good, for when something takes its place.

        Where the file system knows no second names it is copied.

        Returns:
            The other name: `name`, or the first `name-2`, `name-3` … that is free.
        """
        target = self._free(path, name)
        try:
            self.link(path, target)
        except OSError:
            self.write_new(target, self.read(path))
        self.sync_folder(path.parent)
        return target

    def remove_leftovers(self, path: Path) -> None:
        """Remove the temporary files that a dead run left beside `path`. Call it under the lock."""
        for name in self.names(path.parent):
            if temporary_for(name) == path.name:
                self.forget(path.with_name(name))

    def forget(self, path: Path) -> None:
        """Remove a file that nobody will miss, if it can be removed."""
        with suppress(OSError):
            self.unlink(path)

    def _free(self, path: Path, name: str) -> Path:
        target, number = path.with_name(name), 1
        while self.is_there(target):
            number += 1
            target = path.with_name(f"{name}-{number}")
        return target

    def _give_up(self, descriptor: int, path: Path) -> None:
        with suppress(OSError):  # what went wrong before is what matters
            self.close(descriptor)
        self.forget(path)
