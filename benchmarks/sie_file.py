"""How fast SIE files are read, and in how much memory: a seeded file, each way in its own process.

python -m benchmarks.sie_file [--vouchers 50000]

Processor seconds, since the machine may be shared.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from enslinje.exchange import sie

HEAD = """#FLAGGA 0
#SIETYP 4
#RAR 0 20210101 20211231
#KONTO 1930 "Bank"
#KONTO 3911 "Hyror"
#OBJEKT 1 "10" "Väst"
"""
VOUCHER = """#VER A {number} 2021{month:02}15 "Hyra, område {number}" 20210202 "Åsa"
{{
#TRANS 1930 {{}} 100.00 "" "Väst" 1
#TRANS 3911 {{1 "10"}} -60.00
#TRANS 3911 {{1 "10"}} -40.00 20210115 "Väst"
}}
"""
RECORDS = 4


def main() -> None:
    """Measure both ways, or one of them in this process."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.sie_file", description=__doc__)
    options.add_argument("--vouchers", type=int, default=50_000)
    options.add_argument("--way", choices=("check", "read"))
    chosen = options.parse_args()
    if chosen.way:
        measure(chosen.way, chosen.vouchers)
        return
    for way in ("check", "read"):
        again = [sys.executable, "-m", "benchmarks.sie_file", "--way", way]
        subprocess.run([*again, "--vouchers", str(chosen.vouchers)], check=True)


def measure(way: str, vouchers: int) -> None:
    """Print what one way takes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "stor.se"
        with path.open("wb") as file:
            file.write(HEAD.encode("cp437"))
            for number in range(1, vouchers + 1):
                text = VOUCHER.format(number=number, month=number % 12 + 1)
                file.write(text.encode("cp437"))
        begun = time.process_time()
        found = getattr(sie, way)(path)
        seconds = time.process_time() - begun
        report = found if way == "check" else found.report
        assert report.is_whole
        size = path.stat().st_size
    records = vouchers * RECORDS
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{way:<6} {size / 1e6:.1f} MB, {records} records: {seconds:.2f} s, "
        f"{records / seconds:.0f} records a second, peak {peak} MiB"
    )


if __name__ == "__main__":
    main()
