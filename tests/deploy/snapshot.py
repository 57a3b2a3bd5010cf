"""What exists: every resource of the given Regions as one JSON document, in words instead of ids.

usage: snapshot.py ENDPOINT REGION…

Resources are called by their `Name` tag. Left out: what AWS makes by itself (default VPC and its parts, each VPC's main
route table, default group and network ACL, local routes, the prefix-list routes that a gateway endpoint brings) unless
somebody changed it. The Rust side (`expected.rs`) writes the same document for a resource graph.
"""

import ipaddress
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
    ec2 = client("ec2", endpoint, region)
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
    egress_only = everything(ec2, "describe_egress_only_internet_gateways", "EgressOnlyInternetGateways")
    addresses = ec2.describe_addresses()["Addresses"]
    rules = everything(ec2, "describe_security_group_rules", "SecurityGroupRules")
    prefix_lists = everything(ec2, "describe_managed_prefix_lists", "PrefixLists")

    acls = in_ours("describe_network_acls", "NetworkAcls")
    vgws = [g for g in ec2.describe_vpn_gateways()["VpnGateways"] if g["State"] != "deleted"]
    tgws = [g for g in everything(ec2, "describe_transit_gateways", "TransitGateways") if g["State"] != "deleted"]
    attachments = [
        a
        for a in everything(ec2, "describe_transit_gateway_vpc_attachments", "TransitGatewayVpcAttachments")
        if a["State"] != "deleted"
    ]
    pcxs = [
        p
        for p in everything(ec2, "describe_vpc_peering_connections", "VpcPeeringConnections")
        # Each is shown in the Regions of both sides; it is a row in that of the requester.
        if p["Status"]["Code"] not in ("deleted", "rejected")
    ]
    devices = [g for g in ec2.describe_customer_gateways()["CustomerGateways"] if g["State"] != "deleted"]
    vpns = [v for v in ec2.describe_vpn_connections()["VpnConnections"] if v["State"] != "deleted"]
    resolver = client("route53resolver", endpoint, region)
    resolvers = everything(resolver, "list_resolver_endpoints", "ResolverEndpoints")
    elb = client("elbv2", endpoint, region)
    balancers = [b for b in everything(elb, "describe_load_balancers", "LoadBalancers") if b.get("VpcId") in ours]
    targets = [g for g in everything(elb, "describe_target_groups", "TargetGroups") if g.get("VpcId") in ours]
    services = own_services(endpoint, region)

    names = {item["PrefixListId"]: item["PrefixListName"] for item in prefix_lists}
    for key, items in {
        "VpcId": vpcs,
        "SubnetId": subnets,
        "RouteTableId": tables,
        "GroupId": groups,
        "NatGatewayId": nats,
        "InternetGatewayId": gateways,
        "EgressOnlyInternetGatewayId": egress_only,
        "AllocationId": addresses,
        "NetworkAclId": acls,
        "VpnGatewayId": vgws,
        "TransitGatewayId": tgws,
        "TransitGatewayAttachmentId": attachments,
        "CustomerGatewayId": devices,
        "VpcEndpointId": endpoints,
    }.items():
        names |= {item[key]: tags(item).get("Name", f"({item.get('GroupName', 'unnamed')})") for item in items}

    # The connection has tags in the Region of the side that asks; in the other it goes by its VPCs there.
    for pcx in pcxs:
        peer = client("ec2", endpoint, pcx["RequesterVpcInfo"]["Region"])
        found = peer.describe_vpc_peering_connections(VpcPeeringConnectionIds=[pcx["VpcPeeringConnectionId"]])
        names[pcx["VpcPeeringConnectionId"]] = tags(found["VpcPeeringConnections"][0]).get("Name", "(unnamed)")

    elb_tags = {}
    for thing in [b["LoadBalancerArn"] for b in balancers] + [g["TargetGroupArn"] for g in targets]:
        found = elb.describe_tags(ResourceArns=[thing])["TagDescriptions"][0]
        elb_tags[thing] = tags(found)
        names[thing] = elb_tags[thing].get("Name", "(unnamed)")

    def named(ids):
        return sorted(names[i] for i in ids)

    def service_name(service, service_region):
        """By its name tag where it is one of our own."""
        own = services if service_region in (None, region) else own_services(endpoint, service_region)
        found = [tags(s).get("Name", "(unnamed)") for s in own if s["ServiceName"] == service]
        return f"own {found[0]}" if found else service

    def routes(table):
        out = []
        for route in table["Routes"]:
            kinds = (
                "GatewayId",
                "NatGatewayId",
                "TransitGatewayId",
                "VpcPeeringConnectionId",
                "EgressOnlyInternetGatewayId",
            )
            target = next((route[kind] for kind in kinds if route.get(kind)), None)
            # A gateway endpoint brings its routes, which lead to prefix lists.
            destination = route.get("DestinationCidrBlock") or route.get("DestinationIpv6CidrBlock")
            if target != "local" and destination:
                out.append({"destination": destination, "target": names[target]})
        return sorted_rows(out)

    def rule_rows(group, egress):
        out = []
        for rule in rules:
            if rule["GroupId"] == group["GroupId"] and rule["IsEgress"] == egress:
                referenced = rule.get("ReferencedGroupInfo", {}).get("GroupId")
                peer = rule.get("CidrIpv4") or rule.get("CidrIpv6") or rule.get("PrefixListId") or referenced
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

    def ipv6_blocks(holder):
        """The IPv6 blocks of a VPC or a subnet."""
        found = holder.get("Ipv6CidrBlockAssociationSet", [])
        live = [a["Ipv6CidrBlock"] for a in found if a["Ipv6CidrBlockState"]["State"] == "associated"]
        return [ipaddress.ip_network(block) for block in live]

    def ipv6_index(subnet):
        """Which /64 of the VPC's block is the subnet's: the block itself is whatever AWS has picked."""
        for part in ipv6_blocks(subnet):
            (whole,) = ipv6_blocks(next(vpc for vpc in vpcs if vpc["VpcId"] == subnet["VpcId"]))
            assert part.prefixlen == 64 and part.subnet_of(whole), f"{part} is no /64 of {whole}"
            return (int(part.network_address) - int(whole.network_address)) >> 64
        return None

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
            "ipv6_blocks": len(ipv6_blocks(vpc)),
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
            "service": service_name(endpoint.get("ServiceName"), endpoint.get("ServiceRegion")),
            "service_region": endpoint.get("ServiceRegion"),
            "resource_configuration": endpoint.get("ResourceConfigurationArn"),
            "service_network": endpoint.get("ServiceNetworkArn"),
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

    def acl_rules(acl, egress):
        out = []
        for entry in acl["Entries"]:
            # The last ones, of IPv4 and of IPv6, deny what no other matches, and nobody makes them.
            if entry["Egress"] == egress and entry["RuleNumber"] not in (32767, 32768):
                # Ports mean nothing where all protocols are meant; Terraform writes 0 for none.
                ports = {} if entry["Protocol"] == "-1" else entry.get("PortRange", {})
                out.append(
                    {
                        "number": entry["RuleNumber"],
                        "action": entry["RuleAction"],
                        "protocol": entry["Protocol"],
                        "cidr_block": entry.get("CidrBlock") or entry["Ipv6CidrBlock"],
                        "from": ports.get("From"),
                        "to": ports.get("To"),
                    }
                )
        return sorted_rows(out)

    def vpc_name(info):
        found = client("ec2", endpoint, info["Region"]).describe_vpcs(VpcIds=[info["VpcId"]])["Vpcs"][0]
        return tags(found).get("Name", "(unnamed)")

    def peering_row(pcx):
        def dns(side):
            return bool(pcx[side].get("PeeringOptions", {}).get("AllowDnsResolutionFromRemoteVpc"))

        return {
            "name": names[pcx["VpcPeeringConnectionId"]],
            "requester": vpc_name(pcx["RequesterVpcInfo"]),
            "accepter": vpc_name(pcx["AccepterVpcInfo"]),
            "accepter_region": pcx["AccepterVpcInfo"]["Region"],
            "status": pcx["Status"]["Code"],
            "requester_dns": dns("RequesterVpcInfo"),
            "accepter_dns": dns("AccepterVpcInfo"),
            "tags": tags(pcx),
        }

    def resolver_row(item):
        addresses = everything(resolver, "list_resolver_endpoint_ip_addresses", "IpAddresses", ResolverEndpointId=item["Id"])
        own = {t["Key"]: t["Value"] for t in resolver.list_tags_for_resource(ResourceArn=item["Arn"])["Tags"]}
        own = {key: value for key, value in own.items() if not key.startswith("aws:")}
        return {
            "name": own.get("Name", "(unnamed)"),
            "vpc": names[item["HostVPCId"]],
            "direction": item["Direction"],
            "subnets": named(address["SubnetId"] for address in addresses),
            "security_groups": named(item["SecurityGroupIds"]),
            "tags": own,
        }

    def listener_row(listener):
        action = listener["DefaultActions"][0]
        return {
            "port": listener["Port"],
            "protocol": listener["Protocol"],
            "action": action["Type"],
            "target_group": names[action["TargetGroupArn"]],
            "tags": tags(elb.describe_tags(ResourceArns=[listener["ListenerArn"]])["TagDescriptions"][0]),
        }

    def balancer_row(balancer):
        arn = balancer["LoadBalancerArn"]
        return {
            "name": names[arn],
            "vpc": names[balancer["VpcId"]],
            "type": balancer["Type"],
            "scheme": balancer["Scheme"],
            "subnets": named(zone["SubnetId"] for zone in balancer["AvailabilityZones"]),
            "listeners": sorted_rows(
                listener_row(item) for item in everything(elb, "describe_listeners", "Listeners", LoadBalancerArn=arn)
            ),
            "tags": elb_tags[arn],
        }

    def service_row(service):
        allowed = everything(
            ec2, "describe_vpc_endpoint_service_permissions", "AllowedPrincipals", ServiceId=service["ServiceId"]
        )
        return {
            "name": tags(service).get("Name", "(unnamed)"),
            "network_load_balancers": sorted(names.get(a, a) for a in service.get("NetworkLoadBalancerArns", [])),
            "gateway_load_balancers": sorted(service.get("GatewayLoadBalancerArns", [])),
            "acceptance_required": service["AcceptanceRequired"],
            "allowed_principals": sorted(principal["Principal"] for principal in allowed),
            "private_dns_name": service.get("PrivateDnsName"),
            "supported_regions": sorted(item["Region"] for item in service["SupportedRegions"]),
            "supported_ip_address_types": sorted(service["SupportedIpAddressTypes"]),
            "tags": tags(service),
        }

    profiles = client("route53profiles", endpoint, region)

    def profile_row(item):
        own = profiles.list_tags_for_resource(ResourceArn=item["Arn"])["Tags"]
        own = {key: value for key, value in own.items() if not key.startswith("aws:")}
        vpcs = profiles.list_profile_associations(ProfileId=item["Id"])["ProfileAssociations"]
        found = profiles.list_profile_resource_associations(ProfileId=item["Id"])["ProfileResourceAssociations"]
        arns = [row["ResourceArn"] for row in found]
        zones = [arn.split("/")[-1] for arn in arns if ":hostedzone/" in arn]
        route53 = client("route53", endpoint, region)
        return {
            "name": own.get("Name", "(unnamed)"),
            "vpcs": named(row["ResourceId"] for row in vpcs),
            "endpoints": named(arn.split("/")[-1] for arn in arns if ":hostedzone/" not in arn),
            "hosted_zones": sorted(route53.get_hosted_zone(Id=zone)["HostedZone"]["Name"].rstrip(".") for zone in zones),
            "tags": own,
        }

    return {
        "profiles": sorted_rows(profile_row(item) for item in profiles.list_profiles()["ProfileSummaries"]),
        "load_balancers": sorted_rows(balancer_row(balancer) for balancer in balancers),
        "target_groups": sorted_rows(
            {
                "name": names[group["TargetGroupArn"]],
                "vpc": names[group["VpcId"]],
                "protocol": group["Protocol"],
                "port": group["Port"],
                "target_type": group["TargetType"],
                "tags": elb_tags[group["TargetGroupArn"]],
            }
            for group in targets
        ),
        "endpoint_services": sorted_rows(service_row(service) for service in services),
        "network_acls": sorted_rows(
            {
                "vpc": names[acl["VpcId"]],
                "name": names[acl["NetworkAclId"]],
                "ingress": acl_rules(acl, egress=False),
                "egress": acl_rules(acl, egress=True),
                "subnets": named(a["SubnetId"] for a in acl["Associations"]),
                "tags": tags(acl),
            }
            for acl in acls
            if not acl["IsDefault"]
        ),
        "vpn_gateways": sorted_rows(
            {
                "name": names[gateway["VpnGatewayId"]],
                "vpcs": named(a["VpcId"] for a in gateway["VpcAttachments"] if a["State"] == "attached"),
                "amazon_side_asn": int(gateway.get("AmazonSideAsn") or 64512),
                "tags": tags(gateway),
            }
            for gateway in vgws
        ),
        "transit_gateways": sorted_rows(
            {
                "name": names[gateway["TransitGatewayId"]],
                "amazon_side_asn": int(gateway["Options"]["AmazonSideAsn"]),
                "association": gateway["Options"]["DefaultRouteTableAssociation"],
                "propagation": gateway["Options"]["DefaultRouteTablePropagation"],
                "dns": gateway["Options"]["DnsSupport"],
                "tags": tags(gateway),
            }
            for gateway in tgws
        ),
        "transit_gateway_attachments": sorted_rows(
            {
                "name": names[attachment["TransitGatewayAttachmentId"]],
                "transit_gateway": names[attachment["TransitGatewayId"]],
                "vpc": names[attachment["VpcId"]],
                "subnets": named(attachment["SubnetIds"]),
                "dns": attachment["Options"]["DnsSupport"],
                "appliance_mode": attachment["Options"].get("ApplianceModeSupport", "disable"),
                "tags": tags(attachment),
            }
            for attachment in attachments
        ),
        "peering_connections": sorted_rows(
            peering_row(pcx) for pcx in pcxs if pcx["RequesterVpcInfo"]["Region"] == region
        ),
        "customer_gateways": sorted_rows(
            {
                "name": names[device["CustomerGatewayId"]],
                "ip_address": device["IpAddress"],
                "bgp_asn": int(device.get("BgpAsnExtended") or device["BgpAsn"]),
                "type": device["Type"],
                "tags": tags(device),
            }
            for device in devices
        ),
        "vpn_connections": sorted_rows(
            {
                "name": tags(vpn).get("Name", "(unnamed)"),
                "customer_gateway": names[vpn["CustomerGatewayId"]],
                "gateway": names[vpn.get("VpnGatewayId") or vpn["TransitGatewayId"]],
                "type": vpn["Type"],
                "tags": tags(vpn),
            }
            for vpn in vpns
        ),
        "resolver_endpoints": sorted_rows(resolver_row(item) for item in resolvers),
        "vpcs": sorted_rows(vpc_row(vpc) for vpc in vpcs),
        "egress_only_internet_gateways": sorted_rows(
            {
                "name": names[gateway["EgressOnlyInternetGatewayId"]],
                "vpcs": named(a["VpcId"] for a in gateway["Attachments"]),
                "tags": tags(gateway),
            }
            for gateway in egress_only
        ),
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
                "ipv6_index": ipv6_index(subnet),
                "assign_ipv6_address_on_creation": bool(subnet.get("AssignIpv6AddressOnCreation")),
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


def own_services(endpoint, region):
    """Endpoint services but for those that somebody else has (`aws_services.py`)."""
    ec2 = client("ec2", endpoint, region)
    found = everything(ec2, "describe_vpc_endpoint_service_configurations", "ServiceConfigurations")
    return [service for service in found if not service["ServiceId"].startswith("vpce-svc-0123456789abcdef")]


def global_snapshot(endpoint, regions):
    """What belongs to no Region: the hosted zones of Route 53."""
    route53 = client("route53", endpoint, regions[0])
    aliases = {}
    for region in regions:
        for item in everything(client("ec2", endpoint, region), "describe_vpc_endpoints", "VpcEndpoints"):
            for entry in item.get("DnsEntries", [])[:1]:
                aliases[entry["DnsName"].rstrip(".")] = tags(item).get("Name", "(unnamed)")

    def vpc_name(vpc):
        found = client("ec2", endpoint, vpc["VPCRegion"]).describe_vpcs(VpcIds=[vpc["VPCId"]])["Vpcs"][0]
        return tags(found).get("Name", "(unnamed)")

    def records(zone):
        out = []
        for record in everything(route53, "list_resource_record_sets", "ResourceRecordSets", HostedZoneId=zone):
            if record["Type"] in ("NS", "SOA"):
                continue
            alias = record.get("AliasTarget")
            out.append(
                {
                    "name": record["Name"].rstrip(".").replace("\\052", "*"),
                    "type": record["Type"],
                    # An alias has none; moto says 0.
                    "ttl": None if alias else record.get("TTL"),
                    "alias": alias and aliases.get(alias["DNSName"].rstrip("."), alias["DNSName"]),
                    "values": sorted(value["Value"].rstrip(".") for value in record.get("ResourceRecords", [])),
                }
            )
        return sorted_rows(out)

    def zone_row(zone):
        found = route53.get_hosted_zone(Id=zone["Id"])
        own = route53.list_tags_for_resource(ResourceType="hostedzone", ResourceId=zone["Id"].split("/")[-1])
        own = {t["Key"]: t["Value"] for t in own["ResourceTagSet"]["Tags"]}
        own = {key: value for key, value in own.items() if not key.startswith("aws:")}
        return {
            "name": own.get("Name", "(unnamed)"),
            "domain": zone["Name"].rstrip("."),
            "private": zone["Config"]["PrivateZone"],
            "vpcs": sorted(vpc_name(vpc) for vpc in found["VPCs"]),
            "records": records(zone["Id"]),
            "tags": own,
        }

    zones = everything(route53, "list_hosted_zones", "HostedZones")
    return {"hosted_zones": sorted_rows(zone_row(zone) for zone in zones)}


def client(service, endpoint, region):
    return boto3.client(
        service, region_name=region, endpoint_url=endpoint, aws_access_key_id="test", aws_secret_access_key="test"
    )


def sorted_rows(rows):
    return sorted(rows, key=lambda row: json.dumps(row, sort_keys=True))


def main():
    endpoint, *regions = sys.argv[1:]
    with ThreadPoolExecutor() as pool:
        found = pool.map(lambda region: region_snapshot(endpoint, region), regions)
        document = dict(zip(regions, found)) | {"global": global_snapshot(endpoint, regions)}
        print(json.dumps(document, ensure_ascii=False))


if __name__ == "__main__":
    main()
