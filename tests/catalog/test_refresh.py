"""The refresh script of the catalogue, run on copies of the tables: python3 -m unittest discover -s tests/catalog"""

import contextlib
import importlib.util
import io
import json
import shutil
import sys
import tempfile
import unittest
import zlib
from pathlib import Path

sys.dont_write_bytecode = True
DATA = Path(__file__).resolve().parents[2] / "src" / "catalog" / "data"
spec = importlib.util.spec_from_file_location("refresh", DATA / "refresh.py")
refresh = importlib.util.module_from_spec(spec)
spec.loader.exec_module(refresh)


def detail(name, kind="Interface", **more):
    return {"ServiceName": name, "ServiceType": [{"ServiceType": kind}], "Owner": "amazon", **more}


class Refresh(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        for path in DATA.glob("*.tsv"):
            shutil.copy(path, self.folder)

    def run_script(self, *words):
        """The exit code and everything printed."""
        out = io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            code = refresh.main(["--data", str(self.folder), *map(str, words)])
        return code, out.getvalue()

    def answer(self, *details, name="answer.json", **more):
        path = self.folder / name
        path.write_text(json.dumps({"ServiceDetails": list(details), **more}), encoding="utf-8")
        return path

    def rows(self, table):
        return {
            tuple(row[column] for column in ("key", "type") if column in row): row
            for row in refresh.Table(self.folder / f"{table}.tsv").rows
        }

    def letter(self, key, region, kind="Interface"):
        data = refresh.Data(self.folder)
        letters = data.availability.find(key=key, type=kind)["regions"]
        return letters[data.codes.index(region)]

    def tables(self):
        return {path.name: path.read_text(encoding="utf-8") for path in self.folder.glob("*.tsv")}

    def whole(self, region, without=()):
        """An answer that lists what the table believes in."""
        data = refresh.Data(self.folder)
        column = data.codes.index(region)
        services = {row["key"]: row for row in data.services.rows}
        return [
            detail(refresh.table_name(services[row["key"]], region, row["type"]), row["type"])
            for row in data.availability.rows
            if row["regions"][column] not in ".wx" and row["key"] not in without
        ]

    def test_all_tables_stay_small(self):
        # The download may grow by 60 KB of brotli; zlib does worse than brotli and is in the standard library.
        together = b"".join(path.read_bytes() for path in sorted(DATA.glob("*.tsv")))
        self.assertLess(len(zlib.compress(together, 9)), 60 * 1024)

    def test_tables_read_back_to_the_same_bytes(self):
        for path in self.folder.glob("*.tsv"):
            self.assertEqual(refresh.Table(path).text(), path.read_text(encoding="utf-8"), path.name)

    def test_a_part_changes_its_own_cells_only(self):
        before = self.rows("availability")
        path = self.answer(detail("com.amazonaws.us-east-2.kms", VpcEndpointPolicySupported=True))
        code, out = self.run_script("apply", "--date", "2026-11-23", path)
        self.assertEqual(code, 0, out)
        self.assertIn("1 pairs changed", out)
        self.assertIn("us-east-2: the answer is a part", out)
        self.assertEqual(self.letter("kms", "us-east-2"), "F")
        after = self.rows("availability")
        self.assertEqual([key for key in before if before[key] != after[key]], [("kms", "Interface")])
        source = refresh.Table(self.folder / "sources.tsv").find(code="F")
        self.assertEqual((source["name"], source["class"], source["date"]), ("api-2026-11-23", "listed", "2026-11-23"))

    def test_running_twice_changes_nothing_more(self):
        path = self.answer(*self.whole("eu-south-2"))
        self.run_script("apply", "--date", "2026-11-23", path)
        once = self.tables()
        code, out = self.run_script("apply", "--date", "2026-11-23", path)
        self.assertEqual((code, self.tables()), (0, once), out)
        self.assertIn("all was up to date", out)

    def test_a_whole_answer_tells_what_is_missing(self):
        path = self.answer(*self.whole("eu-south-2", without={"kms"}))
        code, out = self.run_script("apply", "--date", "2026-11-23", path)
        self.assertEqual(code, 0, out)
        self.assertEqual(self.letter("kms", "eu-south-2"), "f")
        self.assertEqual(self.letter("sqs", "eu-south-2"), "F")
        self.assertEqual(self.letter("s3", "eu-south-2", "Gateway"), "F")
        self.assertEqual(self.letter("kms", "eu-south-1"), "i")
        self.assertIsNotNone(refresh.Table(self.folder / "sources.tsv").find(code="f", **{"class": "absent"}))

    def test_a_page_that_others_follow_is_not_whole(self):
        path = self.answer(*self.whole("eu-south-2", without={"kms"}), NextToken="more")
        self.run_script("apply", "--date", "2026-11-23", path)
        self.assertEqual(self.letter("kms", "eu-south-2"), "i")

    def test_new_services_and_names_are_learned_in_order(self):
        path = self.answer(
            detail("com.amazonaws.us-east-2.brand-new"),
            detail("aws.api.us-east-2.brand-newer"),
            detail("com.amazonaws.us-east-2.kms"),
        )
        china = self.answer(detail("cn.com.amazonaws.cn-north-1.sns"), name="china.json")
        code, out = self.run_script("apply", "--date", "2026-11-23", path, china)
        self.assertEqual(code, 0, out)
        services = self.rows("services")
        self.assertEqual(services["brand-new",]["name"], "=")
        self.assertEqual(services["aws.api.brand-newer",]["name"], "aws.api.{region}.brand-newer")
        self.assertIn("cn.com.amazonaws.*=cn-north-1", services["sns",]["name_overrides"])
        self.assertIn("brand-new: new; give it a title", out)
        self.assertIn("sns: is called cn.com.amazonaws.cn-north-1.sns", out)
        self.assertEqual(list(services), sorted(services))
        self.assertEqual(self.letter("brand-new", "us-east-2"), "F")

    def test_s3_in_china_keeps_two_names(self):
        path = self.answer(
            detail("com.amazonaws.cn-north-1.s3", "Gateway"), detail("cn.com.amazonaws.cn-north-1.s3", "Interface")
        )
        before = self.rows("services")["s3",]
        code, out = self.run_script("apply", "--date", "2026-11-23", path)
        self.assertEqual((code, self.rows("services")["s3",]), (0, before), out)

    def test_other_owners_and_balancers_are_left_out(self):
        path = self.answer(
            detail("com.amazonaws.us-east-2.kms"),
            detail("com.amazonaws.vpce.us-east-2.vpce-svc-0123"),
            detail("com.amazonaws.us-east-2.theirs", Owner="123456789012"),
            detail("com.amazonaws.us-east-2.firewall", "GatewayLoadBalancer"),
        )
        code, out = self.run_script("apply", "--date", "2026-11-23", path)
        self.assertEqual(code, 0, out)
        self.assertEqual(len(self.rows("services")), 515)

    def test_pages_may_follow_each_other(self):
        pages = [{"ServiceDetails": [detail(f"com.amazonaws.us-east-2.{key}")]} for key in ("kms", "sqs")]
        path = self.folder / "pages.json"
        path.write_text("\n".join(map(json.dumps, pages)), encoding="utf-8")
        self.run_script("apply", "--date", "2026-11-23", path)
        self.assertEqual([self.letter(key, "us-east-2") for key in ("kms", "sqs")], ["F", "F"])

    def test_a_later_run_replaces_the_letter_of_an_earlier_one(self):
        path = self.answer(detail("com.amazonaws.us-east-2.kms"))
        self.run_script("apply", "--date", "2026-11-23", path)
        self.run_script("apply", "--date", "2026-12-24", path)
        self.assertEqual(self.letter("kms", "us-east-2"), "G")
        self.assertIsNone(refresh.Table(self.folder / "sources.tsv").find(code="F"))

    def test_what_cannot_be_used_changes_nothing(self):
        before = self.tables()
        broken = self.folder / "broken.json"
        good = self.answer(detail("com.amazonaws.us-east-2.kms"))
        cases = [
            ("", "empty"),
            ('{"ServiceDetails": [', "not JSON in line 1"),
            ('{"Vpcs": []}', "no ServiceDetails"),
            ('{"ServiceDetails": []}', "no service of AWS"),
            (json.dumps({"ServiceDetails": [detail("com.amazonaws.iam")]}), "tells the Region"),
            (json.dumps({"ServiceDetails": [detail("x", ServiceRegion="xx-new-1")]}), "xx-new-1 is not in regions.tsv"),
        ]
        for text, message in cases:
            broken.write_text(text, encoding="utf-8")
            code, out = self.run_script("apply", "--date", "2026-11-23", broken)
            self.assertEqual((code, message in out), (1, True), out)
        self.assertEqual(self.run_script("apply", "--date", "2026-11-23", good, self.folder / "none.json")[0], 1)
        self.assertEqual(self.run_script("apply", "--date", "yesterday", good)[0], 1)
        self.assertEqual(self.run_script("apply", "--dry-run", "--date", "2026-11-23", good)[0], 0)
        self.assertEqual(self.tables(), before)

    def test_a_new_region_gets_its_column(self):
        regions = self.folder / "regions.tsv"
        lines = regions.read_text(encoding="utf-8").splitlines()
        at = next(at for at, line in enumerate(lines) if line.startswith("eu-west-1\t"))
        lines.insert(at, lines[at].replace("eu-west-1", "eu-west-0"))
        regions.write_text("\n".join(lines) + "\n", encoding="utf-8")
        code, out = self.run_script("add-region", "eu-west-0")
        self.assertEqual(code, 0, out)
        data = refresh.Data(self.folder)
        for table in (data.availability, data.hosts):
            self.assertEqual({len(row["regions"]) for row in table.rows}, {47})
        self.assertEqual(self.letter("sqs", "eu-west-0"), ".")
        self.assertEqual(self.letter("sqs", "us-east-1"), "A")
        self.assertEqual(data.prices.find(region="eu-west-0")["nat_hour"], "-")
        self.assertIn("all was up to date", self.run_script("add-region", "eu-west-0")[1])
        self.assertEqual(self.run_script("add-region", "eu-west-9")[0], 1)


if __name__ == "__main__":
    unittest.main()
