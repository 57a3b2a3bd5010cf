// Synthesises a resource graph with AWS CDK: node main.mjs GRAPH OUT
//
// Reads what `vpc-designer graph` prints, makes one construct of each resource in a stack of its Region, and writes the
// templates into a folder. Prints the milliseconds of making and writing, without those of starting node and loading CDK.
import { readFileSync } from "node:fs";
import { App, CfnParameter, Stack, Tags } from "aws-cdk-lib";
import * as ec2 from "aws-cdk-lib/aws-ec2";

const [, , file, outdir] = process.argv;
const graph = JSON.parse(readFileSync(file, "utf8"));

const start = process.hrtime.bigint();
// No limit of resources: the design has more than AWS takes in a stack.
const app = new App({ outdir, context: { "@aws-cdk/core:stackResourceLimit": 0 }, analyticsReporting: false });
const stacks = new Map();
const made = [];
const stackOf = (region) => {
  if (!stacks.has(region)) stacks.set(region, new Stack(app, `stack-${region}`, { env: { region } }));
  return stacks.get(region);
};
const ref = (at) => made[at]?.ref;
const refs = (list) => (list.length ? list.map(ref) : undefined);
const group = (at) => made[at].attrGroupId;
const peer = (rule) => {
  const [[kind, value]] = Object.entries(rule.peer);
  if (kind === "cidr") return { cidrIp: value };
  const inward = rule.direction === "ingress";
  if (kind === "prefix_list") {
    const id = made[value].valueAsString;
    return inward ? { sourcePrefixListId: id } : { destinationPrefixListId: id };
  }
  return inward ? { sourceSecurityGroupId: group(value) } : { destinationSecurityGroupId: group(value) };
};

const makers = {
  vpc: (s, id, r) =>
    new ec2.CfnVPC(s, id, {
      cidrBlock: r.cidr_block,
      enableDnsSupport: r.enable_dns_support,
      enableDnsHostnames: r.enable_dns_hostnames,
    }),
  vpc_cidr_block: (s, id, r) => new ec2.CfnVPCCidrBlock(s, id, { vpcId: ref(r.vpc), cidrBlock: r.cidr_block }),
  internet_gateway: (s, id, r) => {
    const gateway = new ec2.CfnInternetGateway(s, id);
    gateway.attachment = new ec2.CfnVPCGatewayAttachment(s, `${id}-attachment`, {
      vpcId: ref(r.vpc),
      internetGatewayId: gateway.ref,
    });
    return gateway;
  },
  subnet: (s, id, r, node) =>
    new ec2.CfnSubnet(s, id, {
      vpcId: ref(r.vpc),
      cidrBlock: r.cidr_block,
      availabilityZone: `${node.region}${r.zone}`,
      mapPublicIpOnLaunch: r.map_public_ip_on_launch,
    }),
  elastic_ip: (s, id) => new ec2.CfnEIP(s, id, { domain: "vpc" }),
  nat_gateway: (s, id, r) =>
    new ec2.CfnNatGateway(s, id, { subnetId: ref(r.subnet), allocationId: made[r.elastic_ip].attrAllocationId }),
  route_table: (s, id, r) => new ec2.CfnRouteTable(s, id, { vpcId: ref(r.vpc) }),
  route: (s, id, r) => {
    const [[kind, target]] = Object.entries(r.target);
    return new ec2.CfnRoute(s, id, {
      routeTableId: ref(r.route_table),
      destinationCidrBlock: r.destination,
      ...(kind === "nat_gateway" ? { natGatewayId: ref(target) } : { gatewayId: ref(target) }),
    });
  },
  route_table_association: (s, id, r) =>
    new ec2.CfnSubnetRouteTableAssociation(s, id, { subnetId: ref(r.subnet), routeTableId: ref(r.route_table) }),
  security_group: (s, id, r) =>
    new ec2.CfnSecurityGroup(s, id, { vpcId: ref(r.vpc), groupDescription: r.description }),
  prefix_list: (s, id) => new CfnParameter(s, id),
  gateway_endpoint: (s, id, r) =>
    new ec2.CfnVPCEndpoint(s, id, {
      vpcId: ref(r.vpc),
      vpcEndpointType: "Gateway",
      serviceName: r.service_name,
      routeTableIds: refs(r.route_tables),
      policyDocument: r.policy ?? undefined,
    }),
  interface_endpoint: (s, id, r) =>
    new ec2.CfnVPCEndpoint(s, id, {
      vpcId: ref(r.vpc),
      vpcEndpointType: "Interface",
      serviceName: r.service_name,
      subnetIds: refs(r.subnets),
      securityGroupIds: r.security_groups.map(group),
      privateDnsEnabled: r.private_dns_enabled,
      policyDocument: r.policy ?? undefined,
    }),
  security_group_rule: (s, id, r) => {
    const Rule = r.direction === "ingress" ? ec2.CfnSecurityGroupIngress : ec2.CfnSecurityGroupEgress;
    return new Rule(s, id, {
      groupId: group(r.security_group),
      ipProtocol: r.protocol === "all" ? "-1" : r.protocol,
      fromPort: r.ports?.from,
      toPort: r.ports?.to,
      description: r.description || undefined,
      ...peer(r),
    });
  },
};

for (const [at, node] of graph.nodes.entries()) {
  const make = makers[node.resource.kind];
  if (!make) throw new Error(`no construct for ${node.resource.kind}`);
  const construct = make(stackOf(node.region), `n${at}`, node.resource, node);
  if (node.name_tag && construct.tags) Tags.of(construct).add("Name", node.name_tag);
  made.push(construct);
}
app.synth();
console.log(Number(process.hrtime.bigint() - start) / 1e6);
