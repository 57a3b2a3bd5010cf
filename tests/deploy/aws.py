"""AWS as the deploy tests see it: moto on a free loopback port, with what moto leaves out filled in.

Prints its port when ready; ends when its standard input ends, so that it cannot outlive the test that started it.

Two kinds of gap are filled, since a property that the double forgets cannot be compared:

* properties of the EC2 API that moto takes and drops (`fill_ec2`);
* CloudFormation: moto reads templates, parameters, conditions and functions, but of most EC2 types it makes only a part
  (no VPC attributes, no second CIDR block, no tags of endpoints, no egress rules). Here every type that the exports use
  is made through the EC2 API, as CloudFormation does, and a property that is not answered for fails the stack.
"""

import json
import sys
import threading

import boto3
from botocore.config import Config
from moto.core.common_models import CloudFormationModel
from moto.core.responses import ActionResult
from moto.ec2.models import EC2Backend
from moto.ec2.models.security_groups import SecurityGroupRule
from moto.ec2.models.vpc_service_configuration import VPCServiceConfiguration
from moto.ec2.responses.vpcs import VPCs
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server

ENDPOINT = ""

# Somebody's endpoint service, which exists in every Region and accepts endpoints by hand.
PARTNER = "vpce-svc-0123456789abcdef0"


def fill_ec2():
    """Keeps what moto's EC2 drops."""
    create_endpoint = VPCs.create_vpc_endpoint

    def create_vpc_endpoint(self):
        result = create_endpoint(self)
        endpoint = result.result["VpcEndpoint"]
        # The serializer looks for these names.
        endpoint.ip_address_type = self._get_param("IpAddressType")
        endpoint.dns_options = self._get_param("DnsOptions")
        if PARTNER in endpoint.service_name:
            endpoint.state = "pendingAcceptance"
        return result

    def accept_vpc_endpoint_connections(self):
        assert self._get_param("ServiceId") == PARTNER
        for endpoint in self._get_param("VpcEndpointIds"):
            self.ec2_backend.get_vpc_end_point(endpoint).state = "available"
        return ActionResult({"Unsuccessful": []})

    VPCs.create_vpc_endpoint = create_vpc_endpoint
    VPCs.accept_vpc_endpoint_connections = accept_vpc_endpoint_connections

    start = EC2Backend.__init__

    def start_with_partner(self, *args, **kwargs):
        start(self, *args, **kwargs)
        service = VPCServiceConfiguration([], self.region_name, True, "", [self.region_name], self)
        service.id = PARTNER
        service.service_name = f"com.amazonaws.vpce.{self.region_name}.{PARTNER}"
        service.availability_zones = [zone.name for zone in self.describe_availability_zones()]
        self.configurations[PARTNER] = service

    EC2Backend.__init__ = start_with_partner

    init = SecurityGroupRule.__init__

    def keep_description(self, *args, **kwargs):
        init(self, *args, **kwargs)
        peers = [arg for arg in (*args, *kwargs.values()) if isinstance(arg, dict)]
        self.kept_description = next((p["Description"] for p in peers if p.get("Description")), None)

    SecurityGroupRule.__init__ = keep_description
    SecurityGroupRule.description = property(lambda self: self.kept_description)


class Properties:
    """The properties of a resource; every one must be taken."""

    def __init__(self, resource_type, values):
        self.resource_type = resource_type
        self.values = dict(values)

    def take(self, *names):
        """The named properties that are there, under their own names, as most EC2 calls take them."""
        return {name: self.values.pop(name) for name in names if name in self.values}

    def one(self, name, default=None):
        return self.values.pop(name, default)

    def tags(self, kind):
        tags = self.values.pop("Tags", None)
        return {"TagSpecifications": [{"ResourceType": kind, "Tags": tags}]} if tags else {}

    def finish(self):
        if self.values:
            raise ValueError(f"{self.resource_type}: aws.py does not answer for {', '.join(self.values)}")


def truth(value):
    """CloudFormation takes `true` and `"true"`."""
    return value if isinstance(value, bool) else {"true": True, "false": False}[value]


class Made:
    """A resource of a stack: what `Ref` and `Fn::GetAtt` give."""

    def __init__(self, ref, **attributes):
        self.physical_resource_id = ref
        self.attributes = attributes

    def is_created(self):
        return True

    def get_cfn_attribute(self, name):
        return self.attributes[name]


def make_vpc(ec2, p):
    dns = {"EnableDnsSupport": p.one("EnableDnsSupport"), "EnableDnsHostnames": p.one("EnableDnsHostnames")}
    vpc = ec2.create_vpc(**p.take("CidrBlock", "InstanceTenancy"), **p.tags("vpc"))["Vpc"]
    for attribute, value in dns.items():
        if value is not None:
            ec2.modify_vpc_attribute(VpcId=vpc["VpcId"], **{attribute: {"Value": truth(value)}})
    return Made(vpc["VpcId"], VpcId=vpc["VpcId"], CidrBlock=vpc["CidrBlock"])


def make_cidr_block(ec2, p):
    made = ec2.associate_vpc_cidr_block(**p.take("VpcId", "CidrBlock"))
    return Made(made["CidrBlockAssociation"]["AssociationId"])


def make_internet_gateway(ec2, p):
    made = ec2.create_internet_gateway(**p.tags("internet-gateway"))["InternetGateway"]["InternetGatewayId"]
    return Made(made, InternetGatewayId=made)


def make_attachment(ec2, p):
    ids = p.take("VpcId", "InternetGatewayId")
    ec2.attach_internet_gateway(**ids)
    return Made("|".join(ids.values()))


def make_subnet(ec2, p):
    public = p.one("MapPublicIpOnLaunch")
    subnet = ec2.create_subnet(**p.take("VpcId", "CidrBlock", "AvailabilityZone"), **p.tags("subnet"))["Subnet"]
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
    route = p.take("RouteTableId", "DestinationCidrBlock", "GatewayId", "NatGatewayId")
    ec2.create_route(**route)
    return Made(f"{route['RouteTableId']}|{route['DestinationCidrBlock']}")


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
        "UserIdGroupPairs": ("GroupId", rule.one(f"{side}SecurityGroupId")),
        "PrefixListIds": ("PrefixListId", rule.one(f"{side}PrefixListId")),
    }
    out |= {kind: [{name: value, **description}] for kind, (name, value) in peers.items() if value}
    rule.finish()
    return out


def is_open_egress(rule):
    return rule["IpProtocol"] == "-1" and any(r["CidrIp"] == "0.0.0.0/0" for r in rule["IpRanges"])


def drop_default_egress(ec2, group):
    """AWS drops the rule it gave a new group as soon as the template names an egress rule.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroupegress.html
    """
    found = ec2.describe_security_groups(GroupIds=[group])["SecurityGroups"][0]["IpPermissionsEgress"]
    default = [rule for rule in found if is_open_egress(rule) and "Description" not in rule["IpRanges"][0]]
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
        "VpcId", "ServiceName", "VpcEndpointType", "RouteTableIds", "SubnetIds", "SecurityGroupIds", "IpAddressType"
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
    return Made(made["VpcEndpointId"], Id=made["VpcEndpointId"])


TYPES = {
    "VPC": make_vpc,
    "VPCCidrBlock": make_cidr_block,
    "InternetGateway": make_internet_gateway,
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
}


def register(name, make):
    """Puts a type in front of moto's own; the last class that names a type counts."""
    resource_type = f"AWS::EC2::{name}"

    def create(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        del cls, account_id, kwargs
        p = Properties(resource_type, cloudformation_json["Properties"])
        p.generated_name = resource_name
        made = make(ec2_client(region_name), p)
        p.finish()
        made.type = resource_type
        return made

    return type(
        f"Deployed{name}",
        (CloudFormationModel,),
        {
            "cloudformation_name_type": staticmethod(lambda: ""),
            "cloudformation_type": staticmethod(lambda: resource_type),
            "has_cfn_attr": classmethod(lambda cls, attr: True),
            "create_from_cloudformation_json": classmethod(create),
        },
    )


CLIENTS = {}


def ec2_client(region):
    if region not in CLIENTS:
        CLIENTS[region] = boto3.client(
            "ec2",
            region_name=region,
            endpoint_url=ENDPOINT,
            aws_access_key_id="test",
            aws_secret_access_key="test",
            config=Config(retries={"total_max_attempts": 1}),
        )
    return CLIENTS[region]


class Quiet(WSGIRequestHandler):
    def log_request(self, code="-", size="-"):
        """Only errors are worth a line."""
        if str(code).startswith(("4", "5")):
            super().log_request(code, size)


def main():
    global ENDPOINT
    fill_ec2()
    import moto.cloudformation.parsing  # noqa: F401  so that moto's own types come first

    kept = [register(name, make) for name, make in TYPES.items()]
    application = DomainDispatcherApplication(create_backend_app)
    server = make_server("127.0.0.1", 0, application, threaded=True, request_handler=Quiet)
    ENDPOINT = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    sys.stdin.read()
    del kept


if __name__ == "__main__":
    main()
