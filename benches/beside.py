#!/usr/bin/env python3
"""Other readers on the files of `cargo bench --bench extract`, in the same units: pages or MB per second of processor time.

    cargo build --release && benches/beside.py [AUDIT]     # needs pdftotext; pip install trafilatura beautifulsoup4 lxml lxml_html_clean
"""
import pathlib, resource, subprocess, sys, time

root = pathlib.Path(__file__).resolve().parent.parent
audit = sys.argv[1] if len(sys.argv) > 1 else str(root / "target/release/audit")
pages = [p.read_text("utf-8", "replace") for p in sorted((root / "tests/demo-sites").rglob("*.html"))]
pdfs = sorted((root / "tests/demo-sites").rglob("*.pdf")) + [pathlib.Path(p) for p in sys.argv[2:]]
size = sum(p.stat().st_size for p in pdfs) / 1e6


def in_process(name, read, rounds=5):
    begun = time.process_time()
    for _ in range(rounds):
        for page in pages:
            read(page)
    print(f"{name:36} {len(pages) * rounds / (time.process_time() - begun):8.0f} pages/s")


def as_program(name, command, rounds=5):
    before, peak = resource.getrusage(resource.RUSAGE_CHILDREN), 0
    for _ in range(rounds):
        for pdf in pdfs:
            process = subprocess.Popen(command(pdf), stdin=open(pdf, "rb"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            peak = max(peak, resource_of(process))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{name:36} {size * rounds / seconds:8.2f} MB/s   peak {peak / 1024:.0f} MB   {seconds / rounds / len(pdfs) * 1000:.1f} ms a file")


def resource_of(process):
    import os
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return usage.ru_maxrss


as_program("audit (child process and all)", lambda pdf: [audit, "__read-document"])
as_program("pdftotext", lambda pdf: ["pdftotext", "-", "-"])
as_program("pdftotext -layout", lambda pdf: ["pdftotext", "-layout", "-", "-"])
try:
    import bs4, trafilatura
    in_process("trafilatura", lambda page: trafilatura.extract(page), 2)
    in_process("beautifulsoup4 with lxml, all text", lambda page: bs4.BeautifulSoup(page, "lxml").get_text(" "), 2)
except ImportError as error:
    print("not measured:", error)
