//! The command `vpc-designer`, run as a user runs it.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use expect_test::expect;
use serde_json::Value;
use vpc_designer::{
    catalog::Catalog,
    emit::{Options, Target, emit},
    file,
    lower::lower,
    template::templates,
};

/// What a run of the command gave.
struct Run {
    status: i32,
    out: String,
    err: String,
}

fn run_with(args: &[&str], input: &[u8]) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_vpc-designer"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The command may end before it has read all; that is its right.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    Run {
        status: output.status.code().expect("the command ended by itself"),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn run(args: &[&str]) -> Run {
    run_with(args, b"")
}

/// A folder of one test, below cargo's own; empty at first.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("headless").join(test);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }

    fn write(&self, name: &str, text: &str) -> String {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        self.path(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }

    /// A design file of a template.
    fn design(&self, template: &str) -> String {
        self.write("network.json", &design(template))
    }

    /// A text in which this folder is `DIR`.
    fn plain(&self, text: &str) -> String {
        text.replace(self.0.to_str().unwrap(), "DIR")
    }
}

fn design(template: &str) -> String {
    let shown = run(&["template", "show", template]);
    assert_eq!((shown.status, shown.err.as_str()), (0, ""));
    shown.out
}

fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    found.sort();
    found
}

#[test]
fn help_shows_examples_and_exit_statuses() {
    let help = run(&["--help"]);
    assert_eq!((help.status, help.err.as_str()), (0, ""));
    for part in ["Examples:", "vpc-designer export --target", "Exit status:", "  2  wrong usage"] {
        assert!(help.out.contains(part), "{part} in:\n{}", help.out);
    }
    for command in
        ["template", "recipe", "export", "check", "reach", "rule", "graph", "format", "catalog", "schema"]
    {
        assert!(help.out.contains(&format!("\n  {command}")), "{command}");
        assert_eq!(run(&[command, "--help"]).status, 0, "{command}");
    }
    assert_eq!(run(&["--version"]).out, concat!("vpc-designer ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn wrong_usage_is_status_2_on_standard_error() {
    for args in [
        &[][..],
        &["nonsense"],
        &["export", "network.json"],
        &["export", "--target", "pulumi", "--out", "x", "network.json"],
        &["export", "--target", "cli", "network.json"],
        &["export", "--target", "all", "--stdout", "-"],
        &["template", "show", "nonsense"],
        &["template", "show", "private-web-app", "--region", "us-east-9"],
        &["rule", "E999"],
        &["check", "not-there.json"],
        &["check", "."],
    ] {
        let run = run(args);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{args:?}");
        assert!(!run.err.is_empty(), "{args:?}");
    }
    expect![[r#"
        error: There is no Region “us-east-9”. Did you mean us-east-1?
    "#]]
    .assert_eq(&run(&["template", "show", "private-web-app", "--region", "us-east-9"]).err);
}

#[test]
fn templates_are_listed_and_shown() {
    let list = run(&["template", "list"]).out;
    let json: Value = serde_json::from_str(&run(&["template", "list", "--format", "json"]).out).unwrap();
    for (row, template) in json.as_array().unwrap().iter().zip(templates()) {
        assert_eq!(row["name"], template.name);
        assert_eq!(row["summary"], template.summary);
        assert!(list.contains(template.name) && list.contains(template.title));
        let shown = run(&["template", "show", template.name, "--region", "eu-west-1"]).out;
        assert_eq!(shown, file::save(&template.build("eu-west-1").unwrap()));
    }
}

/// What `export` chooses unless told otherwise.
fn options(design: &str) -> Options {
    let design = file::open(design.as_bytes()).unwrap().design;
    Options { design: Some(file::template::text(&design)), ..Options::default() }
}

#[test]
fn one_target_goes_straight_into_the_folder() {
    let folder = Folder::new("one_target");
    let design = folder.design("serverless-data");
    let out = folder.path("infra");
    let done = run(&["export", "--target", "terraform", "--out", &out, &design]);
    assert_eq!((done.status, done.err.as_str()), (0, ""));

    let graph =
        lower(&file::open(folder.read("network.json").as_bytes()).unwrap().design, &Catalog::embedded());
    let mut expected = vec![".vpc-designer.json".to_owned()];
    for artifact in emit(&graph, Target::Terraform, &options(&folder.read("network.json"))) {
        assert_eq!(folder.read(&format!("infra/{}", artifact.path)), artifact.text(), "{}", artifact.path);
        assert!(done.out.contains(&format!("wrote  {}\n", artifact.path)), "{}", done.out);
        expected.push(artifact.path);
    }
    expected.sort();
    assert_eq!(files(&folder.0.join("infra")), expected);
}

#[test]
fn several_targets_have_folders_of_their_own() {
    let folder = Folder::new("several_targets");
    let design = folder.design("two-vpcs-two-regions");
    let out = folder.path("infra");
    assert_eq!(run(&["export", "--target", "all", "--out", &out, &design]).status, 0);
    let graph =
        lower(&file::open(folder.read("network.json").as_bytes()).unwrap().design, &Catalog::embedded());
    for target in Target::ALL {
        for artifact in emit(&graph, target, &options(&folder.read("network.json"))) {
            let path = format!("infra/{}/{}", target.word(), artifact.path);
            assert_eq!(folder.read(&path), artifact.text(), "{path}");
        }
    }
}

#[test]
fn standard_input_and_standard_output() {
    let folder = Folder::new("standard_input");
    let text = design("serverless-data");
    let printed = run_with(&["export", "--target", "cloudformation", "--stdout", "-"], text.as_bytes());
    assert_eq!((printed.status, printed.err.as_str()), (0, ""));
    let graph = lower(&file::open(text.as_bytes()).unwrap().design, &Catalog::embedded());
    assert_eq!(printed.out, emit(&graph, Target::CloudFormation, &options(&text))[0].text());

    let printed = run_with(&["graph", "-"], text.as_bytes());
    assert_eq!(serde_json::from_str::<Value>(&printed.out).unwrap(), serde_json::to_value(&graph).unwrap());
    assert_eq!(files(&folder.0), Vec::<String>::new());
}

#[test]
fn a_template_is_a_design_file_too() {
    let text = design("two-vpcs-two-regions");
    for format in ["yaml", "json"] {
        let folder = Folder::new(&format!("template_{format}"));
        let out = folder.path("stacks");
        let export =
            ["export", "--target", "cloudformation", "--template-format", format, "--out", &out, "-"];
        assert_eq!(run_with(&export, text.as_bytes()).status, 0);
        for region in ["us-east-1", "eu-west-1"] {
            let template = format!("stacks/two-vpcs-two-regions.{region}.{format}");
            let path = folder.path(&template);
            assert_eq!(run(&["format", &path]).out, text, "{path}");
            let again = run(&[
                "export",
                "--target",
                "cloudformation",
                "--template-format",
                format,
                "--out",
                &out,
                "--check",
                &path,
            ]);
            assert_eq!((again.status, again.out.as_str()), (0, ""), "{}", again.err);
            // What `aws cloudformation get-template` answers.
            let body = serde_json::json!({ "TemplateBody": folder.read(&template), "StagesAvailable": ["Original"] });
            assert_eq!(run_with(&["format", "-"], body.to_string().as_bytes()).out, text);
        }
    }
    let without = ["export", "--target", "cloudformation", "--without-design", "--stdout", "-"];
    let template = run_with(&without, text.as_bytes()).out;
    let refused = run_with(&["check", "-"], template.as_bytes());
    assert_eq!(refused.status, 2);
    assert!(refused.err.contains("CloudFormation template"), "{}", refused.err);
}

#[test]
fn the_form_of_terraform_is_chosen() {
    let folder = Folder::new("terraform_form");
    let design = folder.design("serverless-data");
    let out = folder.path("infra");
    let export =
        ["export", "--target", "terraform", "--layout", "module", "--import-blocks", "--out", &out, &design];
    assert_eq!(run(&export).status, 0);
    let written = files(&folder.0.join("infra"));
    for file in ["main.tf", "imports.tf", "import.tfvars", "modules/network/endpoints.tf"] {
        assert!(written.contains(&file.to_owned()), "{written:?}");
    }
    // Another form leaves files behind, which is told.
    let other = run(&["export", "--target", "terraform", "--out", &out, "--prune", &design]);
    assert!(other.out.contains("deleted  modules/network/endpoints.tf\n"), "{}", other.out);
}

#[test]
fn only_what_changed_is_written() {
    let folder = Folder::new("only_changed");
    let path = folder.design("serverless-data");
    let out = folder.path("infra");
    let export = ["export", "--target", "terraform", "--out", &out, &path];
    run(&export);
    let count = files(&folder.0.join("infra")).len() - 1;
    assert_eq!(run(&export).out, format!("unchanged  {count} files\n"));

    folder.write("network.json", &folder.read("network.json").replace("isolated-a", "quiet-a"));
    let again = run(&export);
    assert!(again.out.contains("wrote  network.tf\n"), "{}", again.out);
    assert!(!again.out.contains("wrote  terraform.tf\n"), "{}", again.out);
}

#[test]
fn a_file_of_the_users_own_is_not_overwritten() {
    let folder = Folder::new("users_own");
    let design = folder.design("serverless-data");
    folder.write("infra/network.tf", "# mine\n");
    let out = folder.path("infra");
    let export = ["export", "--target", "terraform", "--out", &out, &design];
    let refused = run(&export);
    assert_eq!((refused.status, refused.out.as_str()), (2, ""));
    expect![[r#"
        error: network.tf is there and not generated by an earlier export. Nothing was written. Move it away, choose another folder, or pass --force to overwrite it
    "#]]
    .assert_eq(&folder.plain(&refused.err));
    assert_eq!(files(&folder.0.join("infra")), ["network.tf"]);
    assert_eq!(folder.read("infra/network.tf"), "# mine\n");

    assert_eq!(run(&[&export[..], &["--force"]].concat()).status, 0);
    assert!(folder.read("infra/network.tf").contains("aws_vpc"));
    // From now on it is a generated file.
    folder.write("infra/network.tf", "# edited\n");
    assert_eq!(run(&export).status, 0);
}

#[test]
fn check_tells_what_differs_and_writes_nothing() {
    let folder = Folder::new("check");
    let design = folder.design("serverless-data");
    let out = folder.path("infra");
    let check = ["export", "--target", "terraform", "--out", &out, "--check", &design];
    let missing = run(&check);
    assert_eq!(missing.status, 1);
    assert!(missing.out.contains("missing  network.tf\n"), "{}", missing.out);
    assert_eq!(files(&folder.0), ["network.json"]);

    run(&["export", "--target", "terraform", "--out", &out, &design]);
    let same = run(&check);
    assert_eq!((same.status, same.out.as_str(), same.err.as_str()), (0, "", ""));

    folder.write("infra/network.tf", "");
    let differs = run(&check);
    assert_eq!((differs.status, differs.out.as_str()), (1, "differs  network.tf\n"));
    assert_eq!(folder.read("infra/network.tf"), "");
}

#[test]
fn what_is_no_longer_needed_is_told_and_deleted_on_request() {
    let folder = Folder::new("left_over");
    let (two, one) =
        (folder.design("two-vpcs-two-regions"), folder.write("one.json", &design("serverless-data")));
    folder.write("infra/notes.txt", "mine");
    let out = folder.path("infra");
    let export = |design: &str, more: &[&str]| {
        let args = ["export", "--target", "cloudformation", "--out", &out];
        run(&[&args[..], more, &[design]].concat())
    };
    assert_eq!(export(&two, &[]).status, 0);
    let before = files(&folder.0.join("infra"));

    let left = export(&one, &[]);
    assert_eq!(left.status, 0);
    assert_eq!(left.err.matches("is left from an earlier export").count(), 2, "{}", left.err);
    assert_eq!(files(&folder.0.join("infra")).len(), before.len() + 1);
    assert_eq!(export(&one, &["--check"]).status, 1);

    let pruned = export(&one, &["--prune"]);
    assert_eq!((pruned.out.matches("deleted  ").count(), pruned.err.as_str()), (2, ""));
    assert_eq!(
        files(&folder.0.join("infra")),
        [".vpc-designer.json", "DEPLOY.md", "notes.txt", "serverless-data.yaml"]
    );
    assert_eq!(export(&one, &["--check"]).status, 0);
}

/// The list is a file in a repository: it cannot make the command delete or overwrite what is elsewhere.
#[test]
fn the_list_reaches_no_file_outside_of_the_folder() {
    let folder = Folder::new("outside");
    let design = folder.design("serverless-data");
    folder.write("precious.txt", "mine");
    folder.write(
        "infra/.vpc-designer.json",
        r#"{"format": "vpc-endpoint-designer-export", "files": {"../precious.txt": "terraform", "/etc/hostname": "terraform"}}"#,
    );
    let done = run(&["export", "--target", "terraform", "--out", &folder.path("infra"), "--prune", &design]);
    assert_eq!((done.status, done.err.as_str()), (0, ""));
    assert_eq!(folder.read("precious.txt"), "mine");

    folder.write("infra/.vpc-designer.json", "{");
    let damaged = run(&["export", "--target", "terraform", "--out", &folder.path("infra"), &design]);
    assert_eq!(damaged.status, 2);
    assert!(damaged.err.contains(".vpc-designer.json: it is damaged"), "{}", damaged.err);
}

#[cfg(unix)]
#[test]
fn scripts_can_be_run() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new("scripts");
    let design = folder.design("serverless-data");
    run(&["export", "--target", "cli", "--out", &folder.path("infra"), &design]);
    for name in files(&folder.0.join("infra")) {
        let script = folder.read(&format!("infra/{name}")).starts_with("#!");
        let mode = fs::metadata(folder.0.join("infra").join(&name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o100 != 0, script, "{name} has mode {mode:o}");
    }
}

#[test]
fn check_tells_each_finding_in_a_line() {
    let folder = Folder::new("check_findings");
    let design = folder.design("serverless-data");
    let clean = run(&["check", &design]);
    assert_eq!((clean.status, clean.out.as_str()), (0, ""));

    let broken = folder.read("network.json").replace("\"10.0.16.0/20\"", "\"10.0.0.0/20\"");
    let broken = folder.write("broken.json", &broken);
    let found = run(&["check", &broken]);
    assert_eq!(found.status, 1);
    expect![[r#"
        DIR/broken.json: error[E202] subnet-6 (isolated-b): Subnet isolated-b (10.0.0.0/20) overlaps subnet isolated-a (10.0.0.0/20). Change the block of one of the two.
    "#]].assert_eq(&folder.plain(&found.out));
    assert_eq!(run(&["check", "--fail-on", "never", &broken]).status, 0);

    let json: Value = serde_json::from_str(&run(&["check", "--format", "json", &broken]).out).unwrap();
    assert_eq!(json["counts"]["error"], 1);
    assert_eq!(json["diagnostics"][0]["code"], "E202");
    assert_eq!(json["diagnostics"][0]["related"].as_array().unwrap().len(), 1);

    let export = run(&["export", "--target", "cloudformation", "--stdout", &broken]);
    assert_eq!(export.status, 0);
    assert!(export.err.contains("the design has 1 error"), "{}", export.err);
}

#[test]
fn rules_are_listed_and_explained() {
    let list = run(&["rule"]).out;
    let json: Value = serde_json::from_str(&run(&["rule", "--format", "json"]).out).unwrap();
    let rules = json.as_array().unwrap();
    assert!(rules.len() > 30);
    for rule in rules {
        let code = rule["code"].as_str().unwrap();
        assert!(list.contains(code));
        let told = run(&["rule", &code.to_lowercase()]).out;
        assert!(told.starts_with(code) && told.contains("## Why"), "{told}");
    }
}

#[test]
fn format_writes_a_file_as_the_app_would() {
    let folder = Folder::new("format");
    let text = design("serverless-data");
    let squeezed = serde_json::from_str::<Value>(&text).unwrap().to_string();
    let path = folder.write("network.json", &squeezed);
    assert_eq!(run(&["format", &path]).out, text);
    assert_eq!(folder.read("network.json"), squeezed);
    assert_eq!(run(&["format", "--in-place", &path]).status, 0);
    assert_eq!(folder.read("network.json"), text);
    assert_eq!(run_with(&["format", "--in-place", "-"], text.as_bytes()).status, 2);
}

#[test]
fn a_broken_design_is_told_with_file_place_and_remedy() {
    let folder = Folder::new("broken_design");
    let text = design("serverless-data");
    let path = folder.write("network.json", &text.replace("\"isolated\"", "\"secret\""));
    let expected = expect![[r#"
        error: DIR/network.json: design.subnets.subnet-5.kind: unknown variant `secret`, expected one of `public`, `private`, `isolated`. Use one of the listed words.
    "#]];
    for command in [&["check"][..], &["graph"], &["format"], &["export", "--target", "cli", "--stdout"]] {
        let failed = run(&[command, &[&path]].concat());
        assert_eq!((failed.status, failed.out.as_str()), (2, ""), "{command:?}");
        expected.assert_eq(&folder.plain(&failed.err));
    }
    let foreign = run_with(&["check", "-"], b"resource \"aws_vpc\" \"main\" {}\n");
    expect![[r#"
        error: standard input: This is Terraform code, not a design file. Code is generated from a design and not read back; open the design file it was made from.
    "#]].assert_eq(&foreign.err);
}

#[test]
fn repairs_are_told_on_standard_error() {
    let folder = Folder::new("repairs");
    let path =
        folder.write("network.json", &design("serverless-data").replace("10.0.16.0/20", "10.0.16.9/20"));
    let told = run(&["format", &path]);
    assert_eq!(told.status, 0);
    assert_eq!(told.out, design("serverless-data"));
    expect![[r#"
        note: DIR/network.json: design.subnets.subnet-6.cidr_block: 10.0.16.9/20 has bits set after the prefix; it was changed to 10.0.16.0/20
    "#]].assert_eq(&folder.plain(&told.err));
}

#[test]
fn the_schema_is_printed() {
    let schema: Value = serde_json::from_str(&run(&["schema"]).out).unwrap();
    assert_eq!(schema, file::schema());
}

/// `vpc-designer catalog services | head -1`: the reader goes away, and that is no error.
#[cfg(unix)]
#[test]
fn a_closed_pipe_ends_the_command_quietly() {
    for args in [&["schema"][..], &["catalog", "services"], &["template", "show", "private-web-app"]] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_vpc-designer"))
            .args(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(
            (output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()),
            (Some(0), ""),
            "{args:?}"
        );
    }
}

#[test]
fn an_overlay_decides_for_check_export_and_graph() {
    let folder = Folder::new("overlay");
    let text = file::save(&templates()[1].build("cn-north-1").unwrap());
    let design = folder.write("network.json", &text);
    let overlay = folder.write(
        "endpoint-services-cn-north-1.json",
        r#"{"ServiceDetails": [{"ServiceName": "cn.com.amazonaws.cn-north-1.logs", "Owner": "amazon",
            "ServiceType": [{"ServiceType": "Interface"}], "VpcEndpointPolicySupported": false}]}"#,
    );
    let name = "cn.com.amazonaws.cn-north-1.logs";
    for command in [&["graph"][..], &["export", "--target", "terraform", "--stdout"]] {
        let plain = run(&[command, &[&design]].concat()).out;
        let yours = run(&[command, &["--overlay", &overlay, &design]].concat()).out;
        assert!(!plain.contains(name) && yours.contains(name), "{command:?}");
    }
    let check = ["check", "--format", "json"];
    assert!(!run(&[&check[..], &[&design]].concat()).out.contains("private-dns-not-offered"));
    assert!(
        run(&[&check[..], &["--overlay", &overlay, &design]].concat())
            .out
            .contains("private-dns-not-offered")
    );
    let missing = run(&["check", "--overlay", &folder.path("nowhere.json"), &design]);
    assert_eq!(missing.status, 2);
    assert!(missing.err.contains("nowhere.json: cannot be read"), "{}", missing.err);
}

#[test]
fn recipes_are_listed_told_and_built() {
    let list = run(&["recipe", "list"]);
    assert_eq!((list.status, list.out.lines().count()), (0, 51));
    let told: Value = serde_json::from_str(
        &run(&["recipe", "show", "ecs-fargate", "--option", "platform-version=1.3.0", "--format", "json"])
            .out,
    )
    .unwrap();
    assert_eq!(
        (told["recipe"].as_str(), told["region"].as_str()),
        (Some("ecs-fargate-1.3"), Some("us-east-1"))
    );
    assert_eq!(told["endpoints"][0]["service"], "ecr.dkr");
    let sheet = run(&["recipe", "show", "eks-private", "--region", "ap-southeast-7"]).out;
    assert!(sheet.contains("  eks (interface, absent, not offered)\n"), "{sheet}");
    let wrong = run(&["recipe", "show", "ecs-fargate", "--option", "launch-type=mainframe"]);
    assert_eq!(wrong.status, 2);
    assert_eq!(
        wrong.err,
        "error: ecs-fargate has no choice for launch-type “mainframe”. It has: fargate, ec2\n"
    );
}

#[test]
fn a_recipe_is_added_to_a_design_once() {
    let folder = Folder::new("recipe-add");
    let bare = run(&["recipe", "design", "lambda-in-vpc", "--region", "eu-central-1"]);
    assert_eq!(bare.status, 0, "{}", bare.err);
    let path = folder.write("network.json", &bare.out);
    let add =
        ["recipe", "add", "ecs-fargate", "--workload", "lambda-in-vpc", "--with", "kms", "--without", "logs"];
    let once = run(&[&add[..], &[&path]].concat());
    assert_eq!((once.status, once.err.as_str()), (0, ""));
    let design = file::open(once.out.as_bytes()).unwrap().design;
    let keys: Vec<&str> = design.endpoints.values().map(|endpoint| endpoint.service.word()).collect();
    assert_eq!(keys, ["ecr.api", "ecr.dkr", "s3", "kms"]);
    let again = folder.write("again.json", &once.out);
    assert_eq!(run(&[&add[..], &[&again]].concat()).out, once.out);
    let wrong = run(&["recipe", "add", "sqs", "--workload", "nobody", &path]);
    assert_eq!(wrong.err, "error: The design has no workload “nobody”. It has: lambda-in-vpc\n");
}
