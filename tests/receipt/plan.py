"""Percentages, pace, curve, due days and the forecast: written from docs/progress.md, T23 of
docs/time.md, and docs/forecast.md. Days are numbers; a task's state is (its name, its day)."""
from bisect import bisect_left, bisect_right
from fractions import Fraction as F
from itertools import accumulate
from habit import number, shown, weekday
def ceil(a, b): return -(-a // b)
class Phase:
    def __init__(self, row, states, rest):
        first, last = (number(row["window"][key]) for key in ("first", "last"))
        self.id, self.window, tasks = row["id"], range(first, last + 1), row["tasks"]
        self.owed = [day for day in self.window if weekday(day) not in rest] or list(self.window)
        self.tasks = [(task["id"], task["weight"], *states[task["id"]]) for task in tasks]
        self.kept = [task for task in self.tasks if task[2] != "dropped"]
        self.open = [task for task in self.kept if task[2] == "open"]
        self.whole, self.left = (sum(task[1] for task in all) for all in (self.kept, self.open))
    def planned(self, day): return F(bisect_left(self.owed, day), len(self.owed))
    def due(self):  # by when each open task should be done (T23)
        sums = accumulate((task[1] for task in self.open), initial=self.whole - self.left)
        days = (ceil(part * len(self.owed), max(self.whole, 1)) for part in list(sums)[1:])
        return {task[0]: self.owed[at - 1] for task, at in zip(self.open, days) if at}
class Plan:  # the whole plan, or one phase of it
    def __init__(self, terms, states):
        self.phases = [Phase(row, states, terms["rest"]) for row in terms["phases"]]
        self.tasks = [task for phase in self.phases for task in phase.tasks]
        self.whole = sum(phase.whole for phase in self.phases)
        self.done = self.whole - sum(phase.left for phase in self.phases)
        self.start = min((phase.window[0] for phase in self.phases), default=number(terms["start"]))
        self.end = max((phase.window[-1] for phase in self.phases), default=number(terms["start"]))
    def planned(self, day):
        parts = (phase.whole * phase.planned(day) for phase in self.phases)
        return sum(parts, F(0)) / (self.whole or 1)
    def numbers(self, as_of, of_phase):
        states, planned = [task[2] for task in self.tasks], None
        if self.whole or of_phase:
            curve = self.phases[0] if of_phase else self
            planned = int(curve.planned(as_of) * 100)
        return dict(tasks={name: states.count(name) for name in ("done", "open", "dropped")},
            percent=self.done * 100 // self.whole if self.whole else None, planned_percent=planned,
            pace=self.pace(as_of))
    def pace(self, as_of):
        if not self.whole: return dict(state="empty")
        if self.done == self.whole:
            on = max(task[3] for phase in self.phases for task in phase.kept)
            return dict(state="finished", on=shown(on), late_days=on - self.end)
        begins, weight = min(((phase.window[0], at, phase.open[0][1]) for at, phase
            in enumerate(self.phases) if phase.open))[::2]
        share, due = F(self.done, self.whole), F(self.done + weight, self.whole)
        late = next((day for day in range(self.start, as_of + 1) if self.planned(day) >= due), None)
        if late: return dict(state="behind", days=as_of - late + 1)
        if as_of < self.start and not self.done: return dict(state="upcoming")
        ahead = (day for day in range(self.start, self.end + 2) if self.planned(day) > share)
        reached = next(ahead, self.end + 2) - 1
        if reached <= as_of: return dict(state="on-time")
        return dict(state="ahead", days=reached - as_of)
    def curve(self, days, as_of):
        kept = [task for phase in self.phases for task in phase.kept]
        done = sorted((task[3], task[1]) for task in kept if task[2] == "done")
        first = min([self.start] + [day for day, _ in done[:1]])
        def row(day):
            part = sum(weight for on, weight in done if on <= day) * 100 // self.whole
            return part if day <= as_of else None, int(self.planned(day) * 100)
        if not self.whole: return dict(change=None, burn_up=[])
        rows = {day: row(day) for day in range(first, max(self.end, as_of) + 1)}
        burn_up = [dict(day=shown(day), percent=part, planned_percent=planned)
            for day, (part, planned) in rows.items()]
        before, after = days[0] - 1, min(days[-1], as_of)
        at = lambda day: rows[min(day, max(rows))] if day >= first else (0, rows[first][1])
        change = dict(percent_before=at(before)[0], percent=at(after)[0],
            planned_percent_before=at(before)[1] if before >= first else 0,
            planned_percent=at(after)[1])
        return dict(change=change, burn_up=burn_up)
def record(plan, terms, owed, active, as_of):  # what was done on each of the last owed days
    done, many = sorted((task[3], task[1] * 1000) for task in plan.tasks if task[2] == "done"), {}
    for day, _ in done: many[day] = many.get(day, 0) + 1
    most = max(len(plan.tasks) // 5, 5)
    done = [(day, weight) for day, weight in done if many[day] <= most]
    last = as_of - (as_of not in [day for day, _ in done])
    days = [day for day in range(number(terms["start"]), last + 1) if owed(day)][-150:]
    days = days[max(bisect_left(days, min(active, default=as_of)) - 28, 0):]
    weights, tasks = dict.fromkeys(days, 0), 0
    for day, weight in done:
        at = bisect_right(days, day)
        if at: weights[days[at - 1]] += weight
        tasks += at > 0
    return weights, tasks, last + 1
def draw(weights, under_way, milestones, seed, said):  # in every future, the days to each milestone
    n, values = len(weights), list(weights.values())
    pauses = "".join("x" if value else " " for value in values).split("x")
    values[-1] += under_way
    block = max(min(28, n // 5), 1)
    pause = max(map(len, pauses)) - 2 * n // max(sum(value > 0 for value in values), 1)
    urn = max(n * 1024 // max(block * 3 // 2, pause * 8, 1), 512)
    said |= dict(block_days=block, record_weight=urn, futures=600)
    before, mask = list(accumulate(values * 2, initial=0)), 2**64 - 1
    reached = [[] for _ in milestones]
    def below(end):  # SplitMix64
        nonlocal seed
        seed = seed + 0x9E3779B97F4A7C15 & mask
        mixed = (seed ^ seed >> 30) * 0xBF58476D1CE4E5B9 & mask
        mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB & mask
        return (mixed ^ mixed >> 31) * end >> 64
    for future in range(600):
        done, days, at, first, blocks = 0, 0, 0, future * n // 600, []
        while days < 3652:
            blocks.append(first)
            after = done + before[first + block] - before[first]
            while at < len(milestones) and milestones[at] <= after:
                day = bisect_left(before, before[first] + milestones[at] - done, first + 1) - first
                reached[at].append(days + day)
                at += 1
            if at == len(milestones): break
            done, days = after, days + block
            copy = below(urn + 1024 * len(blocks)) - urn
            first = blocks[copy // 1024] if copy >= 0 else below(n)
    return list(map(sorted, reached))
def quantile(reached, percent):
    wanted = ceil(600 * percent, 100)
    if len(reached) < wanted: return None
    days = reached[wanted - 1]
    return days - (wanted - bisect_left(reached, days) < bisect_right(reached, days) - wanted)
def forecast(terms, plan, holidays, active, as_of, time_of):  # and what it is drawn from
    owed = lambda day: weekday(day) not in terms["rest"] and not any(
        e["first"] <= day <= e["last"] for e in holidays)
    phases = sorted(plan.phases, key=lambda phase: phase.window[0])
    phases = [phase for phase in phases if phase.left]
    if not phases: return dict(state="nothing-left"), None
    weights, tasks, next_day = record(plan, terms, owed, active, as_of)
    n, since = len(weights), 0
    for weight in reversed(weights.values()):
        if weight: break
        since += 1
    under_way = min(sum(weights.values()) // max(n, 1) * since, phases[0].open[0][1] * 1000)
    done = [(id, weight) for id, weight, state, _ in plan.tasks if state == "done"]
    seed = number(terms["start"]) - number("1970-01-01")
    seed = ((seed % 2**64 << 32 | seed % 2**64 >> 32) ^ len(done)) % 2**64
    said = dict(under_way=under_way, next_day=shown(next_day), seed=seed, left_phases=[
        dict(id=phase.id, left_weight=phase.left * 1000) for phase in phases])
    drawn = {day: weight + under_way * (day == max(weights)) for day, weight in weights.items()}
    said["owed_record"] = [dict(day=shown(day), finished_weight=drawn[day]) for day in weights]
    if n < 10 or tasks < 3: return dict(state="too-early", owed_days=n, tasks=tasks), said
    left = list(accumulate(phase.left * 1000 for phase in phases))
    reached = draw(weights, under_way, [max(part - under_way, 1) for part in left], seed, said)
    ahead = [day for day in range(next_day, as_of + 3653) if owed(day)]
    date = lambda days: ahead[days - 1] if days and days <= len(ahead) else None
    end = number(terms["end"])
    def finish(at, planned):
        p50, p80 = (date(quantile(reached[at], percent)) for percent in (50, 80))
        late = p50 and p50 - planned
        return dict(planned=shown(planned), p50=shown(p50), p80=shown(p80), late_days=late)
    days, usual = bisect_right(ahead, end), quantile(reached[-1], 50)
    numbers = dict(state="known", owed_days=n, tasks=tasks, goal=finish(-1, end),
        phases=[dict(finish(at, phase.window[-1]), id=phase.id) for at, phase in enumerate(phases)],
        in_time_percent=bisect_right(reached[-1], days) * 100 // 600,
        more_seconds_a_day=None, more_tasks_a_week=None)
    if usual and 0 < days < usual:  # what it would take
        more, over = left[-1] * (usual - days), days * usual
        by_estimate = terms["weight"] == "seconds"
        timed = [(time_of(id), weight if by_estimate else 1) for id, weight in done if time_of(id)]
        is_timed, week = timed and 2 * len(timed) >= len(done), 7 - min(len(terms["rest"]), 6)
        rate = [sum(part) for part in zip(*timed)] if is_timed else by_estimate and (1, 1)
        if rate: numbers["more_seconds_a_day"] = ceil(more * rate[0], over * 1000 * rate[1])
        else: numbers["more_tasks_a_week"] = ceil(ceil(more * week, over), 100) / 10
    return numbers, said
