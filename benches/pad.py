#!/usr/bin/env python3
"""Grows websites as real school sites are grown: with years of news, photo albums and a calendar around the pages that matter.

    pad.py FROM TO [--pages 400] [--today 2026-11-24]

FROM holds one folder per site (files as they are served, `index.html` for a folder); TO gets the same sites with as many pages as
asked for. Nothing that was there changes, but for the menu and the home page, which link to the new lists. The same input gives the
same output: dice are thrown by the name of the site. Addresses and dates take one of four forms, as the systems in use have them.
"""
import argparse, datetime, html, pathlib, random, re

MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
GROUPS = ["groep 1-2", "groep 3", "groep 4", "groep 5", "groep 6", "groep 7", "groep 8", "de onderbouw", "de bovenbouw", "alle groepen"]

# Title, and sentences of which some are used. Most news says nothing of what parents can expect; that is what makes an archive.
NEWS = [
    ("Studiedag op {later}", ["Op {later} hebben de leerkrachten een studiedag. Alle kinderen zijn die dag vrij.", "De opvang is gewoon open. Neem daarvoor zelf contact op met de opvang."]),
    ("Oud papier", ["De container voor oud papier staat van vrijdag tot maandag op het plein.", "De opbrengst is voor nieuwe buitenspeelmaterialen.", "Wilt u de dozen platmaken? Dan past er meer in."]),
    ("Sportdag {group}", ["Het weer was prachtig en iedereen deed goed mee.", "Er waren twaalf onderdelen, van touwtrekken tot verspringen.", "De scheidsrechters kregen na afloop een taart."]),
    ("Gevonden voorwerpen", ["De bak met gevonden voorwerpen is weer vol.", "Na de vakantie gaat alles wat er nog ligt naar de kringloopwinkel.", "Het gaat vooral om gymschoenen, bekers en jassen."]),
    ("Kerstviering", ["De school is weer prachtig versierd.", "Op {later} is de viering in de kerk, om zeven uur.", "Trek iets warms aan, want buiten staat een koor."]),
    ("Sinterklaas op school", ["De Sint kwam dit jaar per bakfiets.", "In {group} was een rommelpiet geweest.", "Er waren pepernoten voor iedereen."]),
    ("Schoolfotograaf", ["Op {later} komt de fotograaf.", "Broertjes en zusjes gaan samen op de foto.", "De foto's zijn na drie weken te bestellen."]),
    ("Avondvierdaagse", ["Aanmelden kan tot en met {later}.", "We lopen elke avond vanaf het dorpshuis.", "Na de laatste avond is er limonade op het plein."]),
    ("Nieuwe juf in {group}", ["Juf Marleen komt ons team versterken.", "Ze woont in de buurt en houdt van roeien.", "We wensen haar veel plezier bij ons op school."]),
    ("Verkeersexamen {group}", ["Iedereen is geslaagd voor het theoretisch deel.", "Op {later} volgt het rijden door het dorp.", "Zorg voor een fiets met werkende remmen en licht."]),
    ("Kinderboekenweek", ["Dit jaar is het thema avontuur.", "Er werd voorgelezen in alle gangen.", "De boekenmarkt bracht een mooi bedrag op voor de bibliotheek."]),
    ("Bezoek aan de boerderij", ["Met {group} gingen we naar de boerderij.", "We zagen hoe de koeien worden gemolken en mochten een kalf aaien.", "Terug in de klas maakten we er een tekening van."]),
    ("Schoolreis {group}", ["Om half negen stonden de bussen klaar.", "Het was druk maar heel gezellig.", "Moe en voldaan kwamen we weer thuis."]),
    ("Het plein wordt vernieuwd", ["In de zomer gaat de schop in de grond.", "Er komt meer groen en een klimtoestel.", "Tijdens het werk is de ingang aan de achterkant."]),
    ("Luizencontrole", ["Na elke vakantie kijken we of er luizen zijn.", "Het werk wordt gedaan door een vast groepje.", "Smeer die dag geen gel in het haar."]),
    ("Project over water in {group}", ["Twee weken lang werkte {group} over water.", "De kinderen bouwden een dijk in de zandbak en lieten die doorbreken.", "Een meneer van het waterschap vertelde over sluizen."]),
    ("Vakantierooster", ["Het rooster voor het nieuwe jaar is bekend.", "De herfstvakantie valt in de laatste volle week van oktober.", "Het rooster staat ook op papier bij de ingang."]),
    ("Moestuin", ["De eerste radijsjes zijn geoogst door {group}.", "Helaas hebben de slakken de sla opgegeten.", "Volgende week planten we prei."]),
    ("Techniekochtend", ["In {group} werden bruggen van spaghetti gebouwd.", "De sterkste brug hield drie kilo.", "De winnaars kregen een schroevendraaier."]),
    ("Koningsspelen", ["De dag begon met ontbijt in de klas.", "Daarna was er sport op het veld.", "Iedereen droeg iets oranjes."]),
    ("Fietsen op het plein", ["Tot half negen wordt er op het plein niet gefietst.", "De fietsen staan achter het hek.", "Zo blijft het veilig voor de kleintjes."]),
    ("Musical {group}", ["De musical was drie keer uitverkocht.", "Het decor is gemaakt met hulp van een vader met een werkplaats.", "Na afloop was er ijs."]),
]
# News that does matter, once each per site, anywhere in the archive.
RARE = [
    ("Uitslag tevredenheidsonderzoek ouders", ["Ouders geven onze school een 7,8.", "Het meest tevreden bent u over de sfeer en de leerkracht.", "Minder tevreden bent u over het plein. Daarom wordt het plein vernieuwd."]),
    ("Verkiezing MR", ["Er is een plaats vrij in de oudergeleding van de medezeggenschapsraad.", "De verkiezing is op {later}."]),
    ("Koffieochtend met de directeur", ["Op {later} staat de koffie klaar.", "Denk mee over de nieuwe schooltijden; alle ideeën zijn welkom."]),
    ("Nieuwe ouderapp", ["Vanaf maandag gebruiken we Parro.", "In de app leest u wat er in de klas gebeurt en meldt u uw kind ziek."]),
]
ALBUMS = ["Schoolreis", "Sportdag", "Kerst", "Carnaval", "Afscheid {group}", "Kamp", "Sinterklaas", "Zomerfeest", "Opening schooljaar", "Musical", "Lentewandeling", "Voorleesontbijt"]
EVENTS = ["Studiedag", "Ouderavond", "Rapport mee", "Schoolreis", "MR-vergadering", "Luizencontrole", "Margedag", "Sportdag", "Informatieavond", "Koningsspelen", "Kerstviering", "Musical"]


def slug(text):
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def day(date):
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


class Frame:
    """A site's own frame: what stands before and after the content on two of its pages, and one unit of its menu."""

    def __init__(self, folder):
        pages = [p.read_bytes() for p in sorted(folder.rglob("*.htm*"))]
        home = folder.joinpath("index.html").read_bytes()
        self.code = "windows-1252" if b"windows-1252" in home else "utf-8"
        home = home.decode(self.code, "replace")
        self.title = re.search(r"<title>(.*?)</title>", home, re.S | re.I)[1].split(" - ")[-1]
        plain = lambda text: re.sub(r"<title>.*?</title>", "<title>@@</title>", text, flags=re.S | re.I)
        texts = list(dict.fromkeys(plain(p.decode(self.code, "replace")) for p in pages))
        inner = [t for t in texts if t != plain(home)] or texts
        # The two pages that have most of their frame in common; a home page often has one of its own.
        pairs = [(one, two) for n, one in enumerate(inner) for two in inner[n + 1 :]] or [(plain(home), texts[-1])]
        one, two = max(pairs, key=lambda pair: len(self.start(*pair)))
        if one == two:
            at = re.search(r'<h1|<p>|<FONT SIZE="5"|<div class="kop1', one)
            one, two = one, one[: at.start() if at else 0] + "@</body></html>"
        self.before = self.start(one, two)
        after = self.start(one[::-1], two[::-1])[::-1]
        self.after = after[after.find("<"):] if "<" in after else "</body></html>"
        self.unit = self.menu_unit()

    @staticmethod
    def start(one, two):
        same = next((i for i, (a, b) in enumerate(zip(one, two)) if a != b), min(len(one), len(two)))
        return one[:same]

    def menu_unit(self):
        """Where the menu ends in `before`, and one entry of it with the address and the text cut out."""
        self.before = self.before[: self.before.rfind(">") + 1]
        for tag in (r"<h1[^>]*>", r"<p>", r'<FONT SIZE="\d" COLOR="navy"><B>', r'<div class="kop1">'):
            self.before = re.sub(tag + r"\Z", "", self.before)
        links = list(re.finditer(r'<a\b[^>]*href="[^"]*"[^>]*>.*?</a>', self.before, re.S | re.I))
        links = [l for l in links if "<img" not in l[0]]
        if len(links) < 2:
            return None
        last, previous = links[-1], links[-2]
        entry = self.before[previous.end() : last.end()]
        parts = re.fullmatch(r'(.*href=")[^"]*("[^>]*>(?:<span>)?)[^<]*(.*)', entry, re.S | re.I)
        return parts and (last[0], entry, parts)

    def with_menu(self, text, entries):
        if not self.unit:
            return text
        last, entry, parts = self.unit
        more = "".join(f"{parts[1]}{href}{parts[2]}{name}{parts[3]}" for name, href in entries)
        return text.replace(entry, entry + more, 1)

    def page(self, title, body, entries):
        before = self.with_menu(self.before, entries).replace("@@", f"{html.escape(title)} - {self.title}")
        return f"{before}<h1>{html.escape(title)}</h1>\n{body}\n{self.after}".encode(self.code, "xmlcharrefreplace")


class Pad:
    def __init__(self, folder, to, number, pages, today):
        self.folder, self.to, self.today = folder, to, today
        self.dice = random.Random(folder.name)
        self.frame = Frame(folder)
        self.form = number % 4
        self.have = len(list(folder.rglob("*.htm*")))
        self.wanted = pages
        self.taken = {str(p.relative_to(folder)) for p in folder.rglob("*")}
        self.new = {}

    def free(self, *names):
        return next(n for n in names if n not in self.taken and n + ".html" not in self.taken)

    def run(self):
        extra = max(self.wanted - self.have, 0)
        news, albums = int(extra * 0.5), int(extra * 0.2)
        lists = {"Nieuws": self.free("nieuws", "actueel", "berichten"), "Foto's": self.free("fotos", "foto-albums"), "Agenda": self.free("agenda", "kalender")}
        self.entries = [(name, f"/{path}/") for name, path in lists.items()]
        items = self.news(lists["Nieuws"], news)
        self.albums(lists["Foto's"], albums)
        self.calendar(lists["Agenda"], extra - len(self.new))
        self.write(items)

    def news(self, root, count):
        date, items, rare = self.today - datetime.timedelta(days=3), [], list(RARE)
        pages = -(-count // 11)
        count -= pages
        at = sorted(self.dice.sample(range(count), min(len(rare), count)))
        for n in range(count):
            title, sentences = rare.pop(0) if n in at else self.dice.choice(NEWS)
            words = {"group": self.dice.choice(GROUPS), "later": day(date + datetime.timedelta(days=self.dice.randint(4, 20))).rsplit(" ", 1)[0]}
            title = title.format(**words)
            title = title[0].upper() + title[1:]
            text = [s.format(**words) for s in sentences]
            extra = [s.format(**words) for s in self.dice.choice(NEWS)[1][:1]] if self.dice.random() < 0.3 else []
            name = f"{slug(title)}-{n}" if n % 3 else slug(f"{title} {date.year} {date.month} {n}")
            path = [f"{date.year}/{date.month:02}/{name}", f"{root}/{name}", f"{name}", f"{root}/bericht/{9000 - n}-{slug(title)}"][self.form]
            items.append((title, f"/{path}/", date))
            body = f"<p>Geplaatst op {day(date)}</p>\n" + "\n".join(f"<p>{html.escape(s)}</p>" for s in text + extra)
            self.add(path, title, body + f'\n<p><a href="/{root}/">Terug naar het overzicht</a></p>')
            date -= datetime.timedelta(days=self.dice.choice([2, 4, 6, 7, 9]))
        self.paged(root, "Nieuws", [self.teaser(*item) for item in items], 10)
        return items

    def teaser(self, title, href, date):
        return f'<div><p>{day(date)}</p><h2><a href="{href}">{html.escape(title)}</a></h2><p><a href="{href}">Lees verder</a></p></div>'

    def paged(self, root, title, entries, size):
        last = -(-len(entries) // size)
        href = lambda n: f"/{root}/" if n == 1 else [f"/{root}/page/{n}/", f"/{root}/?pagina={n}", f"/{root}/{n}/", f"/{root}/overzicht-{n}/"][self.form]
        for n in range(1, last + 1):
            other = sorted({1, 2, 3, n - 1, n, n + 1, last} & set(range(1, last + 1)))
            links = " ".join(f'<a href="{href(m)}">{m}</a>' for m in other if m != n)
            more = f' <a href="{href(n + 1)}">Oudere berichten</a>' if n < last else ""
            self.add(href(n).strip("/").replace("/?", "/@"), title if n == 1 else f"{title}, pagina {n}", "\n".join(entries[(n - 1) * size : n * size]) + f"\n<p>{links}{more}</p>")

    def albums(self, root, count):
        date, entries = self.today - datetime.timedelta(days=20), []
        for n in range(count - -(-count // 25)):
            title = f"{self.dice.choice(ALBUMS).format(group=self.dice.choice(GROUPS))} {date.year}"
            path = f"{root}/{slug(title)}-{n}"
            pictures = "".join(f'<a href="/img/{slug(title)}-{n}-{k}.jpg"><img src="/img/{slug(title)}-{n}-{k}-klein.jpg" alt="Foto {k}"></a>' for k in range(1, 13))
            self.add(path, title, f"<p>{len(pictures) // 90 + self.dice.randint(3, 40)} foto's van {day(date)}</p>\n<p>{pictures}</p>")
            entries.append(f'<p><a href="/{path}/">{title}</a></p>')
            date -= datetime.timedelta(days=self.dice.randint(8, 30))
        self.paged(root, "Foto's", entries, 25)

    def calendar(self, root, count):
        start, entries, month = self.today + datetime.timedelta(days=30), [], None
        months = max(count // 4, 1)
        for n in range(months):
            month = start.replace(day=1) if n == 0 else (month - datetime.timedelta(days=1)).replace(day=1)
            rows = []
            for k in range(3 if n * 4 + 3 < count else 0):
                date = month.replace(day=3 + 8 * k)
                title = self.dice.choice(EVENTS)
                path = f"{root}/{slug(title)}-{date.isoformat()}"
                self.add(path, title, f"<p>Datum: {day(date)}</p>\n<p>Tijd: {self.dice.choice(['8.30', '13.00', '19.30'])} uur</p>")
                rows.append(f'<tr><td>{day(date)}</td><td><a href="/{path}/">{title}</a></td></tr>')
            path = root if n == 0 else f"{root}/{month:%Y-%m}"
            before = (month - datetime.timedelta(days=1)).strftime("%Y-%m")
            turn = f'<p><a href="/{root}/{before}/">Vorige maand</a></p>' if n + 1 < months else ""
            self.add(path, f"Agenda {MONTHS[month.month - 1]} {month.year}", f"<table>{''.join(rows)}</table>{turn}")

    def add(self, path, title, body):
        self.new[path] = self.frame.page(title, body, self.entries)

    def write(self, items):
        for file in sorted(self.folder.rglob("*")):
            if file.is_file():
                to = self.to / file.relative_to(self.folder)
                to.parent.mkdir(parents=True, exist_ok=True)
                to.write_bytes(self.changed(file, items))
        for path, data in self.new.items():
            to = self.to / path / "index.html" if "@" not in path else self.to / path
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_bytes(data)

    def changed(self, file, items):
        data = file.read_bytes()
        if file.name == "sitemap.xml":
            root = re.search(rb"<loc>(https?://[^/]+)", data)[1].decode()
            urls = "".join(f"<url><loc>{root}/{path}/</loc></url>" for path in self.new if "@" not in path)
            return data.replace(b"</urlset>", urls.encode() + b"</urlset>")
        if file.suffix not in (".html", ".htm"):
            return data
        text = self.frame.with_menu(data.decode(self.frame.code, "replace"), self.entries)
        if file == self.folder / "index.html":
            box = "<h2>Laatste nieuws</h2>" + "".join(self.teaser(*item) for item in items[:3])
            at = text.rfind(self.frame.after)
            text = text[:at] + box + text[at:] if at > 0 else text + box
        return text.encode(self.frame.code, "xmlcharrefreplace")


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("source", type=pathlib.Path); p.add_argument("to", type=pathlib.Path)
    p.add_argument("--pages", type=int, default=400); p.add_argument("--today", type=datetime.date.fromisoformat, default=datetime.date(2026, 11, 24))
    o = p.parse_args()
    for number, folder in enumerate(sorted(f for f in o.source.iterdir() if f.joinpath("index.html").is_file())):
        pad = Pad(folder, o.to / folder.name, number, o.pages, o.today)
        pad.run()
        print(f"{folder.name}: {pad.have} pages, now {pad.have + len(pad.new)}")


if __name__ == "__main__":
    main()
