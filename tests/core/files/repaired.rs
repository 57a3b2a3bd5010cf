//! What is put right on the way in, each with a note.

use expect_test::{Expect, expect};
use serde_json::{Value, json};
use vpc_designer::{
    file::{self, Opened},
    template::templates,
};

/// The notes after a change to the file of the serverless template: one VPC, two subnets, three services.
fn repaired(edit: impl FnOnce(&mut Value), notes: &Expect) -> Opened {
    let design =
        templates().iter().find(|t| t.name == "serverless-data").unwrap().build("us-east-1").unwrap();
    let mut value: Value = serde_json::from_str(&file::save(&design)).unwrap();
    edit(&mut value["design"]);
    let opened = file::open(value.to_string().as_bytes()).unwrap();
    let text: Vec<String> = opened.notes.iter().map(ToString::to_string).collect();
    notes.assert_eq(&text.join("\n"));
    assert_eq!(opened.design.dangling(), []);
    for entity in opened.notes.iter().filter_map(|note| note.entity) {
        assert!(opened.design.exists(entity), "a note leads to something that is there");
    }
    opened
}

fn first_key(table: &Value) -> String {
    table.as_object().unwrap().keys().next().unwrap().clone()
}

#[test]
fn a_missing_vpc_takes_its_content_along() {
    let opened = repaired(
        |design| design["vpcs"] = json!({}),
        &expect![[r#"
        design.zones.zone-2: left out, because its VPC is not in the file
        design.zones.zone-3: left out, because its VPC is not in the file
        design.subnets.subnet-5: left out, because its Availability Zone is not in the file
        design.subnets.subnet-6: left out, because its Availability Zone is not in the file
        design.route_tables.rtb-4: left out, because its VPC is not in the file
        design.security_groups.sg-7: left out, because its VPC is not in the file
        design.security_groups.sg-21: left out, because its VPC is not in the file
        design.workloads.workload-8: left out, because its subnet is not in the file
        design.workloads.workload-10: left out, because its subnet is not in the file
        design.endpoints.endpoint-13: left out, because its VPC is not in the file
        design.endpoints.endpoint-17: left out, because its VPC is not in the file
        design.endpoints.endpoint-22: left out, because its VPC is not in the file
        design.connections.connection-12: left out, because one of its ends is not in the file
        design.connections.connection-14: left out, because one of its ends is not in the file
        design.connections.connection-16: left out, because one of its ends is not in the file
        design.connections.connection-18: left out, because one of its ends is not in the file
        design.connections.connection-20: left out, because one of its ends is not in the file
        design.connections.connection-23: left out, because one of its ends is not in the file"#]],
    );
    assert_eq!(opened.design.subnets.len(), 0);
    assert_eq!(opened.design.services.len(), 3);
}

#[test]
fn a_missing_route_table_is_replaced_by_an_empty_one() {
    let opened = repaired(
        |design| design["route_tables"] = json!({}),
        &expect![[r#"
        design.subnets.subnet-5.route_table: no such route table in its VPC, so it got a new one without routes, isolated-a-routes
        design.subnets.subnet-6.route_table: no such route table in its VPC, so it got a new one without routes, isolated-b-routes
        design.endpoints.endpoint-13.kind.gateway.route_tables: rtb-4 left out: not in the VPC
        design.endpoints.endpoint-17.kind.gateway.route_tables: rtb-4 left out: not in the VPC"#]],
    );
    let tables: Vec<_> = opened.design.route_tables.values().collect();
    assert!(!tables.is_empty() && tables.iter().all(|table| table.routes.is_empty()));
}

#[test]
fn a_missing_security_group_is_left_out_of_lists_and_rules() {
    repaired(
        |design| design["security_groups"] = json!({}),
        &expect![[r#"
        design.workloads.workload-8.security_groups: sg-7 left out: not in the VPC
        design.workloads.workload-10.security_groups: sg-7 left out: not in the VPC
        design.endpoints.endpoint-22.kind.interface.security_groups: sg-21 left out: not in the VPC"#]],
    );
}

#[test]
fn a_subnet_named_twice_by_an_endpoint_counts_once() {
    repaired(
        |design| {
            for endpoint in design["endpoints"].as_object_mut().unwrap().values_mut() {
                if let Some(subnets) = endpoint.pointer_mut("/kind/interface/subnets") {
                    let again = subnets[0].clone();
                    subnets.as_array_mut().unwrap().push(again);
                }
            }
        },
        &expect!["design.endpoints.endpoint-22.kind.interface.subnets: repeated entries were left out"],
    );
}

#[test]
fn ids_of_two_kinds_with_one_number() {
    let opened = repaired(
        |design| {
            let zone = first_key(&design["zones"]);
            let text = design.to_string().replace(&format!("\"{zone}\""), "\"zone-1\"");
            *design = serde_json::from_str(&text).unwrap();
        },
        &expect!["design.zones.zone-1: another entity has this number, so the id is now zone-2"],
    );
    assert_eq!(opened.design.subnets.len(), 2);
}

#[test]
fn ids_without_room_above_them() {
    repaired(
        |design| {
            let text = design.to_string().replace("\"vpc-1\"", "\"vpc-4294967295\"");
            *design = serde_json::from_str(&text).unwrap();
            design["next_id"] = json!(4_294_967_295_u32);
        },
        &expect![[r#"
            design.vpcs.vpc-4294967295: the number is too large, so the id is now vpc-1
            design.next_id: 4294967295 was changed to 24, the first free number"#]],
    );
}

#[test]
fn a_counter_that_is_behind() {
    repaired(
        |design| design["next_id"] = json!(3),
        &expect!["design.next_id: 3 was changed to 24, the first free number"],
    );
}

#[test]
fn blocks_with_host_bits_and_ports_the_wrong_way_round() {
    repaired(
        |design| {
            let subnet = first_key(&design["subnets"]);
            design["subnets"][&subnet]["cidr_block"] = json!("10.0.0.7/20");
            design["vpcs"]["vpc-1"]["cidr_blocks"] = json!([]);
            let group = first_key(&design["security_groups"]);
            design["security_groups"][&group]["ingress"] = json!([
                { "protocol": "tcp", "ports": { "from": 90, "to": 80 }, "peer": { "cidr": "10.0.0.1/8" } },
                { "protocol": "all", "ports": { "from": 1, "to": 2 }, "peer": { "cidr": "10.0.0.0/8" } },
                { "protocol": "udp", "peer": { "cidr": "10.0.0.0/8" } }
            ]);
        },
        &expect![[r#"
            design.vpcs.vpc-1.cidr_blocks: a VPC has a block, so it got 10.0.0.0/16
            design.subnets.subnet-5.cidr_block: 10.0.0.7/20 has bits set after the prefix; it was changed to 10.0.0.0/20
            design.security_groups.sg-7.ingress: 10.0.0.1/8 has bits set after the prefix; it was changed to 10.0.0.0/8
            design.security_groups.sg-7.ingress: the port range 90–80 was turned round
            design.security_groups.sg-7.ingress: a rule for all protocols has no ports; they were left out
            design.security_groups.sg-7.ingress: a rule without ports stands for all of them; it got 0–65535"#]],
    );
}

#[test]
fn places_beyond_the_canvas() {
    repaired(
        |design| {
            design["vpcs"]["vpc-1"]["frame"] =
                json!({ "x": 2_147_483_647, "y": -2_147_483_648_i64, "w": -5, "h": 1 });
            let service = first_key(&design["services"]);
            design["services"][&service]["at"] = json!({ "x": 5_000_000, "y": 0 });
        },
        &expect![[r#"
            design.vpcs.vpc-1.frame: too far out, too large or too small; it was brought back
            design.services.service-11.at: too far out, too large or too small; it was brought back"#]],
    );
}

#[test]
fn the_same_connection_twice() {
    repaired(
        |design| {
            let connection = design["connections"][first_key(&design["connections"])].clone();
            design["connections"]["connection-900"] = connection;
        },
        &expect![[r#"
            design.next_id: 24 was changed to 901, the first free number
            design.connections.connection-900: left out, because the same two ends are connected already"#]],
    );
}

/// An endpoint with two subnets of one zone is the user's layout, for `check` to judge.
#[test]
fn what_aws_would_refuse_stays() {
    let opened = repaired(
        |design| {
            let zone = first_key(&design["zones"]);
            for subnet in design["subnets"].as_object_mut().unwrap().values_mut() {
                subnet["zone"] = json!(zone);
            }
            design["vpcs"]["vpc-1"]["cidr_blocks"] = json!(["10.0.0.0/8", "10.0.0.0/8"]);
        },
        &expect![[""]],
    );
    assert_eq!(opened.notes, []);
}
