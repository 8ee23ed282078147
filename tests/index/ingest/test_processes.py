import subprocess
import sys

import psutil

from index.ingest.processes import end, spent_by

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
