"""CloudFormation and Terraform for the site: the tools' judgement, and that both say what headers.json says."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import cfnlint.decode

ROOT = Path(__file__).parents[2]
HOSTING = ROOT / "hosting"
HEADERS = json.loads((HOSTING / "headers.json").read_text())


def tool(name, named_by=None):
    """A program that the environment names, on PATH, or where `.ci/setup` puts it."""
    if named_by and os.environ.get(named_by):
        return os.environ[named_by]
    path = os.pathsep.join([str(ROOT / ".venv/bin"), os.environ["PATH"], str(ROOT / ".tools/checkov/bin")])
    found = shutil.which(name, path=path)
    assert found, f"{name} is missing; `make setup` puts the tools of the tests in place"
    return found


def run(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, **options)


def mirror():
    """A directory that holds `registry.terraform.io/hashicorp/aws`, in the places where systems keep such mirrors."""
    named = [os.environ.get(name) for name in ("TF_PLUGIN_DIR", "TF_PLUGIN_CACHE_DIR")]
    home = Path.home()
    usual = [home / ".terraform.d/plugins", home / ".terraform.d/plugin-cache", home / ".local/share/terraform/plugins"]
    searched = [
        provider.parents[2]
        for top in ("/opt", "/usr/local/share", "/usr/local/lib", "/usr/share", "/var/lib", "/srv")
        for depth in ("", "*/", "*/*/", "*/*/*/")
        for provider in sorted(Path(top).glob(f"{depth}registry.terraform.io/hashicorp/aws"))
    ]
    for directory in [*(Path(name) for name in named if name), *usual, *searched]:
        if (directory / "registry.terraform.io/hashicorp/aws").is_dir():
            return directory
    return None


class CloudFormation(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.template, problems = cfnlint.decode.decode(str(HOSTING / "cloudformation.yaml"))
        assert not problems, problems

    def properties(self, name):
        return self.template["Resources"][name]["Properties"]

    def test_cfn_lint_has_nothing_to_say(self):
        said = run(tool("cfn-lint"), "--include-checks", "I", "--", str(HOSTING / "cloudformation.yaml"))
        self.assertEqual((said.returncode, said.stdout + said.stderr), (0, ""))

    def test_the_headers_are_those_of_the_file(self):
        config = self.properties("Headers")["ResponseHeadersPolicyConfig"]
        security = config["SecurityHeadersConfig"]
        transport = security["StrictTransportSecurity"]
        sent = {
            "Content-Security-Policy": security["ContentSecurityPolicy"]["ContentSecurityPolicy"],
            "Strict-Transport-Security": f"max-age={transport['AccessControlMaxAgeSec']}"
            + ("; includeSubDomains" if transport["IncludeSubdomains"] else "")
            + ("; preload" if transport["Preload"] else ""),
            "X-Content-Type-Options": "nosniff" if security["ContentTypeOptions"]["Override"] else "",
            "X-Frame-Options": security["FrameOptions"]["FrameOption"],
            "Referrer-Policy": security["ReferrerPolicy"]["ReferrerPolicy"],
        }
        sent |= {item["Header"]: item["Value"] for item in config["CustomHeadersConfig"]["Items"]}
        self.assertEqual(sent, HEADERS)

    def test_the_function_is_that_of_the_file(self):
        code = self.properties("ViewerRequest")["FunctionCode"]
        self.assertEqual(code, (HOSTING / "viewer-request.js").read_text())

    def test_every_reference_is_used(self):
        behaviour = self.properties("Distribution")["DistributionConfig"]["DefaultCacheBehavior"]
        self.assertEqual(behaviour["ResponseHeadersPolicyId"], {"Ref": "Headers"})
        self.assertEqual(behaviour["CachePolicyId"], {"Ref": "CachePolicy"})


class Policy(unittest.TestCase):
    def test_nothing_inline_and_no_other_origin(self):
        policy = HEADERS["Content-Security-Policy"]
        rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
        self.assertEqual(rules["default-src"], "'none'")
        self.assertNotIn("unsafe-inline", policy)
        self.assertNotIn("'unsafe-eval'", policy)
        self.assertNotRegex(policy, r"https?:|\*|'unsafe-hashes'|strict-dynamic")
        self.assertEqual(rules["script-src"], "'self' 'wasm-unsafe-eval'")
        self.assertEqual(rules["style-src"], "'self'")
        self.assertEqual(rules["require-trusted-types-for"], "'script'")


class Terraform(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.scratch.cleanup)
        # The folder reads its neighbours; .terraform must not come into the sources.
        cls.folder = Path(shutil.copytree(HOSTING, Path(cls.scratch.name) / "hosting")) / "terraform"
        config = Path(cls.scratch.name) / "terraform.rc"
        found = mirror()
        config.write_text(
            "disable_checkpoint = true\n"
            + (f"provider_installation {{\n  filesystem_mirror {{\n    path = {json.dumps(str(found))}\n  }}\n}}\n" if found else "")
        )
        own = os.environ.get("TF_CLI_CONFIG_FILE")
        named = own if own and Path(own).is_file() else str(config)
        cls.environment = os.environ | {"TF_CLI_CONFIG_FILE": named, "TF_IN_AUTOMATION": "1", "CHECKPOINT_DISABLE": "1"}

    def terraform(self, *arguments):
        said = run(tool("terraform", "TERRAFORM"), *arguments, cwd=self.folder, env=self.environment)
        self.assertEqual(said.returncode, 0, said.stdout + said.stderr)
        return said.stdout

    def test_terraform_takes_it(self):
        self.terraform("fmt", "-check", "-diff")
        self.terraform("init", "-input=false", "-no-color", "-backend=false")
        self.assertIn("Success", self.terraform("validate", "-no-color"))

    def test_every_header_of_the_file_is_sent(self):
        text = (self.folder / "cloudfront.tf").read_text()
        block = re.search(r"security_headers = \[(.*?)\]", text, re.S)[1]
        for name in re.findall(r'"([^"]+)"', block):
            # Either its value is read from the file, or it can have one value only.
            self.assertTrue(f'local.headers["{name}"]' in text or HEADERS[name] in ("nosniff", "no-referrer"), name)
            self.assertIn(name, HEADERS)


class Checkov(unittest.TestCase):
    def test_checkov_finds_what_is_suppressed_with_a_reason_and_no_more(self):
        said = run(
            tool("checkov"), "--quiet", "--compact", "--skip-download", "--output", "json",
            "--directory", str(HOSTING), "--framework", "terraform", "cloudformation",
        )
        reports = json.loads(said.stdout)
        self.assertEqual({report["check_type"] for report in reports}, {"terraform", "cloudformation"})
        for report in reports:
            failed = report["results"]["failed_checks"]
            self.assertEqual([f"{each['check_id']} {each['resource']}: {each['check_name']}" for each in failed], [])


if __name__ == "__main__":
    sys.exit(unittest.main())
