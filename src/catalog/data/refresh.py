#!/usr/bin/env python3
"""Brings the catalogue's tables up to date from AWS's own answers.

  refresh.py apply --date 2026-11-23 FILE...   put answers of describe-vpc-endpoint-services into the tables
  refresh.py add-region CODE                   give a Region that was added to regions.tsv its column everywhere

An answer is the JSON that this command writes, one file per Region (pages one after the other are fine):

  aws ec2 describe-vpc-endpoint-services --region eu-west-1 --output json > eu-west-1.json

`apply` writes one letter for the run into availability.tsv and explains it in sources.tsv. A service that a complete
answer lacks becomes absent; unknown services get rows to be completed by hand. Notes say what a person must look at.
Everything is checked before anything is written, and only rows that change are rewritten. Python's standard library is
all it needs.
"""

import argparse
import json
import re
import string
import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
# A Region's whole answer has more interface services than this; fewer mean a filtered call.
SMALLEST_COMPLETE = 40
DEFAULT_PREFIX = "com.amazonaws"


class Problem(Exception):
    """Something the person who runs the script must fix."""


class Table:
    """One .tsv file: its comments, columns and rows, in order."""

    def __init__(self, path):
        self.path = path
        self.comments, body = [], []
        for line in path.read_text(encoding="utf-8").splitlines():
            (self.comments if line.startswith("#") else body).append(line)
        self.columns = body[0].split("\t")
        self.rows = [dict(zip(self.columns, line.split("\t"), strict=True)) for line in body[1:]]

    def find(self, **cells):
        for row in self.rows:
            if all(row[name] == value for name, value in cells.items()):
                return row
        return None

    def add(self, row):
        """Adds a row; cells that are not given are `-`."""
        full = {column: row.get(column, "-") for column in self.columns}
        self.rows.append(full)
        return full

    def text(self):
        lines = self.comments + ["\t".join(self.columns)]
        lines += ["\t".join(row[column] for column in self.columns) for row in self.rows]
        return "\n".join(lines) + "\n"


class Data:
    """All tables that a refresh touches."""

    def __init__(self, folder):
        self.regions, self.services, self.availability, self.sources, self.hosts, self.prices = (
            Table(folder / f"{name}.tsv")
            for name in ("regions", "services", "availability", "sources", "hosts", "prices")
        )
        self.codes = [row["code"] for row in self.regions.rows]

    def write(self):
        written = []
        for table in (self.services, self.availability, self.sources, self.hosts, self.prices):
            text = table.text()
            if text != table.path.read_text(encoding="utf-8"):
                table.path.write_text(text, encoding="utf-8")
                written.append(table.path.name)
        return written


# Reading answers


def documents(text, name):
    """The JSON documents of a text, one after the other."""
    decoder, at, found = json.JSONDecoder(), 0, []
    text = text.lstrip("\ufeff")
    while text[at:].strip():
        at += len(text[at:]) - len(text[at:].lstrip())
        try:
            document, at = decoder.raw_decode(text, at)
        except json.JSONDecodeError as error:
            raise Problem(f"{name}: not JSON in line {error.lineno}: {error.msg}. Take the output of --output json.")
        found.append(document)
    if not found:
        raise Problem(f"{name}: the file is empty.")
    return found


class Answer:
    """What AWS said about one Region."""

    def __init__(self, region):
        self.region = region
        self.listed = {}  # (service name, type) -> details
        self.whole = False

    def complete(self, kind):
        interfaces = sum(1 for _, each in self.listed if each == "Interface")
        return self.whole and interfaces >= SMALLEST_COMPLETE and any(each == kind for _, each in self.listed)


def region_of(details, codes, name):
    votes = Counter()
    for detail in details:
        said = detail.get("ServiceRegion") or next(
            (part for part in detail["ServiceName"].split(".") if part in codes), None
        )
        if said:
            votes[said] += 1
    if not votes:
        raise Problem(f"{name}: no service name tells the Region.")
    region = sorted(votes, key=lambda code: (-votes[code], code))[0]
    if region not in codes:
        raise Problem(f"{name}: {region} is not in regions.tsv. Add its row, then run refresh.py add-region {region}.")
    return region


def read_answers(paths, codes):
    answers = {}
    for path in paths:
        name = Path(path).name
        try:
            text = Path(path).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise Problem(f"{path}: cannot be read: {error}")
        for page in documents(text, name):
            for page in page if isinstance(page, list) else [page]:
                if not isinstance(page, dict) or "ServiceDetails" not in page:
                    raise Problem(f"{name}: no ServiceDetails: not an answer of describe-vpc-endpoint-services.")
                details = [
                    detail
                    for detail in page["ServiceDetails"]
                    if ".vpce." not in detail["ServiceName"] and detail.get("Owner", "amazon") == "amazon"
                ]
                if not details:
                    continue
                answer = answers.setdefault(region := region_of(details, codes, name), Answer(region))
                answer.whole |= not page.get("NextToken")
                for detail in details:
                    for each in detail.get("ServiceType", []):
                        if each["ServiceType"] in ("Gateway", "Interface"):
                            answer.listed[detail["ServiceName"], each["ServiceType"]] = detail
    if not answers:
        raise Problem("There is no service of AWS in the given files.")
    return [answers[region] for region in sorted(answers)]


# Names


def table_name(service, region, kind):
    """The full name that the table gives a service."""
    template = DEFAULT_PREFIX + ".*" if service["name"] == "=" else service["name"]
    for override in [] if service["name_overrides"] == "-" else service["name_overrides"].split():
        form, regions = override.split("=")
        only, _, form = form.rpartition(":")
        if region in regions.split(",") and only in ("", kind):
            template = form
            break
    return template.replace("*", f"{region}.{service['key']}").replace("{region}", region)


def key_of(name, region):
    """The part of a name that the Region does not change, and the prefix."""
    parts = name.split(".")
    if region not in parts:
        return name.removeprefix(DEFAULT_PREFIX + "."), ""
    at = parts.index(region)
    prefix, rest = ".".join(parts[:at]), ".".join(parts[at + 1 :])
    if prefix.endswith(DEFAULT_PREFIX) or re.fullmatch(r"eu\.amazonaws|gov\..*|uk\..*", prefix):
        return rest, prefix
    return f"{prefix}.{rest}", ""


def add_override(service, region, kind, form):
    """Notes another form of a service's name in one Region, merged with a like one."""
    words = [] if service["name_overrides"] == "-" else service["name_overrides"].split()
    both = " " in service["types"]
    form = f"{kind}:{form}" if both else form
    for at, word in enumerate(words):
        left, regions = word.split("=")
        if left == form:
            words[at] = f"{left}={','.join(sorted({*regions.split(','), region}))}"
            break
    else:
        words.append(f"{form}={region}")
    service["name_overrides"] = " ".join(words)


# Applying


def new_letters(data, date, name):
    """The run's letters: capital for listed, small for missing from a complete answer."""
    again = data.sources.find(name=name)
    if again:
        return again["code"], again["code"].lower()
    used = {row["code"] for row in data.sources.rows}
    for letter in string.ascii_uppercase:
        if letter not in used and letter.lower() not in used:
            break
    else:
        raise Problem("All letters are in use. Remove sources from sources.tsv that no row names any more.")
    title = "Answers of DescribeVpcEndpointServices"
    data.sources.add({"code": letter, "name": name, "class": "listed", "date": date, "title": title})
    data.sources.add({
        "code": letter.lower(),
        "name": f"{name}-missing",
        "class": "absent",
        "date": date,
        "title": "Missing from the complete answer of DescribeVpcEndpointServices",
    })
    return letter, letter.lower()


def apply(data, answers, date):
    """Puts answers into the tables; gives the notes for a person."""
    notes, changed = [], Counter()
    name = f"api-{date}"
    listed_letter, missing_letter = new_letters(data, date, name)
    services = {row["key"]: row for row in data.services.rows}
    rows = {(row["key"], row["type"]): row for row in data.availability.rows}
    policies = {}
    for answer in answers:
        region, column = answer.region, data.codes.index(answer.region)
        names = {
            (table_name(service, region, kind), kind): key
            for key, service in services.items()
            for kind in service["types"].split()
        }
        seen = set()
        for (full, kind), detail in sorted(answer.listed.items()):
            key = names.get((full, kind))
            if key is None:
                key, prefix = key_of(full, region)
                key = learn(data, services, rows, key, prefix, full, region, kind, notes)
            seen.add((key, kind))
            put(rows[key, kind], column, listed_letter, changed)
            if kind == "Interface" and "VpcEndpointPolicySupported" in detail:
                policies.setdefault(key, set()).add(detail["VpcEndpointPolicySupported"])
        for (key, kind), row in rows.items():
            if (key, kind) not in seen and answer.complete(kind) and row["regions"][column] != ".":
                put(row, column, missing_letter, changed)
        if not answer.complete("Interface"):
            notes.append(f"{region}: the answer is a part; what it lacks stays as it was")
    for key, values in sorted(policies.items()):
        service = services[key]
        told = service["policy"]
        if len(values) > 1:
            notes.append(f"{key}: an endpoint policy is possible in some Regions only; {told} stays")
        elif told != (value := "yes" if values.pop() else "no"):
            if told != "-":
                notes.append(f"{key}: the table said {told} to an endpoint policy, AWS says {value}")
            service["policy"], service["policy_source"] = value, name
            changed["policy facts"] += 1
    data.services.rows.sort(key=lambda row: row["key"])
    data.availability.rows.sort(key=lambda row: (row["key"], row["type"]))
    drop_unused(data)
    return notes, changed


def put(row, column, letter, changed):
    letters = row["regions"]
    if letters[column] != letter:
        changed["pairs"] += 1
        row["regions"] = letters[:column] + letter + letters[column + 1 :]


def learn(data, services, rows, key, prefix, full, region, kind, notes):
    """A name that the table does not give: another form, another type, or a service to be completed by hand."""
    service = services.get(key)
    if service is None:
        usual = prefix != "" or full == f"{DEFAULT_PREFIX}.{region}.{key}"
        service = services[key] = data.services.add({
            "key": key,
            "title": key,
            "category": "Other",
            "status": "listed",
            "types": kind,
            "name": "=" if usual else full.replace(region, "{region}"),
        })
        notes.append(f"{key}: new; give it a title and a category in services.tsv")
    if kind not in service["types"].split():
        service["types"] = " ".join(sorted([*service["types"].split(), kind]))
        notes.append(f"{key}: now has the type {kind} too")
    if (key, kind) not in rows:
        rows[key, kind] = data.availability.add({"key": key, "type": kind, "regions": "." * len(data.codes)})
    if table_name(service, region, kind) != full:
        add_override(service, region, kind, full.replace(f"{region}.{key}", "*"))
        notes.append(f"{key}: is called {full} in {region}")
    return key


def drop_unused(data):
    """Removes earlier answers that no row relies on any more."""
    letters = set("".join(row["regions"] for row in data.availability.rows))
    words = {
        word
        for row in data.services.rows
        for cell in ("policy_source", "private_dns_source")
        for word in row[cell].split("+")
    } | {row["zones_source"] for row in data.regions.rows}
    # The run's own absent letter stays only where it is used; base classes always stay.
    base = {"docs", "inferred", "cdk276", "weak", "absent", "moto"}
    data.sources.rows = [
        row
        for row in data.sources.rows
        if row["name"] in base | words or row["code"] in letters
    ]


def add_region(data, code):
    """Gives a Region its column in every table that has one."""
    if code not in data.codes:
        raise Problem(f"{code} is not in regions.tsv. Add its row first, sorted by code.")
    if data.codes != sorted(data.codes):
        raise Problem("regions.tsv is not sorted by code.")
    column, width = data.codes.index(code), len(data.codes)
    for table in (data.availability, data.hosts):
        for row in table.rows:
            if len(row["regions"]) == width - 1:
                row["regions"] = row["regions"][:column] + "." + row["regions"][column:]
            elif len(row["regions"]) != width:
                raise Problem(f"{table.path.name}: {row['key']} has {len(row['regions'])} columns instead of {width - 1}.")
    if not data.prices.find(region=code):
        data.prices.add({"region": code, "currency": "USD"})
        data.prices.rows.sort(key=lambda row: row["region"])


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=HERE, help="the folder with the tables")
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("apply", help="put answers of AWS into the tables")
    command.add_argument("--date", required=True, help="the day the answers were taken, as 2026-11-23")
    command.add_argument("--dry-run", action="store_true", help="say what would change, write nothing")
    command.add_argument("files", nargs="+", metavar="FILE")
    command = commands.add_parser("add-region", help="give a new Region its column")
    command.add_argument("code")
    options = parser.parse_args(arguments)
    try:
        data = Data(options.data)
        notes, changed = [], Counter()
        if options.command == "apply":
            if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", options.date):
                raise Problem(f"{options.date} is not a day. Write it as 2026-11-23.")
            notes, changed = apply(data, read_answers(options.files, data.codes), options.date)
        else:
            add_region(data, options.code)
        for note in notes:
            print(note)
        for what, count in sorted(changed.items()):
            print(f"{count} {what} changed")
        if getattr(options, "dry_run", False):
            print("Nothing written")
        else:
            print("Written: " + (", ".join(data.write()) or "nothing, all was up to date"))
    except Problem as problem:
        print(f"refresh.py: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
