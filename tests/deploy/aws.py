"""AWS as the deploy tests see it: moto on a free loopback port, with what moto leaves out filled in.

Prints its port when ready; ends when its standard input ends, so that it cannot outlive the test that started it.

Two kinds of gap are filled, since a property that the double forgets cannot be compared:

* properties of the EC2 API that moto takes and drops (`fill_ec2`);
* CloudFormation: moto reads templates, parameters, conditions and functions, but of most EC2 types it makes only a part
  (no VPC attributes, no second CIDR block, no tags of endpoints, no egress rules). Here every type that the exports use
  is made through the EC2 API, as CloudFormation does, and a property that is not answered for fails the stack.
"""

import ipaddress
import itertools
import io
import json
import sys
import threading
import zlib

import aws_parts
from aws_parts import Made, Properties, client, truth
from aws_profiles import PROFILE_MAKERS, Profiles
from aws_services import MAKERS, fill_services, waits
from moto.cloudformation import parsing, responses
from moto.cloudformation.models import CloudFormationBackend
from moto.cloudformation.responses import CloudFormationResponse
from moto.core.common_models import CloudFormationModel
from moto.core.responses import ActionResult
from moto.ec2.models import EC2Backend, vpcs
from moto.ec2.models.security_groups import SecurityGroupRule
from moto.ec2.models.subnets import Subnet
from moto.ec2.responses.nat_gateways import NatGateways
from moto.ec2.responses.transit_gateway_attachments import TransitGatewayAttachment as TransitGatewayAttachmentResponse
from moto.ec2.responses.vpcs import VPCs
from moto.route53.responses import Route53 as Route53Response
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server

# What AWS gives an endpoint without a policy.
FULL_ACCESS = [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}]


def fill_ec2():
    """Keeps what moto's EC2 drops."""
    create_endpoint = VPCs.create_vpc_endpoint

    def create_vpc_endpoint(self):
        result = create_endpoint(self)
        endpoint = result.result["VpcEndpoint"]
        # The serializer looks for these names.
        endpoint.ip_address_type = self._get_param("IpAddressType")
        endpoint.dns_options = self._get_param("DnsOptions")
        endpoint.service_region = self._get_param("ServiceRegion")
        endpoint.resource_configuration_arn = self._get_param("ResourceConfigurationArn")
        endpoint.service_network_arn = self._get_param("ServiceNetworkArn")
        if endpoint.vpc_endpoint_type == "GatewayLoadBalancer":
            # What routes lead to has no names.
            endpoint.private_dns_enabled = False
        if waits(self.current_account, endpoint, endpoint.service_region or self.region):
            endpoint.state = "pendingAcceptance"
        return result

    modify_endpoint = VPCs.modify_vpc_endpoint

    def modify_vpc_endpoint(self):
        result = modify_endpoint(self)
        endpoint = self.ec2_backend.get_vpc_end_point(self._get_param("VpcEndpointId"))
        for attribute, name in (
            ("private_dns_enabled", "PrivateDnsEnabled"),
            ("ip_address_type", "IpAddressType"),
            ("dns_options", "DnsOptions"),
        ):
            value = self._get_param(name)
            if value is not None:
                setattr(endpoint, attribute, value)
        if self._get_param("ResetPolicy"):
            endpoint.policy_document = json.dumps({"Statement": FULL_ACCESS})
        return result

    VPCs.modify_vpc_endpoint = modify_vpc_endpoint
    VPCs.create_vpc_endpoint = create_vpc_endpoint

    init = SecurityGroupRule.__init__

    def keep_description(self, *args, **kwargs):
        init(self, *args, **kwargs)
        peers = [arg for arg in (*args, *kwargs.values()) if isinstance(arg, dict)]
        self.kept_description = next((p["Description"] for p in peers if p.get("Description")), None)

    SecurityGroupRule.__init__ = keep_description
    SecurityGroupRule.description = property(lambda self: self.kept_description)

    def update_descriptions(rules):
        def update(self, group_name_or_id, ip_protocol, from_port, to_port, ip_ranges, source_groups=None,
                   prefix_list_ids=None, **kwargs):  # fmt: skip
            del kwargs
            group = self.get_security_group_by_name_or_id(group_name_or_id)
            wanted = {peer["CidrIp"]: peer.get("Description") for peer in ip_ranges or []}
            wanted |= {peer["GroupId"]: peer.get("Description") for peer in source_groups or []}
            wanted |= {peer["PrefixListId"]: peer.get("Description") for peer in prefix_list_ids or []}
            ports = [None if str(ip_protocol) == "-1" else int(port) for port in (from_port or 0, to_port or 0)]
            for rule in getattr(group, rules):
                peer = rule.ip_range.get("CidrIp") or rule.source_group.get("GroupId") or rule.prefix_list_id
                if [rule.ip_protocol, rule.from_port, rule.to_port] == [str(ip_protocol), *ports] and peer in wanted:
                    rule.kept_description = wanted[peer]
            return group

        return update

    EC2Backend.update_security_group_rule_descriptions_ingress = update_descriptions("ingress_rules")
    EC2Backend.update_security_group_rule_descriptions_egress = update_descriptions("egress_rules")

    create_nat_gateway = NatGateways.create_nat_gateway

    def create_public_nat_gateway(self):
        result = create_nat_gateway(self)
        gateway = result.result["NatGateway"]
        gateway.connectivity_type = gateway.connectivity_type or "public"
        return result

    NatGateways.create_nat_gateway = create_public_nat_gateway


def fill_ipv6():
    """IPv6 blocks as AWS writes them, one after the other, and CloudFormation's parts of a block."""
    numbers = itertools.count(1)
    vpcs.random_ipv6_cidr = lambda: str(ipaddress.ip_network(f"2600:1f14:{next(numbers):x}:ab00::/56"))

    # moto nests the state once too often, and does not know the filter by which Terraform asks for it.
    def associations(self):
        found = self.ipv6_cidr_block_associations.values()
        return [each for each in found if each["ipv6CidrBlockState"]["State"] == "associated"]

    filter_value = Subnet.get_filter_value

    def get_filter_value(self, filter_name, method_name=None):
        if filter_name == "ipv6-cidr-block-association.association-id":
            return list(self.ipv6_cidr_block_associations)
        return filter_value(self, filter_name, method_name)

    Subnet.ipv6_cidr_block_association_set = property(associations)
    Subnet.get_filter_value = get_filter_value

    clean = parsing.clean_json

    def clean_json(value, resources):
        if isinstance(value, dict) and "Fn::Cidr" in value:
            block, count, bits = (clean_json(each, resources) for each in value["Fn::Cidr"])
            parts = ipaddress.ip_network(block).subnets(new_prefix=128 - int(bits))
            return [str(part) for part in itertools.islice(parts, int(count))]
        return clean(value, resources)

    parsing.clean_json = clean_json


def fill_networks():
    """Keeps and tells apart what joins networks."""
    create_attachment = TransitGatewayAttachmentResponse.create_transit_gateway_vpc_attachment

    def create_transit_gateway_vpc_attachment(self):
        result = create_attachment(self)
        # moto looks for the tags of a route table.
        own = self._parse_tag_specification().get("transit-gateway-attachment", {})
        result.result["TransitGatewayVpcAttachment"].add_tags(own)
        return result

    TransitGatewayAttachmentResponse.create_transit_gateway_vpc_attachment = create_transit_gateway_vpc_attachment

    describe_attachments = EC2Backend.describe_transit_gateway_vpc_attachments

    def describe_transit_gateway_vpc_attachments(self, *args, **kwargs):
        # Those of VPN connections are not of VPCs.
        found = describe_attachments(self, *args, **kwargs)
        return [attachment for attachment in found if attachment.resource_type == "vpc"]

    EC2Backend.describe_transit_gateway_vpc_attachments = describe_transit_gateway_vpc_attachments

    delete_subnet = EC2Backend.delete_subnet

    def delete_subnet_with_association(self, subnet_id):
        # A subnet that is gone uses no ACL.
        deleted = delete_subnet(self, subnet_id)
        for acl in self.network_acls.values():
            left = {key: use for key, use in acl._associations.items() if use.subnet_id != subnet_id}
            acl._associations = left
        return deleted

    EC2Backend.delete_subnet = delete_subnet_with_association

    create_zone = Route53Response.create_hosted_zone

    def create_hosted_zone(self):
        # A zone that is made with a VPC is private, whether the request says so or not.
        is_true = self._get_bool_param

        def with_vpc(name, default=None):
            if name == "HostedZoneConfig.PrivateZone" and self._get_param("VPC.VPCId"):
                return True
            return is_true(name, default)

        self._get_bool_param = with_vpc
        return create_zone(self)

    Route53Response.create_hosted_zone = create_hosted_zone


def fill_cloudformation():
    """What a change set brings: moto has the outputs of before the change, and makes nothing of what a condition that has
    become true allows."""
    execute = CloudFormationBackend.execute_change_set

    def execute_change_set(self, *args, **kwargs):
        execute(self, *args, **kwargs)
        for stack in list(self.stacks.values()):
            if not stack.template:
                continue  # another's, whose change set is made at this moment
            resources = stack.resource_map
            for name, resource in resources._resource_json_map.items():
                condition = resource.get("Condition")
                if condition and resources.lazy_condition_map[condition] and not resources._parsed_resources.get(name):
                    resources._parsed_resources.pop(name, None)
                    resources[name]
            stack._parse_template()
            stack.output_map = stack._create_output_map()

    CloudFormationBackend.execute_change_set = execute_change_set
    # A large template comes by a bucket; moto takes the first part of 127.0.0.1 for its name.
    from_bucket = responses.get_stack_from_s3_url
    responses.get_stack_from_s3_url = lambda url, *args, **kwargs: from_bucket(
        url.replace("127.0.0.1", "localhost"), *args, **kwargs
    )
    # A change set without changes is made, and fails; moto does that too, but for this.
    CloudFormationResponse._validate_different_update = lambda *args, **kwargs: None


def make_vpc(ec2, p):
    dns = {"EnableDnsSupport": p.one("EnableDnsSupport"), "EnableDnsHostnames": p.one("EnableDnsHostnames")}
    vpc = ec2.create_vpc(**p.take("CidrBlock", "InstanceTenancy"), **p.tags("vpc"))["Vpc"]
    for attribute, value in dns.items():
        if value is not None:
            ec2.modify_vpc_attribute(VpcId=vpc["VpcId"], **{attribute: {"Value": truth(value)}})

    def ipv6_blocks():
        (found,) = ec2.describe_vpcs(VpcIds=[vpc["VpcId"]])["Vpcs"]
        return [block["Ipv6CidrBlock"] for block in found["Ipv6CidrBlockAssociationSet"]]

    return Made(vpc["VpcId"], VpcId=vpc["VpcId"], CidrBlock=vpc["CidrBlock"], Ipv6CidrBlocks=ipv6_blocks)


def make_cidr_block(ec2, p):
    ipv6 = p.one("AmazonProvidedIpv6CidrBlock")
    if ipv6 is not None:
        made = ec2.associate_vpc_cidr_block(**p.take("VpcId"), AmazonProvidedIpv6CidrBlock=truth(ipv6))
        return Made(made["Ipv6CidrBlockAssociation"]["AssociationId"])
    made = ec2.associate_vpc_cidr_block(**p.take("VpcId", "CidrBlock"))
    return Made(made["CidrBlockAssociation"]["AssociationId"])


def make_egress_only_gateway(ec2, p):
    made = ec2.create_egress_only_internet_gateway(**p.take("VpcId"), **p.tags("egress-only-internet-gateway"))
    made = made["EgressOnlyInternetGateway"]["EgressOnlyInternetGatewayId"]
    return Made(made, Id=made)


def make_internet_gateway(ec2, p):
    made = ec2.create_internet_gateway(**p.tags("internet-gateway"))["InternetGateway"]["InternetGatewayId"]
    return Made(made, InternetGatewayId=made)


def make_attachment(ec2, p):
    ids = p.take("VpcId", "InternetGatewayId", "VpnGatewayId")
    attach = ec2.attach_vpn_gateway if "VpnGatewayId" in ids else ec2.attach_internet_gateway
    attach(**ids)
    return Made("|".join(ids.values()))


def make_subnet(ec2, p):
    public = p.one("MapPublicIpOnLaunch")
    assign = p.one("AssignIpv6AddressOnCreation")
    arguments = p.take("VpcId", "CidrBlock", "Ipv6CidrBlock", "AvailabilityZone")
    subnet = ec2.create_subnet(**arguments, **p.tags("subnet"))["Subnet"]
    if assign is not None:
        ec2.modify_subnet_attribute(
            SubnetId=subnet["SubnetId"], AssignIpv6AddressOnCreation={"Value": truth(assign)}
        )
    if public is not None:
        ec2.modify_subnet_attribute(SubnetId=subnet["SubnetId"], MapPublicIpOnLaunch={"Value": truth(public)})
    return Made(subnet["SubnetId"], SubnetId=subnet["SubnetId"], AvailabilityZone=subnet["AvailabilityZone"])


def make_address(ec2, p):
    made = ec2.allocate_address(**p.take("Domain"), **p.tags("elastic-ip"))
    return Made(made["PublicIp"], AllocationId=made["AllocationId"], PublicIp=made["PublicIp"])


def make_nat_gateway(ec2, p):
    made = ec2.create_nat_gateway(**p.take("SubnetId", "AllocationId", "ConnectivityType"), **p.tags("natgateway"))
    return Made(made["NatGateway"]["NatGatewayId"], NatGatewayId=made["NatGateway"]["NatGatewayId"])


def make_route_table(ec2, p):
    made = ec2.create_route_table(**p.take("VpcId"), **p.tags("route-table"))["RouteTable"]["RouteTableId"]
    return Made(made, RouteTableId=made)


def make_route(ec2, p):
    route = p.take(
        "RouteTableId",
        "DestinationCidrBlock",
        "DestinationIpv6CidrBlock",
        "EgressOnlyInternetGatewayId",
        "GatewayId",
        "NatGatewayId",
        "TransitGatewayId",
        "VpcPeeringConnectionId",
        "VpcEndpointId",
    )
    ec2.create_route(**route)
    destination = route.get("DestinationCidrBlock") or route["DestinationIpv6CidrBlock"]
    return Made(f"{route['RouteTableId']}|{destination}")


def make_association(ec2, p):
    made = ec2.associate_route_table(**p.take("SubnetId", "RouteTableId"))["AssociationId"]
    return Made(made, Id=made)


def permission(rule, outward):
    """A rule of CloudFormation as an `IpPermission`."""
    out = {"IpProtocol": str(rule.one("IpProtocol"))}
    out |= {name: int(value) for name, value in rule.take("FromPort", "ToPort").items()}
    description = rule.take("Description")
    side = "Destination" if outward else "Source"
    peers = {
        "IpRanges": ("CidrIp", rule.one("CidrIp")),
        "Ipv6Ranges": ("CidrIpv6", rule.one("CidrIpv6")),
        "UserIdGroupPairs": ("GroupId", rule.one(f"{side}SecurityGroupId")),
        "PrefixListIds": ("PrefixListId", rule.one(f"{side}PrefixListId")),
    }
    out |= {kind: [{name: value, **description}] for kind, (name, value) in peers.items() if value}
    rule.finish()
    return out


def is_open_egress(rule):
    everywhere = [r for r in rule["IpRanges"] if r["CidrIp"] == "0.0.0.0/0"]
    everywhere += [r for r in rule["Ipv6Ranges"] if r["CidrIpv6"] == "::/0"]
    return rule["IpProtocol"] == "-1" and any("Description" not in r for r in everywhere)


def drop_default_egress(ec2, group):
    """AWS drops the rule it gave a new group as soon as the template names an egress rule.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroupegress.html
    """
    found = ec2.describe_security_groups(GroupIds=[group])["SecurityGroups"][0]["IpPermissionsEgress"]
    default = [rule for rule in found if is_open_egress(rule)]
    if default:
        ec2.revoke_security_group_egress(GroupId=group, IpPermissions=default)


def make_group(ec2, p):
    ingress, egress = p.one("SecurityGroupIngress", []), p.one("SecurityGroupEgress", [])
    name = p.one("GroupName") or p.generated_name
    group = ec2.create_security_group(
        GroupName=name, Description=p.one("GroupDescription"), **p.take("VpcId"), **p.tags("security-group")
    )["GroupId"]
    if egress:
        drop_default_egress(ec2, group)
    for rule in ingress:
        made = permission(Properties("SecurityGroupIngress", rule), outward=False)
        ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[made])
    for rule in egress:
        made = permission(Properties("SecurityGroupEgress", rule), outward=True)
        ec2.authorize_security_group_egress(GroupId=group, IpPermissions=[made])
    return Made(group, GroupId=group)


def make_ingress(ec2, p):
    group = p.one("GroupId")
    rules = ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[permission(p, outward=False)])
    return Made(rules["SecurityGroupRules"][0]["SecurityGroupRuleId"])


def make_egress(ec2, p):
    group = p.one("GroupId")
    drop_default_egress(ec2, group)
    rules = ec2.authorize_security_group_egress(GroupId=group, IpPermissions=[permission(p, outward=True)])
    return Made(rules["SecurityGroupRules"][0]["SecurityGroupRuleId"])


def make_endpoint(ec2, p):
    policy = p.one("PolicyDocument")
    private_dns = p.one("PrivateDnsEnabled")
    dns_options = p.one("DnsOptions")
    arguments = p.take(
        "VpcId", "ServiceName", "ServiceRegion", "VpcEndpointType", "RouteTableIds", "SubnetIds", "SecurityGroupIds",
        "IpAddressType", "ResourceConfigurationArn", "ServiceNetworkArn",
    )
    if policy is not None:
        arguments["PolicyDocument"] = policy if isinstance(policy, str) else json.dumps(policy)
    # CloudFormation's default; the API's depends on the service.
    arguments["PrivateDnsEnabled"] = truth(private_dns) if private_dns is not None else False
    if dns_options is not None:
        options = Properties("DnsOptions", dns_options)
        arguments["DnsOptions"] = options.take("DnsRecordIpType", "PrivateDnsSpecifiedDomains", "PrivateDnsPreference")
        inbound = options.one("PrivateDnsOnlyForInboundResolverEndpoint")
        if inbound is not None:
            # A text in CloudFormation, a truth value in the API.
            named = {"OnlyInboundResolver": True, "AllResolvers": False}
            arguments["DnsOptions"]["PrivateDnsOnlyForInboundResolverEndpoint"] = named[inbound]
        options.finish()
    made = ec2.create_vpc_endpoint(**arguments, **p.tags("vpc-endpoint"))["VpcEndpoint"]
    entries = [f"{entry['HostedZoneId']}:{entry['DnsName']}" for entry in made.get("DnsEntries", [])]
    return Made(made["VpcEndpointId"], Id=made["VpcEndpointId"], DnsEntries=entries)


def make_network_acl(ec2, p):
    made = ec2.create_network_acl(**p.take("VpcId"), **p.tags("network-acl"))["NetworkAcl"]["NetworkAclId"]
    return Made(made, Id=made)


def make_network_acl_entry(ec2, p):
    ports = p.one("PortRange")
    if ports is not None:
        ports = {"PortRange": {name: int(value) for name, value in ports.items()}}
    entry = p.take("NetworkAclId", "RuleAction", "CidrBlock", "Ipv6CidrBlock") | {
        "Egress": truth(p.one("Egress")),
        "RuleNumber": int(p.one("RuleNumber")),
        # A number in CloudFormation, a text in the API.
        "Protocol": str(p.one("Protocol")),
    }
    ec2.create_network_acl_entry(**entry, **(ports or {}))
    return Made(f"{entry['NetworkAclId']}-{entry['Egress']}-{entry['RuleNumber']}")


def make_network_acl_association(ec2, p):
    subnet, acl = p.one("SubnetId"), p.one("NetworkAclId")
    found = ec2.describe_network_acls(Filters=[{"Name": "association.subnet-id", "Values": [subnet]}])["NetworkAcls"]
    present = [a for a in found[0]["Associations"] if a["SubnetId"] == subnet][0]["NetworkAclAssociationId"]
    made = ec2.replace_network_acl_association(AssociationId=present, NetworkAclId=acl)["NewAssociationId"]
    return Made(made, AssociationId=made)


def make_vpn_gateway(ec2, p):
    asn = p.one("AmazonSideAsn")
    arguments = p.take("Type") | ({} if asn is None else {"AmazonSideAsn": int(asn)})
    made = ec2.create_vpn_gateway(**arguments, **p.tags("vpn-gateway"))["VpnGateway"]["VpnGatewayId"]
    return Made(made, VPNGatewayId=made)


def make_customer_gateway(ec2, p):
    asn = {name: int(value) for name, value in p.take("BgpAsn", "BgpAsnExtended").items()}
    made = ec2.create_customer_gateway(**p.take("Type", "IpAddress"), **asn, **p.tags("customer-gateway"))
    made = made["CustomerGateway"]["CustomerGatewayId"]
    return Made(made, CustomerGatewayId=made)


def make_vpn_connection(ec2, p):
    static = truth(p.one("StaticRoutesOnly", False))
    made = ec2.create_vpn_connection(
        **p.take("Type", "CustomerGatewayId", "VpnGatewayId", "TransitGatewayId"),
        Options={"StaticRoutesOnly": static},
        **p.tags("vpn-connection"),
    )["VpnConnection"]["VpnConnectionId"]
    return Made(made, VpnConnectionId=made)


def make_transit_gateway(ec2, p):
    options = p.take(
        "AmazonSideAsn", "DefaultRouteTableAssociation", "DefaultRouteTablePropagation", "DnsSupport"
    )
    if "AmazonSideAsn" in options:
        options["AmazonSideAsn"] = int(options["AmazonSideAsn"])
    made = ec2.create_transit_gateway(Options=options, **p.tags("transit-gateway"))
    made = made["TransitGateway"]["TransitGatewayId"]
    return Made(made, Id=made)


def make_transit_gateway_attachment(ec2, p):
    options = p.one("Options")
    made = ec2.create_transit_gateway_vpc_attachment(
        **p.take("TransitGatewayId", "VpcId", "SubnetIds"),
        Options=options,
        **p.tags("transit-gateway-attachment"),
    )["TransitGatewayVpcAttachment"]["TransitGatewayAttachmentId"]
    return Made(made, Id=made)


def make_peering_connection(ec2, p):
    """CloudFormation accepts the connection where both VPCs are of one account, also in another Region."""
    region = p.values.get("PeerRegion") or ec2.meta.region_name
    made = ec2.create_vpc_peering_connection(
        **p.take("VpcId", "PeerVpcId", "PeerRegion"), **p.tags("vpc-peering-connection")
    )["VpcPeeringConnection"]["VpcPeeringConnectionId"]
    client("ec2", region).accept_vpc_peering_connection(VpcPeeringConnectionId=made)
    return Made(made, Id=made)


def zone_tags(route53, zone, tags):
    if tags:
        route53.change_tags_for_resource(
            ResourceType="hostedzone", ResourceId=zone.removeprefix("/hostedzone/"), AddTags=tags
        )


def make_hosted_zone(ec2, p):
    route53 = client("route53", ec2.meta.region_name)
    # `AWS::NoValue` in a list is no item.
    vpcs = [vpc for vpc in p.one("VPCs") if vpc]
    made = route53.create_hosted_zone(
        Name=p.one("Name"), VPC=vpcs[0], CallerReference=p.generated_name, HostedZoneConfig={"PrivateZone": True}
    )["HostedZone"]["Id"]
    for vpc in vpcs[1:]:
        route53.associate_vpc_with_hosted_zone(HostedZoneId=made, VPC=vpc)
    zone_tags(route53, made, p.one("HostedZoneTags"))
    made = made.removeprefix("/hostedzone/")
    return Made(made, Id=made)


def update_hosted_zone(ec2, zone, p):
    """Only the VPCs of a zone change between two deployments of one design."""
    route53 = client("route53", ec2.meta.region_name)
    there = [vpc["VPCId"] for vpc in route53.get_hosted_zone(Id=zone)["VPCs"]]
    for vpc in p.one("VPCs"):
        if vpc and vpc["VPCId"] not in there:
            route53.associate_vpc_with_hosted_zone(HostedZoneId=zone, VPC=vpc)
    p.take("Name", "HostedZoneTags")


def make_record(ec2, p):
    record = p.take("Name", "Type")
    ttl, values, alias = p.one("TTL"), p.one("ResourceRecords"), p.one("AliasTarget")
    if alias is not None:
        alias = Properties("AliasTarget", alias)
        health = truth(alias.one("EvaluateTargetHealth"))
        record["AliasTarget"] = alias.take("DNSName", "HostedZoneId") | {"EvaluateTargetHealth": health}
        alias.finish()
    else:
        record |= {"TTL": int(ttl), "ResourceRecords": [{"Value": value} for value in values]}
    client("route53", ec2.meta.region_name).change_resource_record_sets(
        HostedZoneId=p.one("HostedZoneId"),
        ChangeBatch={"Changes": [{"Action": "CREATE", "ResourceRecordSet": record}]},
    )
    return Made(record["Name"])


def make_resolver_endpoint(ec2, p):
    made = client("route53resolver", ec2.meta.region_name).create_resolver_endpoint(
        CreatorRequestId=p.generated_name,
        **p.take("Direction", "IpAddresses", "SecurityGroupIds"),
        Tags=p.one("Tags", []),
    )["ResolverEndpoint"]["Id"]
    return Made(made, ResolverEndpointId=made)


TYPES = {
    "VPC": make_vpc,
    "VPCCidrBlock": make_cidr_block,
    "InternetGateway": make_internet_gateway,
    "EgressOnlyInternetGateway": make_egress_only_gateway,
    "VPCGatewayAttachment": make_attachment,
    "Subnet": make_subnet,
    "EIP": make_address,
    "NatGateway": make_nat_gateway,
    "RouteTable": make_route_table,
    "Route": make_route,
    "SubnetRouteTableAssociation": make_association,
    "SecurityGroup": make_group,
    "SecurityGroupIngress": make_ingress,
    "SecurityGroupEgress": make_egress,
    "VPCEndpoint": make_endpoint,
    "NetworkAcl": make_network_acl,
    "NetworkAclEntry": make_network_acl_entry,
    "SubnetNetworkAclAssociation": make_network_acl_association,
    "VPNGateway": make_vpn_gateway,
    "CustomerGateway": make_customer_gateway,
    "VPNConnection": make_vpn_connection,
    "TransitGateway": make_transit_gateway,
    "TransitGatewayAttachment": make_transit_gateway_attachment,
    "VPCPeeringConnection": make_peering_connection,
}

# Of other services than EC2.
OTHER_TYPES = {
    "AWS::Route53::HostedZone": make_hosted_zone,
    "AWS::Route53::RecordSet": make_record,
    "AWS::Route53Resolver::ResolverEndpoint": make_resolver_endpoint,
}

UPDATES = {"AWS::Route53::HostedZone": update_hosted_zone}


def register(resource_type, make):
    """Puts a type in front of moto's own; the last class that names a type counts."""

    def create(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        del cls, account_id, kwargs
        p = Properties(resource_type, cloudformation_json["Properties"])
        p.generated_name = resource_name
        # The ends of two names may be equal, their checksums are not.
        p.short_name = f"stack-{zlib.crc32(resource_name.encode()):08x}"
        made = make(client("ec2", region_name), p)
        p.finish()
        made.type = resource_type
        made.made_of = json.dumps(cloudformation_json["Properties"])
        return made

    def update(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name):
        del cls, new_resource_name, account_id
        # What a condition kept from being made comes by here too.
        if original_resource.made_of == json.dumps(cloudformation_json["Properties"]):
            return original_resource
        p = Properties(resource_type, cloudformation_json["Properties"])
        UPDATES[resource_type](client("ec2", region_name), original_resource.physical_resource_id, p)
        p.finish()
        original_resource.made_of = json.dumps(cloudformation_json["Properties"])
        return original_resource

    return type(
        "Deployed" + resource_type.split("::")[-1],
        (CloudFormationModel,),
        {
            "cloudformation_name_type": staticmethod(lambda: ""),
            "cloudformation_type": staticmethod(lambda: resource_type),
            "has_cfn_attr": classmethod(lambda cls, attr: True),
            "create_from_cloudformation_json": classmethod(create),
            "update_from_cloudformation_json": classmethod(update),
        },
    )


DRY_RUN = b"""<Response><Errors><Error><Code>DryRunOperation</Code><Message>Request would have succeeded, but DryRun flag is
set.</Message></Error></Errors><RequestID>00000000-0000-0000-0000-000000000000</RequestID></Response>"""


class OneAtATime:
    """The application, one request after another, each done once.

    moto's EC2 is not made for threads, and Terraform asks thirty things at a time. The AWS SDK for Go, too, asks again
    where an answer is lost on the way, under the same `amz-sdk-invocation-id`; EC2 itself has no token for a VPC, so the
    answer that was given is given again instead of a second VPC.
    """

    def __init__(self, application):
        self.application = application
        self.lock = threading.Lock()
        self.given = {}
        self.profiles = Profiles()

    def __call__(self, environ, start_response):
        # A stack asks EC2 for what it is made of, by a request of its own.
        if "/cloudformation/" in environ.get("HTTP_AUTHORIZATION", ""):
            return self.application(environ, start_response)
        invocation = environ.get("HTTP_AMZ_SDK_INVOCATION_ID")
        with self.lock:
            if invocation in self.given:
                print(f"asked again: {environ.get('HTTP_AMZ_SDK_REQUEST')}", file=sys.stderr, flush=True)
                head, body = self.given[invocation]
            else:
                head, body = self.answer(environ)
                if invocation and head[0].startswith("2"):
                    self.given[invocation] = head, body
        start_response(*head)
        return [body]

    def answer(self, environ):
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BytesIO(body)
        # moto asks a few calls only whether they are meant.
        if "/ec2/" in environ.get("HTTP_AUTHORIZATION", "") and b"DryRun=true" in body:
            return ("412 Precondition Failed", [("Content-Type", "text/xml")]), DRY_RUN
        if "/route53profiles/" in environ.get("HTTP_AUTHORIZATION", ""):
            status, found = self.profiles(environ)
            headers = [("Content-Type", "application/json"), ("x-amzn-ErrorType", found.get("__type", ""))]
            return [status, headers], json.dumps(found).encode()
        head = []
        chunks = self.application(environ, lambda status, headers, *_: head.extend((status, headers)))
        try:
            return head, b"".join(chunks)
        finally:
            if hasattr(chunks, "close"):
                chunks.close()


class Quiet(WSGIRequestHandler):
    def log_request(self, code="-", size="-"):
        """Only errors are worth a line."""
        if str(code).startswith(("4", "5")):
            super().log_request(code, size)


def main():
    fill_ec2()
    fill_services()
    fill_ipv6()
    fill_networks()
    fill_cloudformation()
    import moto.cloudformation.parsing  # noqa: F401  so that moto's own types come first

    types = {f"AWS::EC2::{name}": make for name, make in TYPES.items()} | OTHER_TYPES | MAKERS | PROFILE_MAKERS
    kept = [register(name, make) for name, make in types.items()]
    application = OneAtATime(DomainDispatcherApplication(create_backend_app))
    server = make_server("127.0.0.1", 0, application, threaded=True, request_handler=Quiet)
    aws_parts.ENDPOINT = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    sys.stdin.read()
    del kept


if __name__ == "__main__":
    main()
