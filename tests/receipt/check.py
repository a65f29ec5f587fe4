"""Recomputes receipts (`roadmap why ... --json` on stdin) from `git cat-file`: `python3 check.py REPOSITORY`. Of a receipt only the
plan's terms are believed, and who is foreign; all else is read from its tips on. Written from docs/{time,progress,event-format}.md."""
import hashlib, json, re, subprocess, sys; from collections import defaultdict
from datetime import date, datetime, timedelta, timezone; from fractions import Fraction as F; from functools import lru_cache
DAY, NAMES, day_of = timedelta(1), "monday tuesday wednesday thursday friday saturday sunday".split(), date.fromisoformat
LINE = re.compile(r"^[ \t]*(?:[*-] )?[ \t]*Roadmap-(Done|Study|Undo|Reopen|Skip)[ \t]*:[ \t]*(.*?)[ \t]*$", re.I)
def days_from(first, last): return [first + at * DAY for at in range((last - first).days + 1)]
def seconds_of(text): return sum(int(F(n) * {"h": 3600, "m": 60, "s": 1}[unit]) for n, unit in re.findall(r"([\d.]+) *([hms])", text.lower()))
def commits(git, tips):  # every commit that can be reached, as (id, author, seconds, zone, message)
    pipe = subprocess.Popen(["git", "-C", git, "cat-file", "--batch"], stdin=-1, stdout=-1); names, todo = set(tips), list(tips)
    for name in todo:
        pipe.stdin.write(name.encode() + b"\n"); pipe.stdin.flush(); head = pipe.stdout.readline().split()
        if head[1] == b"missing": continue
        headers, _, message = pipe.stdout.read(int(head[2]) + 1)[:-1].decode("utf-8", "replace").partition("\n\n")
        parents = set(re.findall(r"^parent (\w+)$", headers, re.M)) - names; names |= parents; todo += parents
        yield name, *re.search(r"^author (.*>) (\d+) ([+-]\d+)$", headers, re.M).groups(), message
    pipe.stdin.close(); pipe.wait()
def events(git, receipt):  # every event once, by its id
    found, heads, (hours, minutes) = {}, {}, map(int, receipt["terms"]["day_ends"].split(":"))
    for commit, author, seconds, zone, message in commits(git, receipt["tips"]):
        offset = int(zone[0] + "1") * timedelta(hours=int(zone[1:3]), minutes=int(zone[3:5])) - timedelta(hours=hours, minutes=minutes)
        recorded, count = (datetime.fromtimestamp(int(seconds), timezone.utc) + offset).date(), defaultdict(int); heads[commit] = author, seconds, zone, recorded
        for line in filter(None, map(LINE.match, message.split("\n"))):
            verb, value = line[1].capitalize(), line[2]; target, *rest = value.split(None, 1)
            attributes = re.findall(r'([\w-]+)=(?:"((?:[^"\\]|\\.)*)"|(\S*))', (rest or [""])[0])
            said = {key: quoted or plain for key, quoted, plain in reversed(attributes)}  # the first of a name counts
            first, _, last = said.get("day", str(recorded)).partition("..")
            own = hashlib.sha1(f"{author} {seconds} {zone}\nRoadmap-{verb}\n{value}\n{count[verb, value]}".encode())
            count[verb, value] += 1; event = dict(id=said.get("id", own.hexdigest()[:12]), verb=verb, target=target.lower(), commit=commit,
                first=day_of(first), last=day_of(last or first), recorded=recorded, order=(int(seconds), commit),
                x=F(said.get("x", "1")), took=seconds_of(said.get("took", "")), of=set(said.get("of", "").split(",")))
            if event["id"] not in found or event["order"] < found[event["id"]]["order"]: found[event["id"]] = event
    for row in receipt["events"]:  # evidence: rule and amount are the plan's; author, day, file and id the commit's
        if not row.get("derived") or row["commit"] not in heads: continue
        commit, how, (author, seconds, zone, day) = row["commit"], row["derived"], heads[row["commit"]]
        files = subprocess.run(["git", "-C", git, "diff-tree", "--root", "-r", "-z", "--name-only", "--no-commit-id", commit], stdout=-1).stdout.decode()
        folder, when = how["part"].removeprefix("."), f"{seconds} {zone}" if how["unit"] == "commit" else day
        name = hashlib.sha1(f"{author} {when}\nRoadmap-Evidence\n{how['rule']}\n{how['part']}".encode()).hexdigest()[:12]
        if not folder or any(file == folder or file.startswith(folder + "/") for file in files.split("\0")):
            found[name] = dict(id=name, verb="Done", target=row["target"], commit=commit, first=day, last=day, recorded=day,
                order=(int(seconds), commit), x=F(str(row["amount"])), took=0, of=set(), skip=row.get("by"))
    return found
def stand(found, receipt, as_of):  # sets on each event whether it is activity still, and whether it counts
    foreign = {row["id"] for row in receipt["events"] if row["standing"] == "foreign" and receipt["terms"]["authors"]}
    from_day = lambda e: min(e["first"], e["recorded"]) if e["verb"] == "Skip" else e["last"]
    able = {name: e for name, e in found.items() if name not in foreign and from_day(e) <= as_of}
    undos = {name: e["of"] for name, e in able.items() if e["verb"] == "Undo"}
    def reach(name, seen):
        for of in (undos[name] & undos.keys()) - seen: seen.add(of); reach(of, seen)
        return seen
    acyclic = {name for name in undos if name not in reach(name, set())}
    undone = lru_cache(None)(lambda name: any(name in undos[by] and not undone(by) for by in acyclic))
    reopened = {of for name, e in able.items() if e["verb"] == "Reopen" and not undone(name) for of in e["of"]}
    for name, e in found.items():
        e["active"] = name in able and not undone(name); e["counts"] = e["active"] and not (e["verb"] == "Done" and name in reopened)
    for e in [e for e in found.values() if e.get("skip")]:  # what somebody says wins over evidence
        if found[e["skip"]]["verb"] == "Skip" and found[e["skip"]]["counts"]: e["active"] = e["counts"] = False
class Course:  # one habit, day by day; the overall streak is a habit that anything meets
    def __init__(self, terms, habit, amounts, skips, as_of):
        self.terms, self.amounts, self.as_of, self.skips = terms, amounts, as_of, [(e["first"], e["last"]) for e in skips]
        self.start, self.end = day_of(habit["first"]), day_of(habit["last"] or "9999-12-31")
        self.goals = [(day_of(g["from"] or "0001-01-01"), g["every"], F(str(g["target"]))) for g in habit["goals"]]
        self.rest, self.begins = {NAMES.index(name) for name in terms["rest_days"]}, min([self.start, *amounts])
        self.goal = lru_cache(None)(lambda day: [goal for goal in self.goals if goal[0] <= day][-1])
        self.met = lru_cache(None)(lambda day: day <= self.as_of and 0 < self.amounts.get(day, 0) >= self.goal(day)[2])
    def able(self, day, skips):
        return self.start <= day <= self.end and not (skips and any(a <= day <= b for a, b in self.skips))
    def ask(self, day):  # the cadence in force: ("day", days of the week), ("week" or "month", n), ("window", k, d) (T10)
        every, work = self.goal(day)[1], set(range(7)) - self.rest; numbers = tuple(map(int, re.findall(r"\d+", every)))
        if "/" in every: return every.split("/")[1], *numbers
        if numbers: return "window", *(1, *numbers)[-2:]
        named = {at for at, name in enumerate(NAMES) if name[:3] in every}
        return "day", {"day": work, "weekday": work & set(range(5))}.get(every, named)
    def period(self, day, kind):
        if kind == "window": return day - (self.ask(day)[2] - 1) * DAY, day
        first = day.replace(day=1) if kind == "month" else day - (day.weekday() - NAMES.index(self.terms["week_starts"])) % 7 * DAY
        return first, (first + 31 * DAY).replace(day=1) - DAY if kind == "month" else first + 6 * DAY
    def unit(self, day, kind, skips):  # (quota, used, owed) of the unit around a day as known then, or None (T11 to T13)
        ask = self.ask(day); owed = self.able(day, skips) and (ask[0] == "window" or ask[0] == "day" and day.weekday() in ask[1])
        if kind == "day" and ask[0] == "day": return int(owed), int(self.met(day)), owed
        if kind == "day" and ask[0] == "window":
            window = days_from(*self.period(day, "window")); quota = ask[1] * sum(self.ask(at) == ask and self.able(at, skips) for at in window) // ask[2]
            return quota, sum(map(self.met, window)), owed and day.weekday() not in self.rest and quota > 0
        days = days_from(*self.period(day, kind)) if kind != "day" else []; mine = [at for at in days if self.ask(at)[0] == kind and at >= self.begins]
        quota = sum(min(self.ask(at)[1], len(days)) for at in mine if self.able(at, skips)) // max(len(days), 1)
        return (quota, sum(map(self.met, mine)), quota > 0) if mine and mine[0] <= day else None
    def streak(self, skips, freezes):  # the run and the freezes spent in the month (T15 to T17)
        run, longest, spent, month, kinds = 0, 0, defaultdict(int), lambda day: (day.year, day.month), ("month", "week", "day")
        met = lambda unit: unit[1] >= max(unit[0], 1)
        def close(day):
            nonlocal run, longest
            for kind in kinds:
                unit = (kind == "day" or self.period(day, kind)[1] == day) and self.unit(day, kind, skips)
                if unit and met(unit): run += 1; longest = max(longest, run)
                elif unit and unit[2] and run and spent[month(day)] < freezes: spent[month(day)] += 1
                elif unit and unit[2]: run = 0
        opened = lambda day: sum(met(unit) for unit in [self.unit(day, kind, skips) for kind in kinds] if unit)
        for day in days_from(self.begins, self.as_of - DAY): close(day)
        current, now = run + opened(self.as_of), spent[month(self.as_of)]; most, breaks = max(longest, current), None
        for ahead in range(400 if current else 0):
            close(self.as_of + ahead * DAY)
            if run == 0 and opened(self.as_of + (ahead + 1) * DAY) == 0: breaks = ahead + 1; break
        return dict(current=current, longest=most, at_risk=breaks == 1, days_until_break=breaks), now
    def today(self):  # what is owed and due today, and how far the open week, month or window is (T19, T20)
        day, (kind, *ask), met = self.as_of, self.ask(self.as_of), self.met(self.as_of)
        running, can, is_work = self.able(day, False), self.able(day, True) and not met, day.weekday() not in self.rest
        wanted = dict(today=float(self.amounts.get(day, 0)), running=running, excused_today=any(a <= day <= b for a, b in self.skips))
        wanted |= dict(owed_today=None, due_today=False, period=None)
        if kind == "day": return wanted | dict(owed_today=running and day.weekday() in ask[0], due_today=can and day.weekday() in ask[0])
        if not running: return wanted
        quota, used, _ = self.unit(day, kind.replace("window", "day"), True); (first, last), missing = self.period(day, kind), max(quota - used, 0)
        if kind == "window":  # until the first window that would be missed
            ahead = ((n, self.unit(day + n * DAY, "day", True)) for n in range(401) if self.ask(day + n * DAY)[0] == kind)
            left = next((n + (not met) for n, (asked, done, owed) in ahead if owed and done < asked), None); due = can and is_work and missing > 0
        else:
            left = sum(self.able(at, True) and self.ask(at)[0] == kind for at in days_from(day + met * DAY, last)); due = can and 0 < missing >= left
        period = dict(kind=kind, first=str(first), last=str(last), quota=quota, used=used, days_left=left)
        return wanted | dict(due_today=due, period=period | dict(lost=kind != "window" and missing > left))
    def streaks(self):
        freezes, (protected, spent) = self.terms["freezes_per_month"], self.streak(True, self.terms["freezes_per_month"])
        return dict(strict=self.streak(False, 0)[0], protected=protected, freezes=dict(per_month=freezes, spent=spent, left=max(freezes - spent, 0)))
    def score(self):  # the strength (T21)
        score, shares = 0.0, []
        for day in (at for at in days_from(self.begins, self.as_of) if self.able(at, True) or self.amounts.get(at)):
            amount, target, (kind, *ask) = self.amounts.get(day, 0), self.goal(day)[2], self.ask(day)
            shares.append(int(min(amount, target) * 1_000_000 / target))
            n, d = {"day": (kind == "day" and len(ask[0]), 7), "week": (ask[0], 7), "month": (ask[0], 30), "window": ask}[kind]
            n = min(n, d)  # with 0 the score stays
            m, value = 0.5 ** ((n / d) ** 0.5 / 13), shares[-1] / 1e6 if n == d else min(sum(shares[-2 * d:]) / 2e6 / max(n, 1), 1)
            score = max(score if day == self.as_of else 0, score * m + value * (1 - m))
        return score
def numbers(receipt, found):  # the numbers by name, from the events and the plan's terms
    terms, subject, as_of, of = receipt["terms"], receipt["subject"], day_of(receipt["as_of"]), receipt["subject"]["of"]
    to, name = {credit["name"]: credit["to"] for credit in terms["credits"]}, subject.get("id")
    credits = lambda e: to.get(e["target"], []); known = [e for e in found.values() if e["target"] == "*" or credits(e)]
    activity = [e for e in known if e["active"] and e["verb"] in ("Done", "Study")]
    done, skips = ([e for e in known if e["counts"] and e["verb"] == verb] for verb in ("Done", "Skip"))
    time = lambda events: sum(e["took"] for e in events); time_of = lambda name: time(e for e in activity if credits(e)[:1] == [name])
    within = lambda days: [e for e in activity if day_of(days["first"]) <= e["last"] <= day_of(days["last"])]
    if of == "time":
        return dict(today_seconds=time(e for e in activity if e["last"] == as_of), week_seconds=time(within(terms["days"])), total_seconds=time(activity))
    if of == "days":
        count = {key: sum(e["verb"] == verb for e in within(subject)) for key, verb in (("completions", "Done"), ("sessions", "Study"))}
        return count | dict(study_seconds=time(within(subject)), active_days=len({e["last"] for e in within(subject)}))
    if of == "overall":
        habit = dict(first=terms["start"], last=None, goals=[{"from": None, "every": "day", "target": 1}])
        return Course(terms, habit, {e["last"]: F(1) for e in activity}, [e for e in skips if e["target"] == "*"], as_of).streaks()
    if of == "habit":
        amounts = {day: sum(e["x"] for e in done if e["last"] == day) for day in {e["last"] for e in done}}
        course, amount = Course(terms, terms["habit"], amounts, skips, as_of), float(sum(amounts.values()))
        return dict(total=amount, days=len(amounts), study_seconds=time_of(name), score=course.score()) | course.today() | course.streaks()
    def state(name):
        first = {key: min((e[day] for e in events if name in credits(e)), default=None) for key, events, day in (("done", done, "last"), ("dropped", skips, "first"))}
        return next(((key, day) for key, day in first.items() if day), ("open", None))
    if of == "task":
        return dict(state=state(name)[0], study_seconds=time_of(name)) | (dict(on=str(state(name)[1])) if state(name)[1] else {})
    states = {task["id"]: state(task["id"]) for phase in terms["phases"] for task in phase["tasks"]}
    return progress(terms, states, as_of) | dict(study_seconds=time(activity) if of == "total" else sum(map(time_of, states)))
def progress(terms, states, as_of):  # percentages and pace of one phase or of the whole plan (docs/progress.md)
    rest, phases, is_done = {NAMES.index(name) for name in terms["rest_days"]}, [], lambda task: states[task["id"]][0] == "done"
    for phase in terms["phases"]:
        window = days_from(*map(day_of, (phase["window"]["first"], phase["window"]["last"])))
        kept = [task for task in phase["tasks"] if states[task["id"]][0] != "dropped"]
        phases.append((window, [day for day in window if day.weekday() not in rest] or window, kept, sum(t["weight"] for t in kept)))
    whole, kept = sum(weight for *_, weight in phases), [task for _, _, tasks, _ in phases for task in tasks]; part = sum(task["weight"] for task in kept if is_done(task))
    share = lambda owed, day: F(sum(at < day for at in owed), len(owed)); one = len(phases) == 1 and not whole
    planned = lambda day: share(phases[0][1], day) if one else sum((F(weight, whole) * share(owed, day) for _, owed, _, weight in phases), F(0))
    wanted = dict(tasks={name: sum(state == name for state, _ in states.values()) for name in ("done", "open", "dropped")})
    wanted |= dict(percent=part * 100 // whole if whole else None, planned_percent=int(planned(as_of) * 100) if whole or one else None)
    if not whole: return wanted | dict(pace=dict(state="empty"))
    begin, end = min(window[0] for window, *_ in phases), max(window[-1] for window, *_ in phases)
    if part == whole:
        on = max(states[task["id"]][1] for task in kept); return wanted | dict(pace=dict(state="finished", on=str(on), late_days=(on - end).days))
    opens = [(window[0], at, [t["weight"] for t in tasks if not is_done(t)]) for at, (window, _, tasks, _) in enumerate(phases)]
    due = F(part + min(some for some in opens if some[2])[2][0], whole); late = next((day for day in days_from(begin, as_of) if planned(day) >= due), None)
    reached = next((day for day in days_from(begin, end + DAY) if planned(day) > F(part, whole)), end + 2 * DAY) - DAY
    ahead = dict(state="ahead", days=(reached - as_of).days) if reached > as_of else dict(state="on-time")
    ahead = dict(state="upcoming") if as_of < begin and not part else ahead
    return wanted | dict(pace=dict(state="behind", days=(as_of - late).days + 1) if late else ahead)
def differences(name, wanted, printed):
    if isinstance(wanted, dict): return [d for key in wanted for d in differences(f"{name}.{key}", wanted[key], printed[key])]
    same = abs(wanted - printed) < 6e-5 if isinstance(wanted, float) else wanted == printed
    return [] if same else [f"{name}: {wanted} from git, {printed} in the receipt"]
def check(git, receipt):
    found, terms, rows = events(git, receipt), receipt["terms"], {row["id"]: row for row in receipt["events"]}
    stand(found, receipt, day_of(receipt["as_of"]))
    names, wrong = {credit["name"] for credit in terms["credits"]}, [f"event {name} is in no commit" for name in rows.keys() - found.keys()]
    for name, e in found.items():
        holiday = e["target"] == "*" and e["verb"] == "Skip" and terms["habit"]
        said = dict(verb=e["verb"].lower(), target=e["target"], commit=e["commit"], days=dict(first=str(e["first"]), last=str(e["last"])))
        if name in rows: wrong += differences(f"event {name}", said, rows[name])
        elif terms["everything"] or e["target"] in names or holiday or e["of"] & rows.keys(): wrong.append(f"event {name} is missing")
    known = {name: e for name, e in found.items() if name in rows}
    return wrong + differences(receipt["subject"]["of"], numbers(receipt, known), receipt["numbers"])
text, wrong, checked = sys.stdin.read().lstrip(), [], 0
while text:
    receipt, end = json.JSONDecoder().raw_decode(text)
    text, checked, wrong = text[end:].lstrip(), checked + 1, wrong + check(sys.argv[1], receipt["data"])
print("\n".join(wrong) or f"{checked} receipts agree with git")
sys.exit(bool(wrong) or not checked)
