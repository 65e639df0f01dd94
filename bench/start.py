"""How long `kaohe --help` takes, as whole processes: least and median of 20."""

import statistics
import subprocess
import sys
import time
from pathlib import Path


def seconds() -> float:
    start = time.perf_counter()
    subprocess.run([Path(sys.executable).with_name("kaohe"), "--help"], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


times = [seconds() for _ in range(20)]
print(f"kaohe --help: least {min(times):.3f} s, median {statistics.median(times):.3f} s")
