"""Endpoint services and load balancers as the deploy tests see them: what moto leaves out, and their CloudFormation types.

Somebody else has some too, which exist in every Region: an endpoint service for interface endpoints and one for Gateway
Load Balancer endpoints, both of which accept by hand, and load balancers that a design may name by their ARNs.
"""

from moto.core.responses import ActionResult
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models import EC2Backend, ec2_backends
from moto.ec2.models.vpc_service_configuration import VPCServiceConfiguration
from moto.ec2.responses.customer_gateways import CustomerGateways
from moto.ec2.responses.vpc_service_configuration import VPCEndpointServiceConfiguration
from moto.ec2.responses.vpcs import VPCs
from moto.elbv2.models import ELBv2Backend, FakeLoadBalancer

from aws_parts import Made, client, truth

# Services of somebody else, and the type of their endpoints.
PARTNERS = {"vpce-svc-0123456789abcdef0": "Interface", "vpce-svc-0123456789abcdef1": "GatewayLoadBalancer"}

# Load balancers of somebody else: the end of the ARN, and the type.
BALANCERS = {
    "net/legacy/0123456789abcdea": "network",
    "net/legacy/0123456789abcdeb": "network",
    "gwy/appliances/0123456789abcde0": "gateway",
}


def fill_services():
    """Keeps what moto drops of endpoint services, and has their consumers wait."""
    fill_partners()
    init = VPCServiceConfiguration.__init__

    def start(self, load_balancers, *args, **kwargs):
        init(self, load_balancers, *args, **kwargs)
        # moto has another word for it.
        if self.gateway_load_balancer_arns:
            self._service_type_name = "GatewayLoadBalancer"
        self.supported_ip_address_types = ["ipv4"]
        # The service's own Region is one of them.
        self._supported_region_names = self._supported_region_names or [self.ec2_backend.region_name]

    VPCServiceConfiguration.__init__ = start

    create = VPCEndpointServiceConfiguration.create_vpc_endpoint_service_configuration

    def create_vpc_endpoint_service_configuration(self):
        result = create(self)
        types = self._get_param("SupportedIpAddressTypes", [])
        if types:
            result.result["ServiceConfiguration"].supported_ip_address_types = types
        return result

    modify = VPCEndpointServiceConfiguration.modify_vpc_endpoint_service_configuration

    def modify_vpc_endpoint_service_configuration(self):
        result = modify(self)
        if self._get_param("RemovePrivateDnsName"):
            self.ec2_backend.configurations[self._get_param("ServiceId")].private_dns_name = None
        return result

    describe = VPCEndpointServiceConfiguration.describe_vpc_endpoint_service_configurations

    def describe_vpc_endpoint_service_configurations(self):
        result = describe(self)
        filters = {f["Name"]: f["Values"] for f in self._get_param("Filters", [])}

        def wanted(service):
            tags = {tag["key"]: tag["value"] for tag in service.get_tags()}
            has = {"service-name": service.service_name, "service-id": service.id}
            has |= {f"tag:{key}": value for key, value in tags.items()}
            return all(has.get(name) in values for name, values in filters.items())

        found = result.result["ServiceConfigurations"]
        return ActionResult({"ServiceConfigurations": [service for service in found if wanted(service)]})

    delete = VPCEndpointServiceConfiguration.delete_vpc_endpoint_service_configurations

    def delete_vpc_endpoint_service_configurations(self):
        """Not while somebody uses it."""
        used = [s for s in self._get_param("ServiceIds", []) if any(True for _ in consumers(self.current_account, s))]
        if used:
            error = {"Code": "ExistingVpcEndpointConnections", "Message": "Service has existing active VPC endpoints"}
            return ActionResult({"Unsuccessful": [{"ResourceId": service, "Error": error} for service in used]})
        return delete(self)

    for replaced in (
        create_vpc_endpoint_service_configuration,
        modify_vpc_endpoint_service_configuration,
        describe_vpc_endpoint_service_configurations,
        delete_vpc_endpoint_service_configurations,
    ):
        setattr(VPCEndpointServiceConfiguration, replaced.__name__, replaced)

    describe_services = VPCs.describe_vpc_endpoint_services

    def describe_vpc_endpoint_services(self):
        """Those of the Region that is asked for."""
        of = self._get_param("ServiceRegions", [])
        home = self.region
        if of:
            self.region = of[0]
        try:
            return describe_services(self)
        finally:
            self.region = home

    VPCs.describe_vpc_endpoint_services = describe_vpc_endpoint_services

    def accept_vpc_endpoint_connections(self):
        service, wanted = self._get_param("ServiceId"), self._get_param("VpcEndpointIds")
        asked = {endpoint.id: endpoint for endpoint in consumers(self.current_account, service)}
        for endpoint in wanted:
            asked[endpoint].state = "available"
        return ActionResult({"Unsuccessful": []})

    VPCs.accept_vpc_endpoint_connections = accept_vpc_endpoint_connections

    create_customer_gateway = CustomerGateways.create_customer_gateway

    def create_with_long_number(self):
        result = create_customer_gateway(self)
        result.result["CustomerGateway"].bgp_asn_extended = self._get_param("BgpAsnExtended")
        return result

    CustomerGateways.create_customer_gateway = create_with_long_number


def fill_partners():
    start = EC2Backend.__init__

    def start_with_partners(self, *args, **kwargs):
        start(self, *args, **kwargs)
        for partner, kind in PARTNERS.items():
            service = VPCServiceConfiguration([], self.region_name, True, "", [self.region_name], self)
            service.id = partner
            service._service_type_name = kind
            service.service_name = f"com.amazonaws.vpce.{self.region_name}.{partner}"
            service.availability_zones = [zone.name for zone in self.describe_availability_zones()]
            self.configurations[partner] = service

    EC2Backend.__init__ = start_with_partners

    start_balancers = ELBv2Backend.__init__

    def start_with_balancers(self, *args, **kwargs):
        start_balancers(self, *args, **kwargs)
        for end, kind in BALANCERS.items():
            arn = f"arn:aws:elasticloadbalancing:{self.region_name}:{self.account_id}:loadbalancer/{end}"
            self.load_balancers[arn] = FakeLoadBalancer(
                end.split("/")[1], [], [], None, arn, "balancer.example", "active", loadbalancer_type=kind
            )
            self.tagging_service.tag_resource(arn, [])

    ELBv2Backend.__init__ = start_with_balancers


def regional(account, region):
    return ec2_backends[account][region]


def service_of(account, endpoint, region):
    """The endpoint service that an endpoint leads to; none for AWS's own services."""
    service = (endpoint.service_name or "").rsplit(".", 1)[-1]
    return regional(account, region).configurations.get(service)


def consumers(account, service):
    """The endpoints of a service, in all Regions."""
    for backend in list(ec2_backends[account].values()):
        for endpoint in backend.vpc_end_points.values():
            if (endpoint.service_name or "").endswith(f".{service}") and endpoint.state != "deleted":
                yield endpoint


def waits(account, endpoint, region):
    """Whether a new endpoint of this type waits for its service's owner."""
    name = endpoint.service_name or ""
    service = service_of(account, endpoint, region)
    if service is None and ".vpce-svc-" in name:
        raise EC2ClientError("InvalidServiceName", f"The Vpc Endpoint Service '{name}' does not exist")
    if service is not None and service._service_type_name != endpoint.vpc_endpoint_type:
        raise EC2ClientError("InvalidParameter", f"{name} has no endpoints of the type {endpoint.vpc_endpoint_type}")
    return service is not None and service.acceptance_required


def make_load_balancer(ec2, p):
    made = client("elbv2", ec2.meta.region_name).create_load_balancer(
        Name=p.short_name, **p.take("Type", "Scheme", "Subnets", "Tags")
    )["LoadBalancers"][0]
    return Made(made["LoadBalancerArn"], DNSName=made["DNSName"], LoadBalancerArn=made["LoadBalancerArn"])


def make_target_group(ec2, p):
    made = client("elbv2", ec2.meta.region_name).create_target_group(
        Name=p.short_name, Port=int(p.one("Port")), **p.take("Protocol", "TargetType", "VpcId", "Tags")
    )["TargetGroups"][0]["TargetGroupArn"]
    return Made(made, TargetGroupArn=made)


def make_listener(ec2, p):
    made = client("elbv2", ec2.meta.region_name).create_listener(
        Port=int(p.one("Port")), **p.take("LoadBalancerArn", "Protocol", "DefaultActions")
    )["Listeners"][0]["ListenerArn"]
    return Made(made, ListenerArn=made)


def make_endpoint_service(ec2, p):
    made = ec2.create_vpc_endpoint_service_configuration(
        AcceptanceRequired=truth(p.one("AcceptanceRequired")),
        **p.take("NetworkLoadBalancerArns", "GatewayLoadBalancerArns", "SupportedRegions", "SupportedIpAddressTypes"),
        **p.tags("vpc-endpoint-service"),
    )["ServiceConfiguration"]["ServiceId"]
    return Made(made, ServiceId=made)


def make_permissions(ec2, p):
    service = p.one("ServiceId")
    ec2.modify_vpc_endpoint_service_permissions(ServiceId=service, AddAllowedPrincipals=p.one("AllowedPrincipals"))
    return Made(f"{service}-permissions")


MAKERS = {
    "AWS::ElasticLoadBalancingV2::LoadBalancer": make_load_balancer,
    "AWS::ElasticLoadBalancingV2::TargetGroup": make_target_group,
    "AWS::ElasticLoadBalancingV2::Listener": make_listener,
    "AWS::EC2::VPCEndpointService": make_endpoint_service,
    "AWS::EC2::VPCEndpointServicePermissions": make_permissions,
}
