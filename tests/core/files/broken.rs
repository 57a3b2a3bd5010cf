//! Design files with a mistake: the message names the place and the remedy.

use expect_test::{Expect, expect};
use serde_json::{Value, json};
use vpc_designer::file::{self, OpenError};

fn design() -> Value {
    json!({
        "format": "vpc-endpoint-designer",
        "version": 1,
        "design": {
            "name": "shop",
            "region": "us-east-1",
            "next_id": 5,
            "vpcs": { "vpc-1": {
                "name": "main", "region": "us-east-1", "cidr_blocks": ["10.0.0.0/16"],
                "dns_support": true, "dns_hostnames": true, "frame": { "x": 0, "y": 0, "w": 400, "h": 300 }
            } },
            "zones": { "zone-2": { "vpc": "vpc-1", "suffix": "a", "frame": { "x": 0, "y": 0, "w": 200, "h": 200 } } },
            "subnets": { "subnet-3": {
                "zone": "zone-2", "name": "private-a", "kind": "private", "cidr_block": "10.0.0.0/24",
                "route_table": "rtb-4", "frame": { "x": 0, "y": 0, "w": 100, "h": 100 }
            } },
            "route_tables": { "rtb-4": { "vpc": "vpc-1", "name": "private" } }
        }
    })
}

fn message(value: &Value) -> String {
    file::open(value.to_string().as_bytes()).expect_err("the file is broken").to_string()
}

fn check(pointer: &str, replacement: Value, expect: &Expect) {
    let mut value = design();
    *value.pointer_mut(pointer).expect("a place in the design") = replacement;
    expect.assert_eq(&message(&value));
}

#[test]
fn the_unbroken_design_opens() {
    assert_eq!(file::open(design().to_string().as_bytes()).unwrap().notes, []);
}

#[test]
fn wrong_values() {
    let subnet = "/design/subnets/subnet-3";
    check(
        &format!("{subnet}/cidr_block"),
        json!("10.0.0.0/33"),
        &expect![[
            r#"design.subnets.subnet-3.cidr_block: invalid IP address syntax. Write a block like "10.0.0.0/24"."#
        ]],
    );
    check(
        &format!("{subnet}/cidr_block"),
        json!(7),
        &expect![[
            r#"design.subnets.subnet-3.cidr_block: invalid type: integer `7`, expected IPv4 network address. Write a block like "10.0.0.0/24"."#
        ]],
    );
    check(
        &format!("{subnet}/kind"),
        json!("secret"),
        &expect![
            "design.subnets.subnet-3.kind: unknown variant `secret`, expected one of `public`, `private`, `isolated`. Use one of the listed words."
        ],
    );
    check(
        &format!("{subnet}/zone"),
        json!("vpc-1"),
        &expect![
            "design.subnets.subnet-3.zone: “vpc-1” is not an id like zone-3. Correct the id, here and where it is used."
        ],
    );
    check(
        &format!("{subnet}/frame"),
        json!({ "x": 1e300, "y": 0, "w": 1, "h": 1 }),
        &expect![
            "design.subnets.subnet-3.frame.x: invalid type: floating point `1e+300`, expected i32. Correct the value."
        ],
    );
    check(
        &format!("{subnet}/frame"),
        json!({ "x": 4_294_967_296_i64, "y": 0, "w": 1, "h": 1 }),
        &expect![
            "design.subnets.subnet-3.frame.x: invalid value: integer `4294967296`, expected i32. Correct the value."
        ],
    );
    check(
        "/design/next_id",
        json!(-1),
        &expect!["design.next_id: invalid value: integer `-1`, expected u32. Correct the value."],
    );
    check(
        "/design/zones/zone-2/suffix",
        json!("A; rm -rf /"),
        &expect![
            "design.zones.zone-2.suffix: “A; rm -rf /” is not the end of a zone name; it is a letter, as in us-east-1a, or like -lax-1a for a Local Zone. Correct the value."
        ],
    );
    check(
        "/design/vpcs",
        json!({ "vpc-01": {} }),
        &expect![
            "design.vpcs.vpc-01: “vpc-01” is not an id like vpc-3. Correct the id, here and where it is used."
        ],
    );
    check(
        "/design",
        json!([]),
        &expect!["design: invalid length 0, expected struct Design with 29 elements. Correct the value."],
    );
}

#[test]
fn unknown_and_missing_members() {
    let mut value = design();
    value["design"]["subnets"]["subnet-3"]["cidr"] = json!("10.0.0.0/24");
    expect!["design.subnets.subnet-3.cidr: unknown field `cidr`, expected one of `zone`, `name`, `kind`, `cidr_block`, `ipv6_index`, `assign_ipv6_address_on_creation`, `route_table`, `network_acl`, `map_public_ip_on_launch`, `tags`, `frame`. Remove it or correct its spelling."].assert_eq(&message(&value));

    let mut value = design();
    value["design"]["vpcs"]["vpc-1"].as_object_mut().unwrap().remove("name");
    expect!["design.vpcs.vpc-1: missing field `name`. Add it, or take an undamaged copy of the file."]
        .assert_eq(&message(&value));
}

#[test]
fn envelopes() {
    check(
        "/version",
        json!(2),
        &expect![
            "The file has version 2, and this designer knows versions up to 1. Open it with a newer designer; the file was not changed."
        ],
    );
    check(
        "/version",
        json!(18_446_744_073_709_551_615_u64),
        &expect![
            "The file has version 18446744073709551615, and this designer knows versions up to 1. Open it with a newer designer; the file was not changed."
        ],
    );
    check(
        "/version",
        json!(0),
        &expect!["version: 0 is not a version; versions are 1, 2, 3, …. Take an undamaged copy of the file."],
    );
    check(
        "/version",
        json!("1"),
        &expect![[
            r#"version: "1" is not a version; versions are 1, 2, 3, …. Take an undamaged copy of the file."#
        ]],
    );
    check(
        "/format",
        json!("vpc-designer"),
        &expect![[
            r#"This JSON is not a design file: it has no "format": "vpc-endpoint-designer". Choose a file that was saved by the designer."#
        ]],
    );

    let mut value = design();
    value["comment"] = json!("hello");
    expect!["comment: unknown member of a design file. Remove it."].assert_eq(&message(&value));

    for member in ["design", "version", "format"] {
        let mut value = design();
        value.as_object_mut().unwrap().remove(member);
        assert!(file::open(value.to_string().as_bytes()).is_err(), "{member}");
    }
}

#[test]
fn a_newer_version_is_told_before_anything_else() {
    let newer = json!({ "format": "vpc-endpoint-designer", "version": 7, "layers": [], "plan": null });
    let error = file::open(newer.to_string().as_bytes()).unwrap_err();
    assert_eq!(error, OpenError::TooNew { found: 7 });
}

#[test]
fn a_truncated_file_says_where_it_ends() {
    let text = "{\n  \"format\": \"vpc-endpoint-designer\",\n  \"version\": 1,\n  \"des";
    let error = file::open(text.as_bytes()).unwrap_err();
    assert_eq!(error.position(), Some((4, 6)));
    expect!["The file ends in the middle, at line 4, column 6: EOF while parsing a string. Part of it is missing; take a complete copy."].assert_eq(&error.to_string());
}

#[test]
fn a_syntax_error_says_where_it_is() {
    let error = file::open(b"{\n  \"format\": \"vpc-endpoint-designer\"\n  \"version\": 1 }").unwrap_err();
    assert_eq!(error.position(), Some((3, 3)));
    expect![
        "Line 3, column 3 is not valid JSON: expected `,` or `}`. Correct the file or take an older copy."
    ]
    .assert_eq(&error.to_string());
}

#[test]
fn what_a_merge_leaves_behind() {
    let twice = r#"{"format": "vpc-endpoint-designer", "version": 1, "design": {
        "vpcs": {"vpc-1": 1, "vpc-1": 2}}}"#;
    expect!["Line 2, column 36 is not valid JSON: the key “vpc-1” is there twice. Correct the file or take an older copy."].assert_eq(&file::open(twice.as_bytes()).unwrap_err().to_string());

    let conflict = "{\n<<<<<<< HEAD\n  \"version\": 1\n=======\n  \"version\": 2\n>>>>>>> b\n}";
    expect!["The file has unresolved merge conflicts (first at line 2). Resolve them, then open it again."]
        .assert_eq(&file::open(conflict.as_bytes()).unwrap_err().to_string());
}
