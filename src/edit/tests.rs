//! The operations in the user's words.

use super::*;
use crate::catalog::{self, Catalog};
use crate::model::{
    Design, EndpointKind, Peer, RouteTarget, ServiceRef, SubnetKind, Vpc, Workload, WorkloadKind, Zone,
};

struct Net {
    design: Design,
    vpc: Id<Vpc>,
    zones: Vec<Id<Zone>>,
}

fn net(region: &str) -> Net {
    let mut design = Design::new("test", region);
    let vpc = add_vpc(&mut design, region);
    let zones = (0..2).map(|_| add_zone(&mut design, &Catalog::embedded(), vpc, None).unwrap()).collect();
    Net { design, vpc, zones }
}

impl Net {
    fn workload(&mut self, kind: SubnetKind) -> Id<Workload> {
        let subnet = add_subnet(&mut self.design, self.zones[0], kind).unwrap();
        add_workload(&mut self.design, subnet, WorkloadKind::Ec2).unwrap()
    }

    fn connect(&mut self, workload: Id<Workload>, key: &str) -> Connected {
        let region = self.design.region.clone();
        let service =
            add_service(&mut self.design, &Catalog::embedded(), ServiceRef::Aws(key.to_owned()), &region)
                .unwrap();
        connect(&mut self.design, &Catalog::embedded(), workload, service).unwrap()
    }

    fn keys(&self) -> Vec<(&str, &str)> {
        self.design.endpoints.values().map(|e| (e.service.word(), e.kind.api())).collect()
    }

    fn whole(&self) {
        assert_eq!(self.design.dangling(), []);
    }
}

#[test]
fn blocks_are_the_next_free_ones() {
    let mut net = net("us-east-1");
    let blocks: Vec<String> =
        [SubnetKind::Private, SubnetKind::Public, SubnetKind::Private, SubnetKind::Public]
            .into_iter()
            .map(|kind| {
                let id = add_subnet(&mut net.design, net.zones[0], kind).unwrap();
                net.design.subnets.get(id).unwrap().cidr_block.to_string()
            })
            .collect();
    assert_eq!(blocks, ["10.0.0.0/20", "10.0.16.0/24", "10.0.32.0/20", "10.0.17.0/24"]);
    let second = add_vpc(&mut net.design, "us-east-1");
    assert_eq!(net.design.vpcs.get(second).unwrap().cidr_blocks[0].to_string(), "10.1.0.0/16");
}

#[test]
fn a_full_vpc_says_so_and_stays() {
    let mut net = net("us-east-1");
    net.design.vpcs.get_mut(net.vpc).unwrap().cidr_blocks = vec!["10.0.0.0/28".parse().unwrap()];
    add_subnet(&mut net.design, net.zones[0], SubnetKind::Private).unwrap();
    let before = net.design.clone();
    let error = add_subnet(&mut net.design, net.zones[0], SubnetKind::Private).unwrap_err();
    assert!(error.0.contains("VPC main has no free /28 block left"), "{error}");
    assert_eq!(net.design, before);
}

#[test]
fn zones_follow_the_region() {
    let mut net = net("us-west-1");
    let letters: Vec<&str> = net.design.zones.values().map(|z| z.suffix.as_str()).collect();
    assert_eq!(letters, ["b", "c"]);
    assert!(
        add_zone(&mut net.design, &Catalog::embedded(), net.vpc, None)
            .unwrap_err()
            .0
            .contains("every Availability Zone")
    );
    assert!(add_zone(&mut net.design, &Catalog::embedded(), net.vpc, Some("b".parse().unwrap())).is_err());
    assert!(add_zone(&mut net.design, &Catalog::embedded(), net.vpc, Some("a".parse().unwrap())).is_ok());
}

#[test]
fn s3_gets_a_gateway_and_the_way_to_it() {
    let mut net = net("us-east-1");
    let workload = net.workload(SubnetKind::Isolated);
    let made = net.connect(workload, "s3");
    assert_eq!(made.endpoints.len(), 1);
    assert_eq!(net.keys(), [("s3", "Gateway")]);
    let table = net.design.subnets.values().next().unwrap().route_table;
    let EndpointKind::Gateway(gateway) = &net.design.endpoints.values().next().unwrap().kind else {
        panic!()
    };
    assert_eq!(gateway.route_tables, [table]);
    let group = net.design.workloads.get(workload).unwrap().security_groups[0];
    let egress = &net.design.security_groups.get(group).unwrap().egress;
    assert_eq!(egress[0].peer, Peer::PrefixList("s3".to_owned()));
    // A second connection reuses all of it.
    let before = net.design.clone();
    assert_eq!(net.connect(workload, "s3").endpoints, []);
    assert_eq!(net.design, before);
    net.whole();
}

#[test]
fn sqs_gets_an_interface_with_443_open() {
    let mut net = net("us-east-1");
    let workload = net.workload(SubnetKind::Private);
    net.connect(workload, "sqs");
    let EndpointKind::Interface(interface) = &net.design.endpoints.values().next().unwrap().kind else {
        panic!()
    };
    assert!(interface.private_dns);
    assert_eq!(interface.subnets.len(), 1);
    let group = net.design.security_groups.get(interface.security_groups[0]).unwrap();
    assert_eq!(group.ingress[0].ports, Some(crate::model::PortRange::HTTPS));
    assert_eq!(group.ingress[0].peer, Peer::Cidr("10.0.0.0/16".parse().unwrap()));
    let own = net.design.workloads.get(workload).unwrap().security_groups[0];
    assert_eq!(
        net.design.security_groups.get(own).unwrap().egress[0].peer,
        Peer::SecurityGroup(interface.security_groups[0])
    );
    net.whole();
}

#[test]
fn ecr_brings_its_companions() {
    let mut net = net("us-east-1");
    let workload = net.workload(SubnetKind::Isolated);
    net.connect(workload, "ecr.dkr");
    let mut keys = net.keys();
    keys.sort_unstable();
    assert_eq!(keys, [("ecr.api", "Interface"), ("ecr.dkr", "Interface"), ("s3", "Gateway")]);
    // Image layers come from S3: the group lets them in.
    let group = net.design.workloads.get(workload).unwrap().security_groups[0];
    let egress = &net.design.security_groups.get(group).unwrap().egress;
    assert!(egress.iter().any(|rule| rule.peer == Peer::PrefixList("s3".to_owned())), "{egress:?}");
    net.whole();
}

#[test]
fn systems_manager_from_an_instance_and_from_a_function() {
    let mut net = net("us-east-1");
    let instance = net.workload(SubnetKind::Isolated);
    assert_eq!(net.connect(instance, "ssm").endpoints.len(), 3, "ssm, ssmmessages, ec2messages");
    let mut net = self::net("us-east-1");
    let subnet = add_subnet(&mut net.design, net.zones[0], SubnetKind::Isolated).unwrap();
    let function = add_workload(&mut net.design, subnet, WorkloadKind::Lambda).unwrap();
    assert_eq!(net.connect(function, "ssm").endpoints.len(), 1, "Parameter Store needs ssm alone");
    // Nor does the function get a way to the agent's endpoints where an instance brought them.
    let instance = net.workload(SubnetKind::Isolated);
    net.connect(instance, "ssm");
    let far = add_subnet(&mut net.design, net.zones[1], SubnetKind::Isolated).unwrap();
    move_workload(&mut net.design, &Catalog::embedded(), function, far).unwrap();
    let zones = |key: &str| {
        let endpoint = net.design.endpoints.values().find(|e| e.service.word() == key).unwrap();
        let EndpointKind::Interface(interface) = &endpoint.kind else { panic!() };
        interface.subnets.len()
    };
    assert_eq!((zones("ssm"), zones("ssmmessages")), (2, 1));
}

#[test]
fn keyspaces_opens_its_own_port() {
    let mut net = net("us-east-1");
    let workload = net.workload(SubnetKind::Private);
    net.connect(workload, "cassandra");
    let group = net.design.security_groups.values().find(|g| g.name == "vpc-endpoints").unwrap();
    assert_eq!(group.ingress[0].ports, Some(crate::model::PortRange::single(9142)));
}

#[test]
fn a_click_changes_the_type_and_back() {
    let mut net = net("us-east-1");
    let workload = net.workload(SubnetKind::Isolated);
    let endpoint = net.connect(workload, "s3").endpoints[0];
    set_endpoint_type(&mut net.design, &Catalog::embedded(), endpoint, catalog::EndpointType::Interface)
        .unwrap();
    assert_eq!(net.keys(), [("s3", "Interface")]);
    net.whole();
    set_endpoint_type(&mut net.design, &Catalog::embedded(), endpoint, catalog::EndpointType::Gateway)
        .unwrap();
    assert_eq!(net.keys(), [("s3", "Gateway")]);
    let sqs = net.connect(workload, "sqs").endpoints[0];
    let error = set_endpoint_type(&mut net.design, &Catalog::embedded(), sqs, catalog::EndpointType::Gateway)
        .unwrap_err();
    assert_eq!(error.0, "sqs has no gateway endpoint");
}

#[test]
fn the_choice_says_why() {
    let net = net("us-east-1");
    let choice =
        |key: &str| choose(&net.design, &Catalog::embedded(), net.vpc, &ServiceRef::Aws(key.to_owned()));
    assert!(choice("s3").reasons[0].contains("without hourly or data charge"));
    assert_eq!(choice("s3").ways.len(), 2);
    assert!(choice("sqs").reasons[0].contains("only type"));
    assert_eq!(choice("no-such-service").kind, None);
    let third = |name: &str| {
        choose(&net.design, &Catalog::embedded(), net.vpc, &ServiceRef::EndpointService(name.to_owned()))
    };
    assert!(third("com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0").kind.is_some());
    let far = third("com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0");
    assert!(far.kind.is_some() && far.reasons[0].contains("cross-Region"), "{far:?}");
}

#[test]
fn another_region_is_refused_with_the_remedy() {
    let mut net = net("us-east-1");
    let workload = net.workload(SubnetKind::Private);
    let service =
        add_service(&mut net.design, &Catalog::embedded(), ServiceRef::Aws("sqs".to_owned()), "eu-west-1")
            .unwrap();
    let before = net.design.clone();
    let error = connect(&mut net.design, &Catalog::embedded(), workload, service).unwrap_err();
    assert!(error.0.contains("is drawn in eu-west-1") && error.0.contains("in us-east-1"), "{error}");
    assert_eq!(net.design, before);
}

#[test]
fn nat_routes_private_subnets_and_wants_a_public_one() {
    let mut net = net("us-east-1");
    let public = add_subnet(&mut net.design, net.zones[0], SubnetKind::Public).unwrap();
    let private = add_subnet(&mut net.design, net.zones[0], SubnetKind::Private).unwrap();
    let far = add_subnet(&mut net.design, net.zones[1], SubnetKind::Private).unwrap();
    assert!(add_nat_gateway(&mut net.design, private).unwrap_err().0.contains("needs a public subnet"));
    let first = add_nat_gateway(&mut net.design, public).unwrap();
    let way_out = |design: &Design, subnet| {
        let table = design.subnets.get(subnet).unwrap().route_table;
        design.route_tables.get(table).unwrap().routes.first().map(|route| route.target)
    };
    let (igw, _) = net.design.internet_gateway_of(net.vpc).unwrap();
    assert_eq!(way_out(&net.design, public), Some(RouteTarget::InternetGateway(igw)));
    assert_eq!(way_out(&net.design, private), Some(RouteTarget::NatGateway(first)));
    assert_eq!(way_out(&net.design, far), Some(RouteTarget::NatGateway(first)));
    let public_b = add_subnet(&mut net.design, net.zones[1], SubnetKind::Public).unwrap();
    let second = add_nat_gateway(&mut net.design, public_b).unwrap();
    assert_eq!(way_out(&net.design, private), Some(RouteTarget::NatGateway(first)));
    assert_eq!(way_out(&net.design, far), Some(RouteTarget::NatGateway(second)));
    remove(&mut net.design, &[second.into()]).unwrap();
    assert_eq!(way_out(&net.design, far), None);
    net.whole();
}

#[test]
fn removing_takes_along_what_cannot_be_without() {
    let mut net = net("us-east-1");
    let workload = net.workload(SubnetKind::Isolated);
    net.connect(workload, "sqs");
    net.connect(workload, "s3");
    let group = net.design.workloads.get(workload).unwrap().security_groups[0];
    let endpoint_group =
        net.design.security_groups_of(net.vpc).find(|(_, g)| g.name == "vpc-endpoints").unwrap().0;
    let table = net.design.route_tables.ids().next().unwrap();
    assert!(remove(&mut net.design, &[table.into()]).unwrap_err().0.contains("is used by subnet isolated-a"));
    remove(&mut net.design, &[workload.into()]).unwrap();
    assert!(net.design.connections.is_empty());
    assert!(!net.design.security_groups.contains(group), "the workload's own group goes with it");
    assert!(net.design.security_groups.contains(endpoint_group));
    net.whole();
    remove(&mut net.design, &[net.vpc.into()]).unwrap();
    let left: Vec<String> = net.design.entities().map(|e| e.to_string()).collect();
    assert!(left.iter().all(|id| id.starts_with("service-")), "{left:?}");
}

#[test]
fn a_subnet_moves_with_what_it_holds() {
    let mut net = net("us-east-1");
    let workload = net.workload(SubnetKind::Isolated);
    net.connect(workload, "sqs");
    let subnet = net.design.workloads.get(workload).unwrap().subnet;
    let other = add_vpc(&mut net.design, "us-east-1");
    let zone = add_zone(&mut net.design, &Catalog::embedded(), other, None).unwrap();
    move_subnet(&mut net.design, &Catalog::embedded(), subnet, zone).unwrap();
    net.whole();
    let moved = net.design.subnets.get(subnet).unwrap();
    assert_eq!(moved.cidr_block.to_string(), "10.1.0.0/20");
    let group = net.design.workloads.get(workload).unwrap().security_groups[0];
    assert_eq!(net.design.security_groups.get(group).unwrap().vpc, other);
    assert_eq!(net.design.endpoints_of(other).count(), 1, "the connection has its endpoint in the new VPC");
}

#[test]
fn a_new_private_subnet_is_served_too() {
    let mut net = net("us-east-1");
    let workload = net.workload(SubnetKind::Isolated);
    net.connect(workload, "s3");
    let private = add_subnet(&mut net.design, net.zones[1], SubnetKind::Private).unwrap();
    let table = net.design.subnets.get(private).unwrap().route_table;
    let EndpointKind::Gateway(gateway) = &net.design.endpoints.values().next().unwrap().kind else {
        panic!()
    };
    assert!(gateway.route_tables.contains(&table));
}

#[test]
fn names_are_kept_apart_and_checked() {
    let mut net = net("us-east-1");
    let a = add_subnet(&mut net.design, net.zones[0], SubnetKind::Private).unwrap();
    let b = add_subnet(&mut net.design, net.zones[0], SubnetKind::Private).unwrap();
    assert_eq!(net.design.label(a.into()), "private-a");
    assert_eq!(net.design.label(b.into()), "private-a-2");
    assert!(rename(&mut net.design, a.into(), "  ").is_err());
    rename(&mut net.design, a.into(), " $(rm -rf /) ").unwrap();
    assert_eq!(net.design.label(a.into()), "$(rm -rf /)");
}
