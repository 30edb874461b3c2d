"""Child processes that never outlive the recorder."""

import ctypes
import os
import resource
import signal
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


def die_with_parent():
    """In a child: be told to stop when the parent is gone, also after kill -9.

    To the kernel the parent is the thread that forked, not its process.
    """
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


class Processes:
    def __init__(self, environment, folder):
        self.environment = environment
        self._folder = folder
        self._running = []
        # One thread that lives as long as we do starts all of them: a fault's own thread ends
        # with the fault, and its children would be told to stop.
        self._starter = ThreadPoolExecutor(max_workers=1)

    def start(self, command, memory=None, output=subprocess.DEVNULL):
        def prepare():
            die_with_parent()
            if memory:
                resource.setrlimit(resource.RLIMIT_AS, (memory, memory))

        process = self._starter.submit(
            subprocess.Popen,
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=self._folder,
            env=self.environment,
            start_new_session=True,
            preexec_fn=prepare,
        ).result()
        self._running.append(process)
        return process

    def stop(self, process):
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            pass
        _kill_group(process)
        self._running.remove(process)

    def wait(self, process, seconds=30):
        process.wait(seconds)
        self._running.remove(process)

    def close(self):
        for process in self._running:
            process.terminate()
        for process in self._running:
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                pass
            _kill_group(process)
        self._running.clear()


def _kill_group(process):
    """Also the children that a dead leader left behind; the group has the leader's number."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()


def children(pid):
    with open("/proc/%d/task/%d/children" % (pid, pid), encoding="ascii") as listed:
        return [int(child) for child in listed.read().split()]


def until(what, condition, seconds=15):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError("waited %d s in vain: %s" % (seconds, what))
        time.sleep(0.05)
