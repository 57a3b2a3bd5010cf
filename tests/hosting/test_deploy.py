"""`make deploy` and `make rollback` against the S3 and CloudFront of moto, on loopback."""

import base64
import hashlib
import json
import logging
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

import boto3
from moto.server import ThreadedMotoServer

ROOT = Path(__file__).parents[2]
BUCKET = "designer-site"
FIXED = "public, max-age=31536000, immutable"
TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".wasm": "application/wasm", ".png": "image/png"}


def integrity(data):
    return "sha384-" + base64.b64encode(hashlib.sha384(data).digest()).decode()


def build(folder, content, **stable):
    """A small build in the form of .ci/dist: an entry page, a worker, a page beside, and what the entry page names."""
    hashed = hashlib.sha256(content).hexdigest()[:16]
    files = {
        f"app-{hashed}_bg.wasm": content,
        f"app-{hashed}.js": b"load " + content,
        "icon-0123456789abcdef.png": b"png",
        "index.html": f"<script src=app-{hashed}.js></script>".encode(),
        "sw.js": hashed.encode(),
        "rules.html": stable.get("rules", b"rules"),
    }
    listed = {}
    for path, data in files.items():
        (folder / path).write_bytes(data)
        encodings = {}
        if not path.endswith(".png"):
            for ending in ("br", "gz"):
                packed = ending.encode() + b" " + data
                (folder / f"{path}.{ending}").write_bytes(packed)
                encodings[ending] = {"bytes": len(packed), "integrity": integrity(packed)}
        fixed = path.startswith(("app-", "icon-"))
        listed[path] = {
            "type": TYPES[Path(path).suffix], "cache": FIXED if fixed else "no-cache", "bytes": len(data),
            "integrity": integrity(data), "encodings": encodings,
        }
    (folder / "build.json").write_text(json.dumps({"build": hashed, "version": "0.1.0", "files": listed}))
    return hashed


class Deploy(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        # A line for each request would bury what failed.
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        cls.server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        cls.server.start()
        cls.addClassCleanup(cls.server.stop)
        host, port = cls.server.get_host_and_port()
        cls.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("AWS_")},
            "PATH": f"{ROOT / '.venv/bin'}{os.pathsep}{os.environ['PATH']}",
            "AWS_ENDPOINT_URL": f"http://{host}:{port}", "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing", "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull, "AWS_EC2_METADATA_DISABLED": "true",
        }
        session = boto3.Session("testing", "testing", region_name="us-east-1")
        cls.s3 = session.client("s3", endpoint_url=cls.environment["AWS_ENDPOINT_URL"])
        cls.cloudfront = session.client("cloudfront", endpoint_url=cls.environment["AWS_ENDPOINT_URL"])

    def setUp(self):
        requests = boto3.session.botocore.httpsession.URLLib3Session()
        address = self.environment["AWS_ENDPOINT_URL"] + "/moto-api/reset"
        requests.send(boto3.session.botocore.awsrequest.AWSRequest("POST", address).prepare())
        self.s3.create_bucket(Bucket=BUCKET)
        self.distribution = self.cloudfront.create_distribution(DistributionConfig={
            "CallerReference": "site", "Comment": "", "Enabled": True,
            "Origins": {"Quantity": 1, "Items": [{"Id": "bucket", "DomainName": f"{BUCKET}.s3.amazonaws.com", "S3OriginConfig": {"OriginAccessIdentity": ""}}]},
            "DefaultCacheBehavior": {"TargetOriginId": "bucket", "ViewerProtocolPolicy": "redirect-to-https", "MinTTL": 0, "ForwardedValues": {"QueryString": False, "Cookies": {"Forward": "none"}}},
        })["Distribution"]["Id"]
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = Path(scratch.name)

    def make(self, what, fails=False, **variables):
        command = ["make", "--no-print-directory", what, f"BUCKET={BUCKET}", f"DIST={self.folder}"]
        command += [f"{name}={value}" for name, value in variables.items()]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True)
        self.assertEqual(done.returncode != 0, fails, done.stdout + done.stderr)
        return done.stderr

    def fill(self, content, **stable):
        for old in self.folder.iterdir():
            old.unlink()
        return build(self.folder, content, **stable)

    def head(self, key):
        return self.s3.head_object(Bucket=BUCKET, Key=key)

    def text(self, key):
        return self.s3.get_object(Bucket=BUCKET, Key=key)["Body"].read().decode()

    def invalidated(self):
        found = self.cloudfront.list_invalidations(DistributionId=self.distribution)["InvalidationList"].get("Items", [])
        return [
            sorted(self.cloudfront.get_invalidation(DistributionId=self.distribution, Id=each["Id"])["Invalidation"]["InvalidationBatch"]["Paths"]["Items"])
            for each in found
        ]

    def test_types_encodings_and_caching_are_those_of_the_list(self):
        version = self.fill(b"one")
        self.make("deploy")
        wasm = self.head(f"app-{version}_bg.wasm")
        self.assertEqual((wasm["ContentType"], wasm["CacheControl"], wasm.get("ContentEncoding")), ("application/wasm", FIXED, None))
        packed = self.head(f"app-{version}_bg.wasm.br")
        self.assertEqual((packed["ContentType"], packed["CacheControl"], packed["ContentEncoding"]), ("application/wasm", FIXED, "br"))
        entry = self.head("index.html.gz")
        self.assertEqual((entry["ContentType"], entry["CacheControl"], entry["ContentEncoding"]), ("text/html; charset=utf-8", "no-cache", "gzip"))
        self.assertEqual(self.head("sw.js")["CacheControl"], "no-cache")
        self.assertEqual(self.text(f"app-{version}_bg.wasm.br"), "br one")
        self.assertEqual(json.loads(self.text("build.json"))["build"], version)

    def test_the_entry_page_comes_last(self):
        version = self.fill(b"one")
        self.make("deploy")
        objects = self.s3.list_objects_v2(Bucket=BUCKET)["Contents"]
        times = {each["Key"]: each["LastModified"] for each in objects}
        public = [key for key in times if not key.startswith(".releases/")]
        entry = min(times[key] for key in public if key.startswith("index.html"))
        self.assertTrue(all(times[key] <= entry for key in public if not key.startswith("index.html")), times)
        # What it names was there even before the worker.
        self.assertLessEqual(times[f"app-{version}.js"], times["sw.js"])

    def test_only_what_changed_is_uploaded_and_invalidated(self):
        self.fill(b"one")
        self.make("deploy", DISTRIBUTION=self.distribution)
        first = self.head("icon-0123456789abcdef.png")["LastModified"]
        self.fill(b"two")
        said = self.make("deploy", DISTRIBUTION=self.distribution)
        self.assertEqual(self.head("icon-0123456789abcdef.png")["LastModified"], first)
        self.assertIn("6 new files", said)
        self.assertEqual(
            sorted(self.invalidated(), key=len),
            [["/index.html*", "/sw.js*"], ["/index.html*", "/rules.html*", "/sw.js*"]],
        )
        # The same again changes nothing.
        said = self.make("deploy", DISTRIBUTION=self.distribution)
        self.assertIn("0 new files", said)
        self.assertEqual(len(self.invalidated()), 2)

    def test_one_command_goes_back_and_forth(self):
        one = self.fill(b"one", rules=b"first rules")
        self.make("deploy")
        two = self.fill(b"two", rules=b"other rules")
        self.make("deploy")
        self.assertIn(two, self.text("index.html"))
        # Nothing of it comes from this machine.
        for old in self.folder.iterdir():
            old.unlink()
        self.make("rollback", DISTRIBUTION=self.distribution)
        self.assertIn(one, self.text("index.html"))
        self.assertEqual(self.text("rules.html"), "first rules")
        self.assertEqual(self.head("index.html.br")["ContentEncoding"], "br")
        self.assertEqual(self.head("index.html.br")["CacheControl"], "no-cache")
        self.assertEqual(self.text(f"app-{one}.js"), "load one")
        self.assertEqual(self.invalidated(), [["/index.html*", "/rules.html*", "/sw.js*"]])
        # Pages of the newer version that are open go on.
        self.assertEqual(self.text(f"app-{two}.js"), "load two")
        self.assertIn("no version before", self.make("rollback", fails=True))
        self.make("rollback", BUILD=two)
        self.assertIn(two, self.text("index.html"))

    def test_a_folder_of_the_bucket(self):
        version = self.fill(b"one")
        self.s3.put_object(Bucket=BUCKET, Key="index.html", Body=b"another site")
        self.make("deploy", PREFIX="tools/designer", DISTRIBUTION=self.distribution)
        self.assertEqual(self.text("index.html"), "another site")
        self.assertIn(version, self.text("tools/designer/index.html"))
        self.assertEqual(self.invalidated(), [[f"/tools/designer/{name}*" for name in ("index.html", "rules.html", "sw.js")]])

    def test_a_build_that_is_not_whole_is_refused(self):
        one = self.fill(b"one")
        self.make("deploy")
        two = self.fill(b"two")
        (self.folder / "sw.js").write_text("changed by hand")
        self.assertIn("sw.js is not what was built", self.make("deploy", fails=True))
        two = self.fill(b"two")
        (self.folder / f"app-{two}_bg.wasm.br").unlink()
        self.assertIn("lacks app-", self.make("deploy", fails=True))
        (self.folder / "build.json").unlink()
        self.assertIn("no finished build", self.make("deploy", fails=True))
        self.assertIn(one, self.text("index.html"))

    def test_a_version_that_lost_a_file_does_not_become_public(self):
        one = self.fill(b"one")
        self.make("deploy")
        two = self.fill(b"two")
        self.make("deploy")
        self.s3.delete_object(Bucket=BUCKET, Key=f"app-{one}.js")
        self.assertIn("is not whole", self.make("rollback", fails=True))
        self.assertIn(two, self.text("index.html"))

    def test_what_is_missing_is_said(self):
        done = subprocess.run(["make", "deploy"], cwd=ROOT, env=self.environment, capture_output=True, text=True)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("BUCKET", done.stderr)
        self.fill(b"one")
        self.s3.delete_bucket(Bucket=BUCKET)
        self.assertIn("NoSuchBucket", self.make("deploy", fails=True))


if __name__ == "__main__":
    unittest.main()
