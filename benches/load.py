#!/usr/bin/env python3
"""What a run costs and what the servers see of it, on loopback (Linux; standard library only).

    cargo build --release
    benches/load.py memory 5 50 500      # peak memory for so many sites of 200 pages each
    benches/load.py trace                # requests per second and host, with a delay of one second
    benches/load.py watch COMMAND...     # wall time, CPU time and peak memory: of the program, and of its children apart
"""
import asyncio, collections, os, pathlib, random, subprocess, sys, tempfile, threading, time

AUDIT = os.environ.get("AUDIT", str(pathlib.Path(__file__).resolve().parent.parent / "target/release/audit"))
PORT, PAGES, PARAGRAPHS = 8075, 200, 24
WORDS = ("ouders leerkracht groep school gesprek samen kind klas lezen rekenen ochtend week nieuws foto middag vraag plein "
         "project welkom raad avond boek muziek bewegen thuis oefenen rapport mentor feest team herfst winter lente").split()


def host(site):
    return f"127.2.{site // 250}.{site % 250 + 1}"


def path(number):
    """Named by letters: of pages that are only numbered a run reads a part."""
    return "/" + "".join(chr(97 + int(digit)) for digit in f"{number:03}") if number else "/"


NUMBERS = {path(number): number for number in range(PAGES)}


def page(site, number):
    """Some ten kilobytes of text that no other page has, with a menu and links to twenty other pages."""
    dice = random.Random(site * 100_003 + number)
    others = [(number * 7 + n) % PAGES for n in range(1, 21)]
    links = "".join(f'<a href="{path(other)}">Bladzijde {other}</a> ' for other in others)
    body = "".join(f"<p>{' '.join(dice.choices(WORDS, k=60)).capitalize()}.</p>" for _ in range(PARAGRAPHS))
    title = f"Bladzijde {number} van school {site}"
    return (f'<!doctype html><html lang="nl"><title>{title}</title><nav>{links}</nav><main><h1>{title}</h1>{body}</main>'
            f"<footer>School {site}</footer></html>").encode()


def answer(site, asked):
    found = asked in NUMBERS
    body = page(site, NUMBERS[asked]) if found else b""
    status = "200 OK" if found else "404 Not Found"
    return f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


def serve(sites, log):
    """Serves in a thread of its own; every site is a machine of its own, 127.2.x.y."""
    up = threading.Event()

    async def talk(site, reader, writer):
        try:
            while True:
                asked = (await reader.readuntil(b"\r\n\r\n")).split(b" ", 2)[1].decode()
                log.append((time.time(), host(site), asked))
                writer.write(answer(site, asked))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def run():
        for site in range(sites):
            await asyncio.start_server(lambda r, w, site=site: talk(site, r, w), host(site), PORT)
        up.set()
        await asyncio.Event().wait()

    threading.Thread(target=lambda: asyncio.run(run()), daemon=True).start()
    up.wait()


def plan(folder, sites, settings):
    schools = "".join(f'[[school]]\nname = "School {n}"\nurl = "http://{host(n)}:{PORT}/"\n' for n in range(sites))
    file = pathlib.Path(folder, "schools.toml")
    file.write_text(f"[crawl]\nallow_private_hosts = true\n{settings}\n{schools}")
    return file


def peak(pid):
    """Highest resident size so far in MB, 0 when the process is over."""
    try:
        lines = pathlib.Path(f"/proc/{pid}/status").read_text().splitlines()
        return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0)
    except OSError:
        return 0


def children(pid):
    try:
        tasks = pathlib.Path(f"/proc/{pid}/task").iterdir()
        return [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []


def watch(command, **options):
    """Runs a command; gives exit code, wall and CPU seconds, its own peak and that of its largest child in MB."""
    begun, own, child = time.time(), 0, 0
    process = subprocess.Popen(command, **options)
    while process.poll() is None:
        own = max(own, peak(process.pid))
        child = max([child, *map(peak, children(process.pid))])
        time.sleep(0.02)
    used = os.times()
    return process.returncode, time.time() - begun, used.children_user + used.children_system, own, child


def told(measured):
    code, wall, cpu, own, child = measured
    return f"exit {code}, {wall:.1f} s wall, {cpu:.1f} s CPU, peak {own:.0f} MB, largest child {child:.0f} MB"


def memory(counts):
    log = collections.deque()
    serve(max(counts), log)
    print("| sites | pages read | wall s | peak MB | store MB |\n|---|---|---|---|---|")
    for sites in counts:
        log.clear()
        with tempfile.TemporaryDirectory() as folder:
            file = plan(folder, sites, f"delay_ms = 0\nmax_pages = {PAGES}")
            code, wall, _, own, _ = watch([AUDIT, file, "--output", f"{folder}/output", "--quiet", "--no-pdf"], stdout=subprocess.DEVNULL)
            store = os.path.getsize(f"{folder}/output/audit.sqlite") / 1e6
        pages = sum(1 for _, _, asked in log if asked in NUMBERS)
        print(f"| {sites} | {pages} | {wall:.0f} | {own:.0f} | {store:.0f} |", flush=True)
        assert code == 0


def trace():
    log = []
    serve(3, log)
    with tempfile.TemporaryDirectory() as folder:
        file = plan(folder, 3, "delay_ms = 1000\nmax_pages = 20")
        print(told(watch([AUDIT, file, "--output", f"{folder}/output", "--quiet", "--no-pdf"], stdout=subprocess.DEVNULL)))
    print("| host | requests | seconds | requests per second | most in one second | smallest gap s |\n|---|---|---|---|---|---|")
    for name in sorted({name for _, name, _ in log}):
        times = [when for when, found, _ in log if found == name]
        gaps = [later - sooner for sooner, later in zip(times, times[1:])]
        most = max(sum(1 for other in times if when <= other < when + 1) for when in times)
        span = times[-1] - times[0]
        print(f"| {name} | {len(times)} | {span:.1f} | {(len(times) - 1) / span:.2f} | {most} | {min(gaps):.3f} |")


match sys.argv[1:]:
    case ["memory", *counts]:
        memory([int(count) for count in counts] or [5, 50, 500])
    case ["trace"]:
        trace()
    case ["watch", *command] if command:
        measured = watch(command)
        print(told(measured), file=sys.stderr)
        sys.exit(measured[0])
    case _:
        sys.exit(__doc__)
