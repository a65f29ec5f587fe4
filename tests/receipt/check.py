"""Recomputes receipts (`roadmap why ... --json`, on stdin): `python3 check.py REPOSITORY`. Believed
are only the plan's terms, and who people are; the rest is read by `git cat-file` from the tips on.
events.py reads git, habit.py has the rules of docs/time.md, plan.py those of docs/progress.md and
docs/forecast.md; here are the numbers by their names. Days are numbers."""
import json, sys
from collections import Counter, defaultdict
from fractions import Fraction as F
from events import Git, events, grades, stand
from habit import NAMES, Habit, number, shown
from plan import Plan, forecast
def span(window): return range(number(window["first"]), number(window["last"]) + 1)
def numbers(receipt, found, commits, conflicts, credits):  # and what a forecast is drawn from
    terms, subject, as_of = receipt["terms"], receipt["subject"], number(receipt["as_of"])
    of, name, days = subject["of"], subject.get("id"), terms["days"] and span(terms["days"])
    stands = lambda e: e["standing"] in ("counts", "reopened")
    activity = [e for e in found.values() if stands(e) and e["verb"] in ("Done", "Study")]
    done, skips = ([e for e in found.values() if e["verb"] == verb and e["standing"] == "counts"]
        for verb in ("Done", "Skip"))
    time = lambda events: sum(e["took"] for e in events)
    time_of = lambda name, events=activity: time(e for e in events if credits(e)[:1] == [name])
    tasks = [task["id"] for phase in terms["phases"] for task in phase["tasks"]]
    of_tasks = lambda e: not set(tasks).isdisjoint(credits(e)) or not subject.get("limited_to")
    within = [e for e in activity if days and e["last"] in days and of_tasks(e)]
    if of == "time": return dict(today_seconds=time(e for e in activity if e["last"] == as_of),
        week=dict(first=shown(days[0]), last=shown(days[-1])),
        week_seconds=time(within), total_seconds=time(activity))
    if of == "calendar":
        start, end = number(terms["start"]), number(terms["end"])
        return dict(start=terms["start"], end=terms["end"], day_number=as_of - start + 1,
            length_days=end - start + 1, days_left=end - as_of)
    def recorded(events):
        count = Counter(e["verb"] for e in events)
        derived = sum("derived" in e for e in events)
        return dict(completions=count["Done"], completions_by_evidence=derived,
            sessions=count["Study"], study_seconds=time(events))
    if of == "days":
        active = sorted({e["last"] for e in within})
        activity = [dict(recorded([e for e in within if e["last"] == day]), day=shown(day))
            for day in active]
        names = sorted({credits(e)[0] for e in within if e["took"] and credits(e)})
        times = [dict(id=name, study_seconds=time_of(name, within)) for name in names]
        return dict(recorded(within), active_days=len(active), activity=activity, time_of=times)
    if of == "record":
        said, authors = [e for e in found.values() if e["verb"] != "Attest"], set()
        count = Counter(e["standing"] for e in said
            if e["verb"] != "Undo" or e["standing"] != "future")  # it holds all the same
        for row in receipt["events"]:
            is_said = row["verb"] != "attest" and row["standing"] in ("counts", "reopened")
            authors |= {tuple(row["author"].values())} if is_said else set()
        return dict({name: count[name] for name in ("future", "foreign", "cyclic")},
            unknown=Counter(e["target"] for e in said if e["standing"] == "unknown"),
            events=count["counts"] + count["reopened"], people=len(authors),
            conflicts=len(conflicts), derived=sum(stands(e) and "derived" in e for e in said),
            integrity=grades(activity, commits, lambda e: e in within))
    if of == "overall":
        goal = {"from": None, "every": "day", "target": 1}
        habit = dict(first=terms["start"], last=None, goals=[goal])
        holidays = [e for e in skips if e["target"] == "*"]
        days = {e["last"]: F(1) for e in activity}
        streaks = Habit(terms, habit, days, holidays, as_of).streaks()
        return {name: streaks[name] for name in ("strict", "protected", "freezes", "streak_unit")}
    if of == "habit":
        amounts, mine = defaultdict(F), lambda e: name in credits(e)
        for e in filter(mine, done): amounts[e["last"]] += e["x"]
        skips = [e for e in skips if e["target"] == "*" or mine(e)]
        habit = Habit(terms, terms["habit"], dict(amounts), skips, as_of)
        derived = amounts.keys() - {e["last"] for e in done if mine(e) and "derived" not in e}
        return dict(total=sum(amounts.values()), days=len(amounts), study_seconds=time_of(name),
            days_by_evidence=len(derived), today_rests_on_evidence=as_of in derived
            ) | habit.review(days, derived) | habit.today() | habit.streaks()
    def state(name):
        for said, events, day in (("done", done, "last"), ("dropped", skips, "first")):
            on = min((e[day] for e in events if name in credits(e)), default=None)
            if on: return said, on
        return "open", None
    states, active = {id: state(id) for id in tasks}, lambda wanted: [
        e["last"] for e in activity if wanted & set(credits(e))]
    plan = Plan(terms, states)
    if of == "curve": return plan.curve(days, as_of)
    if of == "forecast":
        holidays = [e for e in skips if e["target"] == "*"]
        row, drawn = forecast(terms, plan, holidays, {e["last"] for e in activity}, as_of, time_of)
        return dict(forecast=row), drawn
    if of == "task":
        due, (said, on) = plan.phases[0].due().get(name), states[name]
        row = dict(state=said, study_seconds=time_of(name))
        by = ["derived" in e for e in done if name in credits(e)]
        row["rests_on_evidence"] = bool(by) and all(by)
        row["to_be_done"] = due and dict(due=shown(due), late_days=as_of - due)
        return row | (dict(on=shown(on)) if on else {})
    row = plan.numbers(as_of, of == "phase")
    row["study_seconds"] = time(activity) if of == "total" else sum(map(time_of, tasks))
    if of == "total": return row
    days_of = active(set(tasks))
    if of == "skill":
        gained = sum(said == "done" and on in days for said, on in states.values())
        return dict(level=plan.done, of=plan.whole, percent=row["percent"], tasks=row["tasks"],
            study_seconds=row["study_seconds"], gained=gained,
            last_practised=shown(max(days_of, default=None)))
    late = {id: as_of + terms["days_over"] - due for id, due in plan.phases[0].due().items()}
    slipped = [dict(id=id, due=shown(as_of + terms["days_over"] - days), late_days=days,
        study_seconds=time_of(id)) for id, days in late.items() if days > 0]
    actual = dict(first=shown(min(days_of)), last=shown(max(days_of))) if days_of else None
    return row | dict(slipped=slipped, actual=actual)
def differences(name, wanted, printed):
    pairs = None
    if isinstance(wanted, dict) and isinstance(printed, dict):
        pairs = [(key, wanted[key], printed.get(key, "nothing")) for key in wanted]
    if isinstance(wanted, list) and isinstance(printed, list) and len(wanted) == len(printed):
        pairs = zip(range(len(wanted)), wanted, printed)
    if pairs is not None:
        return [d for key, a, b in pairs for d in differences(f"{name}.{key}", a, b)]
    if isinstance(wanted, (F, float)) and isinstance(printed, (int, float)):
        same = abs(wanted - printed) < 6e-5  # a score is rounded to four places
    else: same = wanted == printed
    return [] if same else [f"{name}: {wanted} from git, {printed} in the receipt"]
def check(git, receipt):
    terms, rows = receipt["terms"], {row["id"]: row for row in receipt["events"]}
    terms["rest"] = {NAMES.index(name) for name in terms["rest_days"]}
    to = {credit["name"]: credit["to"] for credit in terms["credits"]}
    credits = lambda e: to.get(e["target"], [])
    found, commits, conflicts = events(git, receipt)
    stand(found, receipt, credits, number(receipt["as_of"]))
    wrong = [f"event {id} is in no commit" for id in rows.keys() - found.keys()]
    for id, e in found.items():
        holiday = e["target"] == "*" and e["verb"] == "Skip" and terms["habit"]
        named = e["target"] in to
        said = dict(verb=e["verb"].lower(), target=e["target"], commit=e["commit"],
            days=dict(first=shown(e["first"]), last=shown(e["last"])))
        said |= dict(standing=e["standing"]) if terms["everything"] or named else {}
        if id in rows: wrong += differences(f"event {id}", said, rows[id])
        elif terms["everything"] or named or holiday or e["of"] & rows.keys():
            wrong.append(f"event {id} is missing")
    known = {id: e for id, e in found.items() if id in rows}
    wanted, name = numbers(receipt, known, commits, conflicts, credits), receipt["subject"]["of"]
    if isinstance(wanted, tuple): wrong += differences("drawn", wanted[1], receipt["drawn_from"])
    wanted = wanted[0] if isinstance(wanted, tuple) else wanted
    return wrong + differences(name, wanted, receipt["numbers"])
text, wrong, checked, git = sys.stdin.read().lstrip(), [], 0, Git(sys.argv[1])
while text:
    receipt, end = json.JSONDecoder().raw_decode(text)
    text, checked, wrong = text[end:].lstrip(), checked + 1, wrong + check(git, receipt["data"])
one = checked == 1
print("\n".join(wrong) or f"{checked} receipt{'s'[one:]} agree{'s' * one} with git")
sys.exit(bool(wrong) or not checked)
