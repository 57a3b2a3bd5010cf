"""What exists: every resource of the given Regions as one JSON document, in words instead of ids.

usage: snapshot.py ENDPOINT REGION…

Resources are called by their `Name` tag. Left out: what AWS makes by itself (default VPC and its parts, each VPC's main
route table, default group and network ACL, local routes, the prefix-list routes that a gateway endpoint brings) unless
somebody changed it. The Rust side (`expected.rs`) writes the same document for a resource graph.
"""

import json
import sys
from concurrent.futures import ThreadPoolExecutor

import boto3

# What AWS gives an endpoint without a policy.
FULL_ACCESS = [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}]


def tags(resource):
    return {tag["Key"]: tag["Value"] for tag in resource.get("Tags", []) if not tag["Key"].startswith("aws:")}


def everything(client, operation, key, **arguments):
    return [item for page in client.get_paginator(operation).paginate(**arguments) for item in page[key]]


def region_snapshot(endpoint, region):
    ec2 = boto3.client(
        "ec2", region_name=region, endpoint_url=endpoint, aws_access_key_id="test", aws_secret_access_key="test"
    )
    vpcs = [vpc for vpc in everything(ec2, "describe_vpcs", "Vpcs") if not vpc["IsDefault"]]
    ours = {vpc["VpcId"] for vpc in vpcs}

    def in_ours(operation, key):
        return [item for item in everything(ec2, operation, key) if item["VpcId"] in ours]

    subnets = in_ours("describe_subnets", "Subnets")
    tables = in_ours("describe_route_tables", "RouteTables")
    groups = in_ours("describe_security_groups", "SecurityGroups")
    endpoints = [e for e in in_ours("describe_vpc_endpoints", "VpcEndpoints") if e["State"] != "deleted"]
    nats = [n for n in in_ours("describe_nat_gateways", "NatGateways") if n["State"] != "deleted"]
    gateways = everything(ec2, "describe_internet_gateways", "InternetGateways")
    addresses = ec2.describe_addresses()["Addresses"]
    rules = everything(ec2, "describe_security_group_rules", "SecurityGroupRules")
    prefix_lists = everything(ec2, "describe_managed_prefix_lists", "PrefixLists")

    names = {item["PrefixListId"]: item["PrefixListName"] for item in prefix_lists}
    for key, items in {
        "VpcId": vpcs,
        "SubnetId": subnets,
        "RouteTableId": tables,
        "GroupId": groups,
        "NatGatewayId": nats,
        "InternetGatewayId": gateways,
        "AllocationId": addresses,
    }.items():
        names |= {item[key]: tags(item).get("Name", f"({item.get('GroupName', 'unnamed')})") for item in items}

    def named(ids):
        return sorted(names[i] for i in ids)

    def routes(table):
        out = []
        for route in table["Routes"]:
            target = route.get("GatewayId") or route.get("NatGatewayId")
            if target != "local" and not str(target).startswith("vpce-"):
                out.append({"destination": route["DestinationCidrBlock"], "target": names[target]})
        return sorted_rows(out)

    def rule_rows(group, egress):
        out = []
        for rule in rules:
            if rule["GroupId"] == group["GroupId"] and rule["IsEgress"] == egress:
                referenced = rule.get("ReferencedGroupInfo", {}).get("GroupId")
                peer = rule.get("CidrIpv4") or rule.get("PrefixListId") or referenced
                everything_open = rule["IpProtocol"] == "-1"
                out.append(
                    {
                        "protocol": rule["IpProtocol"],
                        "from": None if everything_open else rule["FromPort"],
                        "to": None if everything_open else rule["ToPort"],
                        "peer": names.get(peer, peer),
                        "description": rule.get("Description") or "",
                    }
                )
        return sorted_rows(out)

    main = {t["RouteTableId"] for t in tables if any(a.get("Main") for a in t["Associations"])}
    table_of = {a["SubnetId"]: t["RouteTableId"] for t in tables for a in t["Associations"] if "SubnetId" in a}

    def vpc_row(vpc):
        attribute = {
            name: ec2.describe_vpc_attribute(VpcId=vpc["VpcId"], Attribute=name)[name[0].upper() + name[1:]]["Value"]
            for name in ("enableDnsSupport", "enableDnsHostnames")
        }
        blocks = [b["CidrBlock"] for b in vpc["CidrBlockAssociationSet"]]
        return {
            "name": names[vpc["VpcId"]],
            "cidr_block": vpc["CidrBlock"],
            "cidr_blocks": sorted(blocks),
            "dns_support": attribute["enableDnsSupport"],
            "dns_hostnames": attribute["enableDnsHostnames"],
            "tenancy": vpc["InstanceTenancy"],
            "tags": tags(vpc),
        }

    def endpoint_row(endpoint):
        policy = json.loads(endpoint["PolicyDocument"])
        gateway = endpoint["VpcEndpointType"] == "Gateway"
        dns = endpoint.get("DnsOptions", {})
        return {
            "vpc": names[endpoint["VpcId"]],
            "name": tags(endpoint).get("Name", "(unnamed)"),
            "type": endpoint["VpcEndpointType"],
            "service": endpoint["ServiceName"],
            "state": endpoint["State"],
            "subnets": named(endpoint.get("SubnetIds", [])),
            "route_tables": named(endpoint.get("RouteTableIds", [])),
            "security_groups": named(group["GroupId"] for group in endpoint.get("Groups", [])),
            # A gateway endpoint has no private DNS names, whatever the flag says.
            "private_dns": None if gateway else endpoint["PrivateDnsEnabled"],
            "policy": None if policy["Statement"] == FULL_ACCESS else policy,
            "ip_address_type": endpoint.get("IpAddressType"),
            "dns_record_ip_type": dns.get("DnsRecordIpType"),
            "private_dns_only_for_inbound_resolver_endpoint": dns.get("PrivateDnsOnlyForInboundResolverEndpoint"),
            "tags": tags(endpoint),
        }

    return {
        "vpcs": sorted_rows(vpc_row(vpc) for vpc in vpcs),
        "internet_gateways": sorted_rows(
            {
                "name": names[gateway["InternetGatewayId"]],
                "vpcs": named(a["VpcId"] for a in gateway["Attachments"]),
                "tags": tags(gateway),
            }
            for gateway in gateways
        ),
        "subnets": sorted_rows(
            {
                "vpc": names[subnet["VpcId"]],
                "name": names[subnet["SubnetId"]],
                "cidr_block": subnet["CidrBlock"],
                "zone": subnet["AvailabilityZone"],
                "map_public_ip_on_launch": subnet["MapPublicIpOnLaunch"],
                "route_table": names.get(table_of.get(subnet["SubnetId"])),
                "tags": tags(subnet),
            }
            for subnet in subnets
        ),
        "elastic_ips": sorted_rows(
            {"name": names[a["AllocationId"]], "domain": a["Domain"], "tags": tags(a)} for a in addresses
        ),
        "nat_gateways": sorted_rows(
            {
                "name": names[nat["NatGatewayId"]],
                "subnet": names[nat["SubnetId"]],
                "elastic_ips": named(a["AllocationId"] for a in nat["NatGatewayAddresses"]),
                # moto keeps what it was told; "public" is the API's default.
                "connectivity": nat.get("ConnectivityType", "public"),
                "tags": tags(nat),
            }
            for nat in nats
        ),
        "route_tables": sorted_rows(
            {
                "vpc": names[table["VpcId"]],
                "name": names[table["RouteTableId"]],
                "routes": routes(table),
                "tags": tags(table),
            }
            for table in tables
            if table["RouteTableId"] not in main or routes(table) or tags(table)
        ),
        "security_groups": sorted_rows(
            {
                "vpc": names[group["VpcId"]],
                "name": names[group["GroupId"]],
                "description": group["Description"],
                "ingress": rule_rows(group, egress=False),
                "egress": rule_rows(group, egress=True),
                "tags": tags(group),
            }
            for group in groups
            if group["GroupName"] != "default"
        ),
        "endpoints": sorted_rows(endpoint_row(endpoint) for endpoint in endpoints),
    }


def sorted_rows(rows):
    return sorted(rows, key=lambda row: json.dumps(row, sort_keys=True))


def main():
    endpoint, *regions = sys.argv[1:]
    with ThreadPoolExecutor() as pool:
        found = pool.map(lambda region: region_snapshot(endpoint, region), regions)
        print(json.dumps(dict(zip(regions, found)), ensure_ascii=False))


if __name__ == "__main__":
    main()
