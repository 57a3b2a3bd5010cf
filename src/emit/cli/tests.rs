use std::{
    io::Write,
    process::{Command, Stdio},
};

use expect_test::expect_file;
use serde_json::{Value, json};

use crate::{
    emit::{Options, Target, emit},
    graph::{Kind, Node, Resource, ResourceGraph, Slug, sample},
    model::{EntityRef, Id},
};

#[test]
fn golden() {
    for artifact in emit(&sample::two_regions(), Target::Cli, &Options::default()) {
        expect_file![format!("golden/{}", artifact.path)].assert_eq(artifact.text());
    }
    let joined = script(&sample::joined(), "commands.sh");
    expect_file!["golden/joined.commands.sh"].assert_eq(&joined);
    // Kept to be run by hand against a moto of one's own, too.
    let hostile = script(&sample::hostile(), "deploy.sh");
    expect_file!["golden/hostile.deploy.sh"].assert_eq(&hostile);
    // One VPC: no name needs it.
    let commands = emit(&sample::one_region(), Target::Cli, &Options::default()).remove(0);
    expect_file!["golden/one-region.commands.sh"].assert_eq(commands.text());
}

fn script(graph: &ResourceGraph, path: &str) -> String {
    let artifacts = emit(graph, Target::Cli, &Options::default());
    artifacts.iter().find(|artifact| artifact.path == path).expect("is one of the files").text().to_owned()
}

/// The arguments of each call of `aws` that a script makes, by a stand-in that answers every call with an
/// id, or the state that is waited for.
fn calls(script: &str) -> Vec<Vec<String>> {
    // The stand-in runs in subshells too, whose output is kept: it reports on another descriptor.
    let stand_in = "aws() {
        printf '%s\\0' \"$@\" END >&3
        case $2 in
          describe-transit-gateway*) printf 'available\\n' ;;
          get-profile) printf 'COMPLETE\\n' ;;
          describe-vpcs) printf '2001:db8:12:3400::/56\\n' ;;
          describe-vpn-gateways) printf 'attached\\n' ;;
          describe-vpc-peering-connections) printf 'pending-acceptance\\n' ;;
          *) printf 'id\\n' ;;
        esac
      }\n";
    let output = Command::new("bash")
        .args(["--noprofile", "--norc", "-c", &format!("exec 3>&1 1>/dev/null\n{stand_in}{script}")])
        .env_clear()
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::null())
        .output()
        .expect("bash is on every machine that this project is built on");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert!(output.status.success());
    let words = String::from_utf8(output.stdout).expect("all arguments are text");
    let words: Vec<&str> = words.split_terminator('\0').collect();
    words
        .split_inclusive(|word| *word == "END")
        .map(|call| call[..call.len() - 1].iter().map(|word| (*word).to_owned()).collect())
        .collect()
}

fn value<'a>(call: &'a [String], option: &str) -> Option<&'a str> {
    let at = call.iter().position(|word| word == option)?;
    call.get(at + 1).map(String::as_str)
}

fn is_made(node: &Node) -> bool {
    super::names::resource_type(node.resource.kind()).is_some()
}

#[test]
fn what_the_user_typed_reaches_the_api_unchanged() {
    let graph = sample::hostile();
    let calls = calls(&script(&graph, "commands.sh"));
    let tags: Vec<Value> = calls
        .iter()
        .filter_map(|call| value(call, "--tag-specifications"))
        .map(|json| serde_json::from_str(json).expect("is JSON"))
        .collect();
    let made: Vec<&Node> = graph.nodes.iter().filter(|node| is_made(node)).collect();
    assert_eq!(tags.len(), made.len());
    for (specification, node) in tags.iter().zip(made) {
        let found: crate::model::Tags = specification[0]["Tags"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|tag| Some((tag["Key"].as_str()?.to_owned(), tag["Value"].as_str()?.to_owned())))
            .filter(|(key, _)| !key.starts_with("vpc-designer:"))
            .collect();
        assert_eq!(found, graph.all_tags(node));
    }
    let policies: Vec<Value> = calls
        .iter()
        .filter_map(|call| value(call, "--policy-document"))
        .map(|json| serde_json::from_str(json).expect("is JSON"))
        .collect();
    let wanted: Vec<Value> = graph
        .nodes
        .iter()
        .filter_map(|node| match &node.resource {
            Resource::GatewayEndpoint(endpoint) => endpoint.policy.as_ref(),
            Resource::InterfaceEndpoint(endpoint) => endpoint.policy.as_ref(),
            _ => None,
        })
        .map(|policy| policy.0.clone())
        .collect();
    assert_eq!(policies, wanted);
}

/// As AWS writes it, which is how a block that is there is told from one that is not.
#[test]
fn the_blocks_of_subnets_are_parts_of_the_block_that_aws_picks() {
    let calls = calls(&script(&sample::joined(), "commands.sh"));
    let blocks: Vec<&str> = calls.iter().filter_map(|call| value(call, "--ipv6-cidr-block")).collect();
    assert_eq!(blocks, ["2001:db8:12:3400::/64", "2001:db8:12:3412::/64", "::/0"]);
    for (block, index, part) in [
        ("2001:db8:12:100::/56", 5, "2001:db8:12:105::/64"),
        ("2001:db8:12::/56", 255, "2001:db8:12:ff::/64"),
        ("2001:db8:12::/56", 0, "2001:db8:12::/64"),
    ] {
        let script = format!("{}\nipv6_block {block} {index}", super::ipv6_call::HELPERS);
        let output = Command::new("bash").args(["-c", &script]).output().expect("bash runs");
        assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), part);
    }
}

#[test]
fn an_empty_design_makes_nothing() {
    let mut graph = sample::one_region();
    graph.nodes.clear();
    let artifacts = emit(&graph, Target::Cli, &Options::default());
    assert_eq!(artifacts.len(), 1);
    assert!(artifacts[0].text().lines().all(|line| line.starts_with('#')), "{}", artifacts[0].text());
}

#[test]
fn hostile_scripts_are_scripts() {
    for artifact in emit(&sample::hostile(), Target::Cli, &Options::default()) {
        // By its input: an argument has at most 128 KiB.
        let mut bash = Command::new("bash");
        bash.arg("-n").stdin(Stdio::piped()).stderr(Stdio::piped());
        let mut running = bash.spawn().expect("bash runs");
        let mut input = running.stdin.take().expect("a pipe");
        input.write_all(artifact.text().as_bytes()).expect("bash reads");
        drop(input);
        let output = running.wait_with_output().expect("bash ends");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{}", artifact.path);
        let unseen = artifact.text().chars().find(|c| c.is_control() && *c != '\n');
        assert_eq!(unseen, None, "{}", artifact.path);
    }
}

/// The CLI would read the file, or the page, or take the text for an option.
#[test]
fn descriptions_that_look_like_something_else() {
    let mut graph = sample::one_region();
    let texts = ["file:///etc/hostname", "-1 for all"];
    let groups = graph.nodes.iter_mut().filter_map(|node| match &mut node.resource {
        Resource::SecurityGroup(group) => Some(group),
        _ => None,
    });
    for (group, text) in groups.zip(texts) {
        text.clone_into(&mut group.description);
    }
    let calls = calls(&script(&graph, "commands.sh"));
    let calls: Vec<_> = calls.iter().filter(|call| call[1] == "create-security-group").collect();
    assert_eq!(value(calls[0], "--description"), None);
    assert_eq!(
        serde_json::from_str::<Value>(value(calls[0], "--cli-input-json").unwrap_or_default()).ok(),
        Some(json!({ "Description": texts[0] }))
    );
    assert!(calls[1].contains(&"--description=-1 for all".to_owned()), "{:?}", calls[1]);
}

#[test]
fn every_resource_is_made_in_its_region_and_in_order() {
    let graph = sample::joined();
    let calls = calls(&script(&graph, "commands.sh"));
    let created: Vec<&str> = calls
        .iter()
        .filter(|call| value(call, "--tag-specifications").is_some())
        .filter_map(|call| value(call, "--region"))
        .collect();
    let wanted: Vec<&str> =
        graph.nodes.iter().filter(|node| is_made(node)).map(|node| node.region.as_str()).collect();
    assert_eq!(created, wanted);
    let known = ["ec2", "elbv2", "route53", "route53profiles", "route53resolver", "sts"];
    assert!(calls.iter().all(|call| known.contains(&call[0].as_str()) && value(call, "--region").is_some()));
}

/// A line of a script leads to what it makes.
#[test]
fn lines_know_their_entity() {
    let graph = sample::two_regions();
    for artifact in emit(&graph, Target::Cli, &Options::default()).iter().take(2) {
        for node in graph.nodes.iter().filter(|node| node.resource.kind() == Kind::InterfaceEndpoint) {
            let lines: Vec<&str> = artifact
                .sheet
                .lines()
                .filter(|(_, origin)| *origin == Some(node.origin))
                .map(|(line, _)| line.trim())
                .collect();
            assert!(lines.contains(&"--vpc-endpoint-type Interface \\"), "{}: {lines:?}", artifact.path);
        }
    }
}

#[test]
fn a_stack_that_would_look_like_a_security_group() {
    let mut graph = sample::one_region();
    graph.name = Slug::new("SG test", EntityRef::Vpc(Id::new(1)));
    let calls = calls(&script(&graph, "commands.sh"));
    let names: Vec<_> = calls.iter().filter_map(|call| value(call, "--group-name")).collect();
    assert_eq!(names, ["stack-sg-test-app", "stack-sg-test-endpoints"]);
}

/// At most 64 characters, and another one for another request.
#[test]
fn client_tokens() {
    let deploy = script(&sample::two_regions(), "deploy.sh");
    let tokens: Vec<&str> = deploy
        .lines()
        .filter_map(|line| line.trim().strip_prefix("--client-token \"")?.split('$').next())
        .collect();
    assert_eq!(tokens.len(), 5);
    let distinct: std::collections::BTreeSet<_> = tokens.iter().collect();
    assert_eq!(distinct.len(), tokens.len());
    // The largest id of an entity, and the id of a VPC.
    let longest = "endpoint-4294967295".len() - "endpoint-1".len() + "vpc-0123456789abcdef0".len();
    assert!(tokens.iter().all(|token| token.len() + longest <= 64), "{tokens:?}");
}

/// What bash 3.2, the shell of macOS, does not know. (No package registry has that bash to run.)
#[test]
fn nothing_newer_than_bash_3_2() {
    const NEWER: [&str; 30] = [
        "declare -A",
        "local -A",
        "typeset -A",
        "declare -n",
        "local -n",
        "declare -g",
        "local -u",
        "local -l",
        "mapfile",
        "readarray",
        "coproc",
        "&>>",
        "|&",
        ";;&",
        ";&",
        "wait -n",
        "[[ -v",
        "test -v",
        "globstar",
        "lastpipe",
        "EPOCHSECONDS",
        "EPOCHREALTIME",
        "BASHPID",
        "SRANDOM",
        "printf '%(",
        "read -i",
        "exec {",
        "read -N",
        "BASH_XTRACEFD",
        "shopt -s inherit_errexit",
    ];
    for graph in [sample::two_regions(), sample::hostile()] {
        for artifact in emit(&graph, Target::Cli, &Options::default()) {
            for line in code_lines(artifact.text()) {
                for newer in NEWER {
                    assert!(!line.contains(newer), "{}: {newer} in {line}", artifact.path);
                }
                // `${name^^}`, `${name,,}`, `${name@Q}`, `{1..9..2}`, `${list[-1]}`, `$'\u…'`.
                let expansion = |end: &str| {
                    line.match_indices("${").any(|(at, _)| {
                        let inside = line[at + 2..].split('}').next().unwrap_or_default();
                        inside
                            .trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_')
                            .starts_with(end)
                    })
                };
                for newer in ["^", ",", "@Q", "@E", "@P", "@A", "[-"] {
                    assert!(!expansion(newer), "{}: {newer} in {line}", artifact.path);
                }
                assert!(!line.contains("$'\\u") && !line.contains("$'\\U"), "{}: {line}", artifact.path);
            }
            // An empty list counts as unset there, which `set -u` refuses.
            assert!(!artifact.text().contains("[@]:-"), "{}", artifact.path);
        }
    }
}

/// The lines of our own functions and of the statements, without what the user typed.
fn code_lines(script: &str) -> impl Iterator<Item = String> {
    script.lines().filter(|line| !line.trim_start().starts_with('#')).map(|line| {
        // What stands in single quotes is text.
        line.split('\'').step_by(2).collect::<Vec<_>>().join("''")
    })
}
