import multiprocessing as mp
import subprocess
import sys

import psutil

from index.ingest.processes import end, heard, spent_by, takes

#: Works for a while, then starts another, which waits like itself.
PARENT = """
import subprocess, sys
sum(i * i for i in range(2_000_000))
other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print(other.pid, flush=True)
other.wait()
"""


def test_a_process_ends_with_what_it_started():
    process = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True)
    with process:
        other = psutil.Process(int(process.stdout.readline()))
        spent = spent_by(process.pid)
        used = spent()
        assert used > 0.0
        end(process.pid)
        assert process.wait(60) != 0
        psutil.wait_procs([other], 60)
        assert not other.is_running() or other.status() == psutil.STATUS_ZOMBIE
        assert spent() >= used, "what is gone keeps its last word"


def test_a_process_that_is_gone():
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    assert spent_by(process.pid)() == 0.0
    end(process.pid)


def test_who_says_something_is_heard_and_who_has_gone():
    lines = [mp.Pipe() for _ in range(3)]
    ours = [line for line, _ in lines]
    assert heard(ours) == heard([]) == []
    lines[1][1].send_bytes(b"a word")
    assert heard(ours) == [ours[1]]
    lines[2][1].close()
    assert heard(ours, 5.0) == ours[1:]
    assert ours[1].recv_bytes() == b"a word"
    assert heard(ours) == [ours[2]]


def test_a_line_takes_no_more_than_it_holds():
    line, other = mp.Pipe()
    assert takes(line)
    while takes(line):
        line.send_bytes(b"x" * 4000)
    other.recv_bytes()
