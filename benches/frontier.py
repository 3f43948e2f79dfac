#!/usr/bin/env python3
"""How soon the levels are those of the whole site: budget against the share of levels that are the same, and pages fetched.

    frontier.py SITES... [--audit PROGRAM] [--today 2026-11-24] [--budgets 10,20,40,80] [--differ]

Each of SITES is a folder with one folder per site, as `pad.py` writes them (served on loopback, 127.7.0.N; `https://NAME.example` in
them becomes that address), `demo` for the bundled example, or an address. A folder name followed by `:NAME=TITLE` tells which of its
sites is the organisation's: `padded/dewaldsang:de-waldsang=Stichting De Wâldsang`.
The last rows are the ordinary audit, which stops when a site is settled, and `--thorough`, by which all are measured.
"""
import argparse, http.server, json, pathlib, resource, subprocess, tempfile, threading, time

TYPES = {".css": "text/css", ".xml": "application/xml", ".txt": "text/plain", ".png": "image/png", ".pdf": "application/pdf"}
MOST = 5000


class Folder:
    """The sites of one folder, each on an address of its own."""

    def __init__(self, text, port):
        path, _, own = text.partition(":")
        self.sites = sorted(f for f in pathlib.Path(path).iterdir() if f.joinpath("index.html").is_file())
        self.own, _, self.title = own.partition("=")
        self.address = {s.name: f"http://127.7.0.{n + 1}:{port}" for n, s in enumerate(self.sites)}
        for n, site in enumerate(self.sites):
            server = http.server.ThreadingHTTPServer((f"127.7.0.{n + 1}", port), self.handler(site))
            server.daemon_threads = True
            threading.Thread(target=server.serve_forever, daemon=True).start()

    def body(self, site, path):
        name, _, query = path.lstrip("/").partition("?")
        file = site / (f"{name}@{query}" if query else name)
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            return None
        data = file.read_bytes()
        if file.suffix not in (".png", ".pdf"):
            for name, address in self.address.items():
                for spelling in (f"https://{name}.example", f"http://www.{name}.example"):
                    data = data.replace(spelling.encode(), address.encode())
        return TYPES.get(file.suffix, "text/html"), data

    def handler(self, site):
        folder = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                kind, data = folder.body(site, self.path) or (None, b"<title>Pagina niet gevonden</title>")
                self.send_response(200 if kind else 404)
                self.send_header("content-type", kind or "text/html")
                self.send_header("content-length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_):
                pass

        return Handler

    def plan(self):
        schools = [s.name for s in self.sites if s.name != self.own]
        text = f'[organisation]\nname = "{self.title}"\nurl = "{self.address[self.own]}/"\n' if self.own else ""
        return text + "".join(f'[[school]]\nname = "{s}"\nurl = "{self.address[s]}/"\n' for s in schools)


def plan(address):
    return f'[[school]]\nname = "{address.split("/")[2]}"\nurl = "{address}"\n'


def run(o, source, more):
    """Levels by school and indicator, pages by school, CPU seconds and how visits ended."""
    with tempfile.TemporaryDirectory() as folder:
        command = [o.audit, "demo"] if source == "demo" else [o.audit, f"{folder}/schools.toml"]
        if source != "demo":
            text = source.plan() if isinstance(source, Folder) else plan(source)
            pathlib.Path(folder, "schools.toml").write_text(text + "[crawl]\ndelay_ms = 0\nallow_private_hosts = true\n", encoding="utf-8")
        before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.time()
        done = subprocess.run([*command, "--output", f"{folder}/out", "--today", o.today, "--quiet", "--no-pdf", "--render", "never", *(["--rubric", o.rubric] if o.rubric else []), *more], capture_output=True, text=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode:
            raise SystemExit(f"the program ended with {done.returncode}: {done.stderr[-800:]}")
        found = json.loads(pathlib.Path(folder, "out/results.json").read_text(encoding="utf-8"))
    levels = {(s["id"], i["id"]): (i["status"], i["level"]) for s in found["schools"] for i in s["indicators"]}
    pages = {s["id"]: s["crawl"]["pages"] + s["crawl"]["documents"] for s in found["schools"]}
    ends = {s["id"]: s["crawl"].get("stopped", "?") for s in found["schools"]}
    return levels, pages, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, ends


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("sites", nargs="+"); p.add_argument("--audit", default=str(pathlib.Path(__file__).resolve().parent.parent / "target/release/audit"))
    p.add_argument("--today", default="2026-11-24"); p.add_argument("--budgets", default="10,20,40,80"); p.add_argument("--port", type=int, default=8970); p.add_argument("--differ", action="store_true"); p.add_argument("--rubric")
    o = p.parse_args()
    sources = [s if s == "demo" or s.startswith("http") else Folder(s, o.port + n) for n, s in enumerate(o.sites)]
    rows = {b: ["--max-pages", b, "--thorough"] for b in o.budgets.split(",")} | {"settled": ["--max-pages", str(MOST)], "all": ["--max-pages", str(MOST), "--thorough"]}
    found = {name: [run(o, s, more) for s in sources] for name, more in rows.items()}
    print(f"{'budget':8} {'same levels':>20} {'lower':>6} {'higher':>6} {'pages':>6} {'of all':>7} {'CPU s':>6}")
    for name in rows:
        same = lower = higher = total = 0
        for n in range(len(sources)):
            whole = found["all"][n][0]
            for key, level in found[name][n][0].items():
                total += 1
                same += level == whole[key]
                lower += (level[1] or 0) < (whole[key][1] or 0)
                higher += (level[1] or 0) > (whole[key][1] or 0)
                if o.differ and level != whole[key]:
                    print("   ", name, *key, level, "all:", whole[key])
        pages, every = (sum(sum(r[1].values()) for r in found[which]) for which in (name, "all"))
        print(f"{name:8} {same:5} of {total:4} ({same / total:6.1%}) {lower:6} {higher:6} {pages:6} {pages / every:7.1%} {sum(r[2] for r in found[name]):6.2f}")
    if o.differ:
        for n in range(len(sources)):
            print({k: (v, found["settled"][n][3][k], found["all"][n][1][k]) for k, v in found["settled"][n][1].items()})


if __name__ == "__main__":
    main()
