use expect_test::expect;
use hcl_edit::expr::Expression;
use proptest::prelude::*;

use super::*;
use crate::model::{Id, Subnet};

fn sample() -> Body {
    let mut vpc = Block::new("resource", &["aws_vpc", "main"]);
    vpc.comments.push("Why it is there.".to_owned());
    vpc.body.set("cidr_block", Expr::text("10.0.0.0/16"));
    vpc.body.set("enable_dns_support", Expr::Bool(true));
    vpc.body.blank();
    vpc.body.set("tags", Expr::object([("Name", Expr::text("main")), ("cost center", Expr::text("${x}"))]));
    let mut lifecycle = Block::new("lifecycle", &[]);
    lifecycle.body.set("create_before_destroy", Expr::Bool(true));
    vpc.body.block(lifecycle);
    vpc.body.blank();

    let mut body = Body::default();
    body.comment("A file");
    body.block(vpc);
    body.block(Block::new("data", &["aws_partition", "current"]));
    let mut outputs = Block::new("output", &["subnet_ids"]);
    let subnets = Traversal::new(&["aws_subnet", "main"]);
    outputs.body.set(
        "value",
        Expr::ForObject {
            name: "subnet",
            of: Box::new(Expr::Reference(subnets.clone())),
            value: Box::new(Expr::reference(&["subnet", "id"])),
            condition: Some(Box::new(Expr::operation(
                Expr::reference(&["subnet", "id"]),
                "!=",
                Expr::Not(Box::new(Expr::text(""))),
            ))),
        },
    );
    outputs.body.set("short", Expr::list([Expr::Null, Expr::integer(-1)]));
    outputs.body.set(
        "long",
        Expr::list(
            ["a", "b", "c"].map(|zone| Expr::Reference(subnets.clone().index(&format!("{zone:-<30}")))),
        ),
    );
    outputs
        .body
        .set("call", Expr::Call("jsonencode", vec![Expr::object([("for", Expr::list([Expr::object([])]))])]));
    outputs.body.set(
        "template",
        Expr::Template(vec![
            Part::Text("${main}-".to_owned()),
            Part::Expr(Expr::reference(&["each", "key"])),
            Part::Text("-".to_owned()),
        ]),
    );
    outputs.body.set(
        "ids",
        Expr::ForList {
            name: "id",
            of: Box::new(Expr::reference(&["var", "ids"])),
            value: Box::new(Expr::reference(&["id"])),
        },
    );
    let by_provider = Pair {
        key: Key::Reference(Traversal::new(&["aws", "eu_west_1"])),
        ..Pair::new("", Expr::reference(&["aws", "eu_west_1"]))
    };
    outputs
        .body
        .set("providers", Expr::Object(vec![Pair::new("aws", Expr::reference(&["aws"])), by_provider]));
    outputs.body.set("none", Expr::Splat(Box::new(Expr::Call("one", vec![Expr::object([])]))));
    body.block(outputs);
    body
}

#[test]
fn layout() {
    expect![[r##"
        # A file

        # Why it is there.
        resource "aws_vpc" "main" {
          cidr_block         = "10.0.0.0/16"
          enable_dns_support = true

          tags = {
            Name          = "main"
            "cost center" = "$${x}"
          }

          lifecycle {
            create_before_destroy = true
          }
        }

        data "aws_partition" "current" {}

        output "subnet_ids" {
          value = { for key, subnet in aws_subnet.main : key => subnet.id if subnet.id != !"" }
          short = [null, -1]
          long = [
            aws_subnet.main["a-----------------------------"],
            aws_subnet.main["b-----------------------------"],
            aws_subnet.main["c-----------------------------"],
          ]
          call = jsonencode({
            "for" = [{}]
          })
          template = "$${main}-${each.key}-"
          ids      = [for key, id in var.ids : id]
          providers = {
            aws           = aws
            aws.eu_west_1 = aws.eu_west_1
          }
          none = one({})[*]
        }
    "##]]
    .assert_eq(print(&sample()).text());
}

#[test]
fn comments_and_long_values_start_a_new_alignment() {
    let pair = |key: &str, comment: &str| Pair {
        comments: vec![comment.to_owned()],
        ..Pair::new(key, Expr::Bool(true))
    };
    let mut body = Body::default();
    body.set(
        "x",
        Expr::Object(vec![
            pair("a", ""),
            pair("longer", ""),
            pair("b", "Why\nb"),
            pair("bc", ""),
            Pair::new("object", Expr::object([("k", Expr::Null)])),
            Pair::new("c", Expr::Null),
        ]),
    );
    expect![[r#"
        x = {
          a      = true
          longer = true
          # Why
          # b
          b  = true
          bc = true
          object = {
            k = null
          }
          c = null
        }
    "#]]
    .assert_eq(print(&body).text());
}

#[test]
fn every_line_knows_its_entity() {
    let vpc = EntityRef::Vpc(Id::new(1));
    let subnet = EntityRef::from(Id::<Subnet>::new(2));
    let mut block = Block::new("resource", &["aws_subnet", "main"]);
    block.origin = Some(vpc);
    let row = Pair {
        key: Key::Text("private-a".to_owned()),
        value: Expr::object([("cidr_block", Expr::text("10.0.0.0/24"))]),
        comments: vec!["Why".to_owned()],
        origin: Some(subnet),
    };
    block.body.set("for_each", Expr::Object(vec![row]));
    let mut body = Body::default();
    body.block(block);
    let sheet = print(&body);
    let of = |entity| {
        let lines = sheet.lines().filter(|(_, origin)| *origin == Some(entity));
        lines.map(|(line, _)| line.trim()).collect::<Vec<_>>()
    };
    assert_eq!(of(vpc), [r#"resource "aws_subnet" "main" {"#, "for_each = {", "}", "}"]);
    assert_eq!(of(subnet), ["# Why", r#""private-a" = {"#, r#"cidr_block = "10.0.0.0/24""#, "}"]);
}

/// The value a reader of the language gets.
fn value(expression: &Expression) -> serde_json::Value {
    match expression {
        Expression::Null(_) => serde_json::Value::Null,
        Expression::Bool(value) => (*value.value()).into(),
        Expression::Number(number) => {
            serde_json::from_str(&number.value().to_string()).expect("a number is a number")
        }
        Expression::String(text) => text.value().as_str().into(),
        Expression::Array(array) => array.iter().map(value).collect(),
        Expression::Object(object) => object
            .iter()
            .map(|(key, entry)| {
                let key = match key {
                    hcl_edit::expr::ObjectKey::Ident(name) => name.value().to_string(),
                    hcl_edit::expr::ObjectKey::Expression(key) => {
                        value(key).as_str().expect("a quoted key").to_owned()
                    }
                };
                (key, value(entry.expr()))
            })
            .collect(),
        Expression::FuncCall(call) => call.args.iter().map(value).collect(),
        // A string with escaped template marks.
        Expression::StringTemplate(template) => template
            .iter()
            .map(|element| element.as_literal().expect("no interpolation").value().as_str())
            .collect::<String>()
            .into(),
        other => panic!("unexpected expression {other:?}"),
    }
}

fn hostile_text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "$",
        "$$",
        "%",
        "{",
        "}",
        "${",
        "%{",
        "$${",
        "\"",
        "\\",
        "\n",
        "\r\n",
        "\t",
        "#",
        "//",
        "/*",
        "<<EOT",
        "a",
        "é",
        "e\u{301}",
        "\u{301}",
        "名",
        "😀",
        "👩\u{200d}💻",
        "🇩🇪",
        "\u{0}",
        "\u{7f}",
        "\u{202e}",
        "\u{600}",
        "\u{feff}",
        " ",
        "for",
        "~",
        "\u{2028}",
    ]);
    prop_oneof![prop::collection::vec(pieces, 0..8).prop_map(|pieces| pieces.concat()), any::<String>(),]
}

fn document() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i32>().prop_map(Into::into),
        hostile_text().prop_map(Into::into),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Into::into),
            prop::collection::btree_map(hostile_text(), inner, 0..4)
                .prop_map(|map| map.into_iter().collect::<serde_json::Map<_, _>>().into()),
        ]
    })
}

#[test]
fn a_deep_document_takes_no_longer_than_a_wide_one() {
    // As deep as a JSON document may be, then as deep as hcl-edit reads. The innermost list is one line.
    let nested = |depth| (0..depth).fold(serde_json::json!("x"), |inner, _| serde_json::json!([inner, []]));
    let text = |document: &serde_json::Value| {
        let mut body = Body::default();
        body.set("policy", Expr::from(document));
        print(&body).text().to_owned()
    };
    assert_eq!(text(&nested(120)).lines().count(), 1 + 119 * 3);
    let read: hcl_edit::structure::Body = text(&nested(20)).parse().expect("valid HCL");
    assert_eq!(value(&read.attributes().next().expect("one").value), nested(20));
}

proptest! {
    #[test]
    fn documents_read_back(document in document(), comment in hostile_text()) {
        let mut block = Block::new("resource", &["a", "b"]);
        block.comments.push(comment);
        block.body.set("policy", Expr::Call("jsonencode", vec![Expr::from(&document)]));
        let mut body = Body::default();
        body.block(block);
        let sheet = print(&body);
        let read: hcl_edit::structure::Body = sheet.text().parse().expect("valid HCL");
        let block = read.blocks().next().expect("the block");
        let policy = block.body.attributes().next().expect("the attribute");
        prop_assert_eq!(value(&policy.value), serde_json::json!([document]), "{}", sheet.text());
        prop_assert_eq!(sheet.tokens().map(|(_, text)| text).collect::<String>(), sheet.text());
    }
}
