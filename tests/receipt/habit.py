"""Habits and streaks, day by day: written from docs/time.md. Days are numbers; 1 was a Monday."""
import re
from collections import Counter
from datetime import date
from fractions import Fraction as F
from functools import lru_cache
NAMES = "monday tuesday wednesday thursday friday saturday sunday".split()
def number(text): return date.fromisoformat(text).toordinal()
def shown(day): return day and str(date.fromordinal(day))
def weekday(day): return (day - 1) % 7
class Habit:  # day by day; the overall streak is a habit that anything meets
    def __init__(self, terms, habit, amounts, skips, as_of):
        self.terms, self.amounts, self.skips, self.as_of = terms, amounts, skips, as_of
        self.first, self.last = number(habit["first"]), number(habit["last"] or "9999-12-31")
        self.begins, work = min([self.first, as_of, *amounts]), set(range(7)) - terms["rest"]
        self.goals = [(number(g["from"] or "0001-01-01"), *self.cadence(g["every"], work),
            F(str(g["target"])), g.get("stretch")) for g in habit["goals"]]
        self.goal = lru_cache(None)(lambda day: [g for g in self.goals if g[0] <= day][-1])
        self.unit = lru_cache(None)(self.unit)
    def cadence(self, every, work):  # kind, so many of so many days, days of the week (T10)
        n = [int(digits) for digits in re.findall(r"\d+", every)]
        if "/" in every: return every.split("/")[1], n[0], 30 if "month" in every else 7, work
        if n: return "window", *(1, *n)[-2:], work
        named = {at for at, name in enumerate(NAMES) if name[:3] in every}
        named = {"day": work, "weekday": work & set(range(5))}.get(every, named)
        return "day", len(named), 7, named
    def met(self, day):
        return day <= self.as_of and 0 < self.amounts.get(day, 0) >= self.goal(day)[5]
    def able(self, day, skips):
        return self.first <= day <= self.last and not (skips and self.excused(day))
    def excused(self, day): return any(e["first"] <= day <= e["last"] for e in self.skips)
    def period(self, kind, day):  # the days of a unit that holds a day, or ends on it
        if kind == "window": return range(day - self.goal(day)[3] + 1, day + 1)
        if kind == "day": return range(day, day + 1)
        if kind == "month":
            first = day - date.fromordinal(day).day + 1
            return range(first, date.fromordinal(first + 31).replace(day=1).toordinal())
        first = day - (weekday(day) - NAMES.index(self.terms["week_starts"])) % 7
        return range(first, first + 7)
    def unit(self, kind, day, skips):  # its quota and use, and whether it is owed (T11 to T13)
        goal, days = self.goal(day), self.period(kind, day)
        same = lambda at: self.goal(at)[1:4] == goal[1:4] if kind == "window" else (
            self.goal(at)[1] == kind and (kind != "day" or weekday(at) in goal[4]))
        n = lambda at: 1 if kind == "day" else min(self.goal(at)[2], len(days))
        quota = sum(n(at) for at in days if self.able(at, skips) and same(at)) // len(days)
        used = sum(self.met(at) for at in days if kind == "window" or self.goal(at)[1] == kind)
        owed = kind != "window" or self.able(day, skips) and weekday(day) in goal[4]
        return quota, used, owed and quota > 0
    def walk(self, skips, freezes):  # the run, and each closed unit with its verdict
        run, longest, spent, verdicts, breaks = 0, 0, Counter(), [], None
        met = lambda unit: unit[1] >= max(unit[0], 1)
        kinds = lambda day: dict.fromkeys(("month", "week", self.goal(day)[1]))
        opened = lambda day: sum(met(self.unit(kind, day, skips)) for kind in kinds(day))
        for day in range(self.begins, self.as_of + 400):  # T15 to T17
            month = shown(day)[:7]
            if day == self.as_of: current, most, left = run + opened(day), longest, spent[month]
            for kind in kinds(day):
                if self.period(kind, day)[-1] != day: continue
                unit = self.unit(kind, day, skips)
                verdict = "met" if met(unit) else "missed" if unit[2] else None
                if verdict == "missed" and run and spent[month] < freezes: spent[month] += 1
                else: run = run + 1 if verdict == "met" else 0 if verdict else run
                longest = max(longest, run)
                if day < self.as_of + self.terms["days_over"]: verdicts.append((day, verdict))
            if day >= self.as_of and run + opened(day + 1) == 0:
                breaks = day + 1 - self.as_of if current else None
                break
        run = dict(current=current, longest=max(most, current), days_until_break=breaks)
        return run | dict(at_risk=breaks == 1), left, verdicts
    def streaks(self):
        freezes, goals = self.terms["freezes_per_month"], self.goals
        kinds = {g[1].replace("window", "day") for g in goals if g[0] <= self.as_of}
        (strict, _, _), (run, spent, _) = self.walk(False, 0), self.walk(True, freezes)
        old = dict(current_days=strict["current"], longest_days=strict["longest"],
            at_risk=strict["at_risk"])
        return dict(strict=strict, protected=run,
            streak_unit=kinds.pop() if len(kinds) == 1 else "mixed",
            freezes=dict(per_month=freezes, spent=spent, left=max(freezes - spent, 0)),
            streak=old if {g[1] for g in goals} == {"day"} else None)
    def scores(self):  # the strength by day (T21)
        score, shares, scores = 0.0, [], {}
        for day in range(self.begins, self.as_of + 1):
            _, _, n, d, _, target, _ = self.goal(day)
            if self.able(day, True) or self.amounts.get(day):
                shares.append(int(min(self.amounts.get(day, 0), target) * 1_000_000 / target))
                n = min(n, d)  # with 0 the score stays
                m = 0.5 ** ((n / d) ** 0.5 / 13)
                value = min(sum(shares[-2 * d:]) / 2e6 / max(n, 1), 1)
                value = shares[-1] / 1e6 if n == d else value
                score = max(score if day == self.as_of else 0, score * m + value * (1 - m))
            scores[day] = score
        return scores
    def today(self):  # what is owed and due, and how far the open period is (T19, T20)
        day, (_, kind, _, _, named, target, stretch) = self.as_of, self.goal(self.as_of)
        running, can = self.able(day, False), self.able(day, True) and not self.met(day)
        said = dict(target=target, stretch=stretch, owed_today=None, due_today=False, period=None)
        said |= dict(today=self.amounts.get(day, 0), running=running)
        said |= dict(excused_today=self.excused(day))
        if kind == "day": said["owed_today"] = running and weekday(day) in named
        if kind == "day": said["due_today"] = can and weekday(day) in named
        if kind == "day" or not running: return said
        (quota, used, _), days = self.unit(kind, day, True), self.period(kind, day)
        missing, left = max(quota - used, 0), None
        if kind == "window":  # until the first window that would be missed
            for ahead in (n for n in range(401) if self.goal(day + n)[1] == kind and left is None):
                asked, done, owed = self.unit(kind, day + ahead, True)
                left = ahead + (not self.met(day)) if owed and done < asked else None
            said["due_today"] = can and weekday(day) in named and missing > 0
        else:
            ahead = range(day + self.met(day), days[-1] + 1)
            left = sum(self.able(at, True) and self.goal(at)[1] == kind for at in ahead)
            said["due_today"] = can and 0 < missing >= left
        said["period"] = dict(kind=kind, first=shown(days[0]), last=shown(days[-1]), quota=quota,
            used=used, days_left=left, lost=kind != "window" and missing > left)
        return said
    def review(self, days, derived):  # how it went in some days, and by weeks (T22)
        units = self.walk(True, self.terms["freezes_per_month"])[2]
        verdicts = Counter(verdict for day, verdict in units if day in days)
        kinds = dict.fromkeys(("month", "week", self.goal(self.as_of)[1]))
        now = [self.unit(kind, self.as_of, True) for kind in kinds]
        is_open = self.as_of in days and not self.terms["days_over"]
        met = sum(unit[1] >= max(unit[0], 1) for unit in now) if is_open else 0
        rows, scores, end = [], self.scores(), min(self.last, days[-1])
        for week in {self.period("week", day): 0 for day in range(self.begins, self.as_of + 1)}:
            amounts = [self.amounts[day] for day in week if self.amounts.get(day)]
            kinds = {self.goal(day)[1] for day in week if day >= self.begins}
            asked = self.unit("week", week[0], True)[0] if kinds == {"week"} else sum(
                self.unit("day", day, True)[0] for day in week) if kinds == {"day"} else None
            row = dict(first=shown(week[0]), last=shown(week[-1]), amount=sum(amounts), asked=asked,
                active_days=len(amounts), active_days_by_evidence=len(derived & set(week)),
                met_days=sum(map(self.met, week)),
                score=scores[min(week[-1], self.as_of)])
            if week[-1] >= days[0] and (week[0] <= end or amounts): rows.append(row)
        mine = [self.amounts[day] for day in self.amounts if day in days]
        return dict(met=verdicts["met"] + met, missed=verdicts["missed"], amount=sum(mine),
            active_days=len(mine), active_days_by_evidence=len(derived & set(days)),
            weeks=rows[-53:], score=scores[self.as_of])
