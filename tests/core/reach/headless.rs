//! `vpc-designer reach`.

use expect_test::expect;
use serde_json::Value;
use vpc_designer::{
    file,
    headless::{Streams, run},
};

use crate::support::notation;

const SHOP: &str = "
vpc main 10.0.0.0/16
igw
zone a
table public
route public 0.0.0.0/0 igw
subnet front 10.0.0.0/24 table=public
nat egress
table private
route private 0.0.0.0/0 egress
subnet apps 10.0.1.0/24 table=private
sg endpoints
in tcp 443 10.0.0.0/16
sg app
out tcp 443 pl:s3
out tcp 443 sg:endpoints
workload shop sg=app
workload batch
service s3
service sqs
service sns
call shop s3
call shop sqs
call batch sns
gateway s3 tables=private
interface sqs subnets=apps sgs=endpoints dns
";

struct Run {
    status: u8,
    out: String,
    err: String,
}

fn reach(design: &str, args: &[&str]) -> Run {
    let notation = notation::read(design.lines().filter(|line| !line.is_empty()));
    let text = file::save(&notation.design);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut streams = Streams { input: &mut text.as_bytes(), out: &mut out, err: &mut err };
    let all = ["vpc-designer", "reach"].into_iter().chain(args.iter().copied()).chain(["-"]);
    let status = run(all.map(Into::into), &mut streams);
    Run { status, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
}

#[test]
fn the_path_of_each_drawn_connection() {
    let shown = reach(SHOP, &[]);
    assert_eq!(shown.status, 1, "batch goes through NAT");
    expect![[r#"
        shop → s3: private via gateway endpoint
          1  workload shop: calls s3.us-east-1.amazonaws.com from subnet apps, us-east-1a
          2  DNS resolver of VPC main: s3.us-east-1.amazonaws.com resolves to public addresses
          3  security group app: lets it out: TCP 443 to the prefix list of s3
          4  route table private: for subnet apps, the prefix list of the service leads to endpoint s3
          5  endpoint s3: takes it from the route table
          6  endpoint s3: has no policy, which is full access
          7  service s3: answers

        shop → sqs: private via interface endpoint
          1  workload shop: calls sqs.us-east-1.amazonaws.com from subnet apps, us-east-1a
          2  DNS resolver of VPC main: sqs.us-east-1.amazonaws.com resolves to the private addresses of endpoint sqs
          3  security group app: lets it out: TCP 443 to security group endpoints
          4  route table private: for subnet apps, 10.0.0.0/16 is local
          5  endpoint sqs: takes it at its interface in subnet apps, us-east-1a
          6  security group endpoints: lets it in: TCP 443 from 10.0.0.0/16
          7  endpoint sqs: has no policy, which is full access
          8  service sqs: answers
          by the dual-stack name, sqs.us-east-1.api.aws: unreachable: Security group app has no outbound rule that allows TCP 443 to the public addresses of the service. Add one.
          by the FIPS name, sqs-fips.us-east-1.amazonaws.com: unreachable: Security group app has no outbound rule that allows TCP 443 to the public addresses of the service. Add one.

        batch → sns: via NAT
          1  workload batch: calls sns.us-east-1.amazonaws.com from subnet apps, us-east-1a
          2  DNS resolver of VPC main: sns.us-east-1.amazonaws.com resolves to public addresses
          3  default security group of VPC main: lets it out
          4  route table private: for subnet apps, the route for 0.0.0.0/0 is the most specific one
          5  NAT gateway egress: sends it on from subnet front, us-east-1a with its own address
          6  route table public: for subnet front, the route for 0.0.0.0/0 is the most specific one
          7  internet gateway igw: passes it to the public network of AWS
          8  service sns: answers
          fix: Add an endpoint for sns to VPC main
    "#]]
    .assert_eq(&shown.out);
    assert_eq!(shown.err, "standard input: 2 of 3 drawn connections are private and work\n");
}

#[test]
fn what_blocks_and_what_would_follow() {
    let closed = SHOP.replace("in tcp 443 10.0.0.0/16\n", "in tcp 80 10.0.0.0/16\n");
    let shown = reach(&closed, &["--from", "shop", "--to", "sqs"]);
    assert_eq!(shown.status, 1);
    expect![[r#"
        shop → sqs: unreachable
          1  workload shop: calls sqs.us-east-1.amazonaws.com from subnet apps, us-east-1a
          2  DNS resolver of VPC main: sqs.us-east-1.amazonaws.com resolves to the private addresses of endpoint sqs
          3  security group app: lets it out: TCP 443 to security group endpoints
          4  route table private: for subnet apps, 10.0.0.0/16 is local
          5  endpoint sqs: takes it at its interface in subnet apps, us-east-1a
          x  Security group endpoints of endpoint sqs has no inbound rule that allows TCP 443 from the workload. Add one. [ENI_SG_RULES_MISMATCH]
          ·  endpoint sqs: has no policy, which is full access
          ·  service sqs: answers
          fix: Let security group app in to security group endpoints
    "#]]
    .assert_eq(&shown.out);
}

#[test]
fn the_matrix_as_a_table() {
    let shown = reach(SHOP, &["--all", "--format", "table"]);
    expect![[r#"
        FROM   TO   DRAWN  WAY                             BLOCKED AT   CODE
        shop   s3   yes    private via gateway endpoint
        shop   sqs  yes    private via interface endpoint
        batch  sns  yes    via NAT
        shop   sns  no     unreachable                     sg-10 (app)  ENI_SG_RULES_MISMATCH
        batch  s3   no     private via gateway endpoint
        batch  sqs  no     private via interface endpoint
    "#]]
    .assert_eq(&shown.out);
}

#[test]
fn json_for_programs() {
    let shown = reach(SHOP, &["--format", "json"]);
    assert_eq!(shown.status, 1);
    let json: Value = serde_json::from_str(&shown.out).unwrap();
    assert_eq!(json["counts"]["drawn"], 3);
    assert_eq!(json["counts"]["findings"], 1);
    assert_eq!(json["counts"]["ways"]["interface-endpoint"], 1);
    let batch = json["pairs"].as_array().unwrap().iter().find(|pair| pair["from_name"] == "batch").unwrap();
    assert_eq!((&batch["way"], &batch["private"]), (&"nat".into(), &false.into()));
    assert_eq!(batch["service"], "Amazon SNS in us-east-1");
    assert_eq!(batch["paths"][0]["name"]["host"], "sns.us-east-1.amazonaws.com");
    assert_eq!(batch["paths"][0]["hops"][4]["component"], "NAT gateway egress");
    assert_eq!(batch["fixes"][0]["steps"][0]["step"], "add_endpoint");
    let closed = SHOP.replace("in tcp 443 10.0.0.0/16\n", "");
    let shown = reach(&closed, &["--format", "json", "--to", "sqs"]);
    let json: Value = serde_json::from_str(&shown.out).unwrap();
    let obstacle = &json["pairs"][0]["paths"][0]["obstacles"][0];
    assert_eq!(
        (&obstacle["code"], &obstacle["reachability_analyzer"]),
        (&"SG_HAS_NO_RULES".into(), &true.into())
    );
    assert_eq!(obstacle["component"], "security group endpoints");
}

#[test]
fn exit_statuses() {
    assert_eq!(reach(SHOP, &["--from", "shop"]).status, 0, "both are private");
    assert_eq!(reach(SHOP, &["--to", "sns"]).status, 1);
    assert_eq!(reach(SHOP, &["--from", "shop", "--to", "sns"]).status, 0, "unreachable, but not drawn");
    let unknown = reach(SHOP, &["--from", "nobody"]);
    assert_eq!((unknown.status, unknown.out.as_str()), (2, ""));
    assert_eq!(unknown.err, "error: “nobody” is no workload of the design; it has batch, shop\n");
    let nothing = reach("vpc main 10.0.0.0/16", &[]);
    assert_eq!(nothing.status, 0);
    assert!(nothing.err.contains("no connection is drawn"), "{}", nothing.err);
}
