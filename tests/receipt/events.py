"""Reads events from git, by `git cat-file` alone, and says what became of each: written from
docs/{event-format,evidence,dates}.md. Days are numbers; the day 1 was a Monday."""
import hashlib, re, subprocess
from collections import Counter
from datetime import date
from fractions import Fraction as F
from functools import lru_cache
from habit import number, shown
VERBS = r"[ \t]*(?:[*-] )?[ \t]*Roadmap-(Done|Study|Undo|Reopen|Skip|Attest)[ \t]*:[ \t]*"
LINE = re.compile(VERBS + r"((\*|[\w-]+)(?:[ \t](.*?))?)[ \t]*$", re.I)
NUMBER = r"(?:\d+(?:\.\d{1,3})?|\.\d{1,3})"
TIME = re.compile("".join(rf"(?:({NUMBER}) *{unit} *)?" for unit in "hms"), re.I)
DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?: *\.\. *(\d{4}-\d\d-\d\d))?")
# What cannot be read does not count, and the rest of its line does.
def seconds(text):
    parts = TIME.fullmatch(text.strip(" "))
    took = parts and sum(int(F(n or 0) * unit) for n, unit in zip(parts.groups(), (3600, 60, 1)))
    return took if took and took <= 3600000 else 0
def amount(text):
    said = F(text) if re.fullmatch(NUMBER, text) else 0
    return said if 0 < said <= 1000000 else F(1)
def days_of(text):  # the first and the last
    try:
        first, last = DAYS.fullmatch(text).groups()
        said = number(first), number(last or first)
    except (AttributeError, ValueError):
        return None
    is_known = "1970" <= first and (last or first) < "3000"
    return said if is_known and said[0] <= said[1] else None
def ago(text): return int(text[0] + "60") * (int(text[1:3]) * 60 + int(text[3:5]))  # of a zone
class Git:
    def __init__(self, git):
        command = ["git", "-C", git, "cat-file", "--batch"]
        self.pipe = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    def read(self, name):
        self.pipe.stdin.write(name.encode() + b"\n")
        self.pipe.stdin.flush()
        head = self.pipe.stdout.readline().split()
        return None if head[-1] == b"missing" else self.pipe.stdout.read(int(head[2]) + 1)[:-1]
    def entry(self, tree, path):  # the id of what lies at a path
        for name in filter(None, path.removeprefix(".").split("/") if tree else []):
            entry = rb"\d+ ([^\0]+)\0(.{%d})" % (len(tree) // 2)
            entries = dict(re.findall(entry, self.read(tree) or b"", re.S))
            tree = entries.get(name.encode(), b"").hex()
        return tree
    def commits(self, tips, ends):  # all that can be reached
        found, todo = {}, list(tips)
        for name in todo:
            data = None if name in found else self.read(name)
            if data is None: continue
            head, _, message = data.decode("utf-8", "replace").partition("\n\n")
            author, at, zone = re.search(r"^author (.*>) (\d+) ([+-]\d+)$", head, re.M).groups()
            day = (int(at) + ago(zone) - ends) // 86400 + date(1970, 1, 1).toordinal()
            made = int(re.search(r"^committer .*> (\d+) [+-]\d+$", head, re.M)[1])
            parents = re.findall(r"^parent (\w+)$", head, re.M)
            found[name] = dict(author=author, at=int(at), zone=zone, day=day, made=made,
                tree=head.split()[1], parents=parents, message=message)
            todo += parents
        return found
def events(git, receipt):  # every event once, by its id; the commits; ids with several contents
    found, conflicts, ends = {}, set(), ago("+" + receipt["terms"]["day_ends"].replace(":", ""))
    commits = git.commits(receipt["tips"], ends)
    for name, commit in commits.items():
        count, stamp = Counter(), f"{commit['author']} {commit['at']} {commit['zone']}"
        for line in filter(None, map(LINE.match, commit["message"].split("\n"))):
            verb, value = line[1].capitalize(), line[2]
            said = re.findall(r'([\w-]+)=(?:"((?:[^"\\]|\\.)*)"|(\S*))', line[4] or "")
            said = {key: quoted or plain for key, quoted, plain in reversed(said)}
            own = f"{stamp}\nRoadmap-{verb}\n{value}\n{count[verb, value]}".encode()
            count[verb, value] += 1
            id = said.pop("id", hashlib.sha1(own).hexdigest()[:12])
            first, last = days_of(said.pop("day", "")) or (commit["day"], commit["day"])
            says = dict(verb=verb, target=line[3].lower(), first=first, last=last,
                x=amount(said.pop("x", "1")), took=seconds(said.pop("took", "")),
                of=set(filter(None, said.pop("of", "").split(","))), said=said)
            event = says | dict(commit=name, recorded=commit["day"], at=commit["at"])
            known = found.setdefault(id, event)
            conflicts |= {id} if any(known[key] != says[key] for key in says) else set()
            if (event["at"], name) < (known["at"], known["commit"]): found[id] = event
    for row in receipt["events"]:  # evidence: rule and amount are the plan's
        if row["derived"] is None or (commit := commits.get(row["commit"])) is None: continue
        how, old = row["derived"], commits.get((commit["parents"] or [""])[0], dict(tree=""))
        is_commit = how["unit"] == "commit"
        moment = f"{commit['at']} {commit['zone']}" if is_commit else shown(commit["day"])
        own = [f"{commit['author']} {moment}", "Roadmap-Evidence", how["rule"], how["part"]]
        id = hashlib.sha1("\n".join(own).encode()).hexdigest()[:12]
        trees = [git.entry(at["tree"], how["part"]) for at in (commit, old)]
        if not how["part"] or trees[0] not in ("", trees[1]):
            days = dict.fromkeys(("first", "last", "recorded"), commit["day"])
            found[id] = days | dict(verb="Done", target=row["target"], x=F(str(row["amount"])),
                took=0, of=set(), commit=row["commit"], at=commit["at"], derived=how["rule"],
                skip=row.get("by"))
    return found, commits, conflicts
def stand(found, receipt, credits, as_of):  # what became of each event
    people = {name for one in receipt["terms"]["authors"] for name in (one, one.lower())}
    known = lambda who: not people or who["name"] in people or who["email"].lower() in people
    foreign = {row["id"] for row in receipt["events"]
        if row["verb"] != "attest" and not known(row["author"])}
    for id, e in found.items():
        from_day = min(e["first"], e["recorded"]) if e["verb"] == "Skip" else e["last"]
        e["standing"] = "foreign" if id in foreign else "counts"
        e["standing"] = "future" if from_day > as_of else e["standing"]
    able = {id: e for id, e in found.items() if e["standing"] == "counts"}
    undos = {id: e["of"] for id, e in found.items() if e["verb"] == "Undo" and id not in foreign}
    def reach(id, seen):
        for of in (undos[id] & undos.keys()) - seen:
            seen.add(of)
            reach(of, seen)
        return seen
    cyclic = {id for id in undos if id in reach(id, set())}
    undone = lru_cache(None)(lambda id: any(
        id in undos[by] and not undone(by) for by in undos.keys() - cyclic))
    reopened = {of for id, e in able.items() for of in e["of"]
        if e["verb"] == "Reopen" and not undone(id)}
    for id, e in able.items():
        known = e["verb"] in ("Undo", "Reopen") or e["target"] == "*" or credits(e)
        e["standing"] = ("undone" if undone(id) else "cyclic" if id in cyclic
            else "unknown" if not known
            else "reopened" if e["verb"] == "Done" and id in reopened else "counts")
    for e in [e for e in able.values() if e.get("skip") and e["standing"] == "counts"]:
        skip = found[e["skip"]]  # what somebody says wins over evidence
        wins = skip["verb"] == "Skip" and skip["standing"] == "counts"
        e["standing"] = "undone" if wins else "counts"
def grades(events, commits, wanted):  # what speaks against the dates of some events (docs/dates.md)
    counts, made = Counter(), sorted((e["at"], e["last"]) for e in events if not e.get("derived"))
    bursts = set()
    for at, _ in made:
        near = [(other, last) for other, last in made if 0 <= other - at <= 600]
        bursts |= {other for other, _ in near} if len({last for _, last in near}) >= 5 else set()
    for e in filter(wanted, events):
        commit = commits[e["commit"]]
        parents = [commits[name]["at"] for name in commit["parents"] if name in commits]
        doubts = dict(late=e["last"] < e["recorded"],
            rewritten=abs(commit["made"] - commit["at"]) >= 660,
            before_parent=max(parents, default=0) - commit["at"] >= 660,
            bursts=e["at"] in bursts and not e.get("derived"))
        counts.update([name for name, is_so in doubts.items() if is_so] or ["sure"])
        counts["events"] += 1
    names = ("events", "sure", "late", "rewritten", "before_parent", "bursts")
    return {name: counts[name] for name in names}
