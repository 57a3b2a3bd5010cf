//! The texts: one per kind of object.

use super::Topic;

/// In the order of the page: the network, what runs in it, endpoints, what joins networks, names.
pub(super) static ALL: [&Topic; 26] = [
    &VPC,
    &ZONE,
    &SUBNET,
    &ROUTE_TABLE,
    &INTERNET_GATEWAY,
    &NAT_GATEWAY,
    &SECURITY_GROUP,
    &NETWORK_ACL,
    &WORKLOAD,
    &SERVICE,
    &CONNECTION,
    &GATEWAY_ENDPOINT,
    &INTERFACE_ENDPOINT,
    &APPLIANCE_ENDPOINT,
    &RESOURCE_ENDPOINT,
    &SERVICE_NETWORK_ENDPOINT,
    &ENDPOINT_POLICY,
    &ENDPOINT_SERVICE,
    &PEERING,
    &TRANSIT_GATEWAY,
    &ATTACHMENT,
    &VPN_GATEWAY,
    &ON_PREMISES,
    &HOSTED_ZONE,
    &PROFILE,
    &RESOLVER_ENDPOINT,
];

pub(super) static VPC: Topic = Topic {
    anchor: "vpc",
    title: "VPC",
    what: "A network of your own in one Region, with one or more address blocks. Workloads in it reach AWS services \
           through what you put into it: endpoints, gateways, links to other networks.",
    cost: "No charge for the VPC itself. What is in it is charged: endpoints, NAT gateways, public IPv4 addresses.",
    mistakes: &[
        "A block that overlaps another VPC or the network on premises: the two can never be joined. Plan all blocks \
         together, with the address planner.",
        "A block that is too small: blocks can be added later, and none can be made larger.",
        "DNS support or DNS hostnames switched off: private DNS names of interface endpoints need both.",
    ],
    page: "https://docs.aws.amazon.com/vpc/latest/userguide/what-is-amazon-vpc.html",
};

pub(super) static ZONE: Topic = Topic {
    anchor: "availability-zone",
    title: "Availability Zone",
    what: "One or more data centres of a Region with power and network of their own. A subnet lies in one zone; an \
           interface endpoint has one network interface per zone.",
    cost: "No charge for using a zone. Each zone of an interface endpoint is charged by the hour, and data that goes \
           from one zone to another is charged in both directions.",
    mistakes: &[
        "One zone for everything: it fails with that zone. Two or three are usual.",
        "Taking the letter for the place: us-east-1a of one account may be us-east-1b of another. The zone's id, such \
         as use1-az1, is the same for all.",
        "Zones in which a service has no endpoint: not every service is in every zone of its Region.",
    ],
    page: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-regions-availability-zones.html",
};

pub(super) static SUBNET: Topic = Topic {
    anchor: "subnet",
    title: "Subnet",
    what: "A range of the VPC's addresses in one zone. Public: its route table leads to an internet gateway. Private: \
           out through a NAT gateway. Isolated: neither, so that AWS services are reached by endpoints alone.",
    cost: "No charge.",
    mistakes: &[
        "Too small: AWS keeps five addresses of each subnet, and every endpoint, task and function takes another.",
        "Public subnets for workloads that only call out. A private subnet with endpoints does that without a public \
         address.",
        "A subnet named private whose route table leads to an internet gateway.",
    ],
    page: "https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html",
};

pub(super) static ROUTE_TABLE: Topic = Topic {
    anchor: "route-table",
    title: "Route table",
    what: "Where the traffic of its subnets goes; of several routes that match, the most specific wins. Gateway \
           endpoints appear here as a route to a prefix list.",
    cost: "No charge.",
    mistakes: &[
        "A gateway endpoint that the table of a subnet is not chosen for: calls from there go out another way, or \
         nowhere.",
        "Peering or a Transit Gateway without a route on both sides: requests arrive and answers do not.",
        "One table for private subnets of all zones with one NAT gateway: that zone takes the others down with it.",
    ],
    page: "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html",
};

pub(super) static INTERNET_GATEWAY: Topic = Topic {
    anchor: "internet-gateway",
    title: "Internet gateway",
    what: "The way between public subnets and the internet. A VPC has at most one, and it serves addresses that are \
           public.",
    cost: "No charge for the gateway. Public IPv4 addresses are charged by the hour, data to the internet by the \
           gigabyte.",
    mistakes: &[
        "Expecting it to serve private addresses: these need a NAT gateway, or an endpoint.",
        "An internet gateway only to reach AWS services: endpoints do that without one.",
    ],
    page: "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html",
};

pub(super) static NAT_GATEWAY: Topic = Topic {
    anchor: "nat-gateway",
    title: "NAT gateway",
    what: "Lets private subnets call out to the internet; nothing can call in. It stands in a public subnet, and the \
           route tables of the private ones lead to it.",
    cost: "By the hour and by the gigabyte that passes it, also to AWS services; and its public IPv4 address by the \
           hour. Endpoints often save the gigabytes.",
    mistakes: &[
        "In a private subnet: it needs the internet gateway's route itself.",
        "One for several zones: the others pay for data between zones, and depend on its zone.",
        "Pulling images and reading S3 through it: a gateway endpoint for S3 costs nothing.",
    ],
    page: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html",
};

pub(super) static SECURITY_GROUP: Topic = Topic {
    anchor: "security-group",
    title: "Security group",
    what: "Which calls the network interfaces of a workload or an endpoint take and make. It remembers connections: \
           answers need no rule.",
    cost: "No charge.",
    mistakes: &[
        "The group of an interface endpoint does not let port 443 in from its callers: calls wait until they time \
         out.",
        "Outbound rules of a workload that forget its endpoints, or the prefix list of a gateway endpoint.",
        "Open to 0.0.0.0/0 where the VPC's block, or the callers' group, is meant.",
    ],
    page: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html",
};

pub(super) static NETWORK_ACL: Topic = Topic {
    anchor: "network-acl",
    title: "Network ACL",
    what: "Which packets a subnet lets in and out, by numbered rules of which the first that matches decides. It \
           remembers nothing: answers need a rule too.",
    cost: "No charge.",
    mistakes: &[
        "No rule for answers: they come to a port from 1024 to 65535.",
        "Repeating in it what security groups say already. The VPC's own ACL, which lets all pass, is right for most.",
        "Forgetting the subnets of the endpoints when the workloads' subnets get rules.",
    ],
    page: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html",
};

pub(super) static WORKLOAD: Topic = Topic {
    anchor: "workload",
    title: "Workload",
    what: "What runs in a subnet and calls services: instances, tasks on Fargate, nodes of EKS, functions, clients of \
           a database. It stands for its network interfaces and their security groups; the code for the workload \
           itself is not made here.",
    cost: "Not in the estimate; what its calls cost on their way is.",
    mistakes: &[
        "Forgetting what it needs to start. A task on Fargate calls ECR, S3 and CloudWatch Logs before its own first \
         line runs; the advisor adds these.",
        "A function outside of the VPC drawn inside: it has addresses of the VPC only when it is attached to it.",
    ],
    page: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
};

pub(super) static SERVICE: Topic = Topic {
    anchor: "service",
    title: "Service",
    what: "What workloads call: a service of AWS in a Region, a partner's or your own endpoint service, a resource or \
           a service network that somebody shares with you.",
    cost: "The service's own prices, which are not in the estimate.",
    mistakes: &[
        "A Region in which the service has no endpoint; the catalogue tells which have one.",
        "One endpoint where a service has several names: ECR has one for its API and one for images, Systems Manager \
         has three.",
    ],
    page: "https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html",
};

pub(super) static CONNECTION: Topic = Topic {
    anchor: "connection",
    title: "Connection",
    what: "That a workload calls a service. It is no resource of AWS: it says what is meant, and the endpoint, its \
           groups and routes follow from it. Paths tells whether the call arrives.",
    cost: "By the gigabyte, for the way that the call takes; set the amount in Cost.",
    mistakes: &[
        "A connection without an endpoint in a subnet that has no other way out.",
        "Drawing only what the program calls, and not what it needs to start.",
    ],
    page: "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html",
};

pub(super) static GATEWAY_ENDPOINT: Topic = Topic {
    anchor: "gateway-endpoint",
    title: "Gateway endpoint",
    what: "A route to Amazon S3 or DynamoDB for the subnets whose route tables have it. Names and addresses of the \
           service stay public; the way is private.",
    cost: "No charge, neither by hour nor by gigabyte.",
    mistakes: &[
        "Route tables that are not chosen: their subnets do not use it.",
        "Expecting it to serve another VPC or the network on premises: it serves its own VPC only. These need an \
         interface endpoint.",
        "Security groups whose outbound rules do not let the service's prefix list out.",
    ],
    page: "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
};

pub(super) static INTERFACE_ENDPOINT: Topic = Topic {
    anchor: "interface-endpoint",
    title: "Interface endpoint",
    what: "Network interfaces in your subnets through which a service is called. With private DNS the service's usual \
           name leads to them, and programs need no change.",
    cost: "By the hour for each zone, and by the gigabyte.",
    mistakes: &[
        "Its security group does not let the callers in on port 443.",
        "Private DNS switched off: the usual name still leads to the public addresses.",
        "Two with private DNS for one service in one VPC: AWS refuses the second.",
        "One per VPC where many VPCs are joined: a hub with shared endpoints costs less.",
    ],
    page: "https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html",
};

pub(super) static APPLIANCE_ENDPOINT: Topic = Topic {
    anchor: "gateway-load-balancer-endpoint",
    title: "Gateway Load Balancer endpoint",
    what: "A next hop for routes: packets go through it to firewalls or other appliances behind somebody's Gateway Load \
           Balancer, and come back.",
    cost: "By the hour for each endpoint, and by the gigabyte; the appliances besides.",
    mistakes: &[
        "Routes one way only: an appliance must see both directions of a connection.",
        "In the same subnet as what it protects: the route would lead back to itself. It wants a subnet of its own in \
         each zone.",
    ],
    page: "https://docs.aws.amazon.com/vpc/latest/privatelink/vpce-gateway-load-balancer.html",
};

pub(super) static RESOURCE_ENDPOINT: Topic = Topic {
    anchor: "resource-endpoint",
    title: "Resource endpoint",
    what: "Network interfaces in your subnets through which one shared resource is called, such as a database or a \
           host: a resource configuration of VPC Lattice, with no load balancer before it.",
    cost: "By the hour for each zone, and by the gigabyte.",
    mistakes: &[
        "A resource configuration that is not shared with this account.",
        "Its security group lets port 443 in, but not the port of the resource.",
    ],
    page: "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-resources.html",
};

pub(super) static SERVICE_NETWORK_ENDPOINT: Topic = Topic {
    anchor: "service-network-endpoint",
    title: "Service-network endpoint",
    what: "Network interfaces in your subnets through which all services and resources of a VPC Lattice service network \
           are called.",
    cost: "VPC Lattice charges for the services and resources of the network; they are not in the estimate.",
    mistakes: &[
        "A service network that is not shared with this account.",
        "Subnets without 16 free addresses in a row: it takes a /28 in each zone, and one more address for each resource.",
    ],
    page: "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-service-networks.html",
};

pub(super) static ENDPOINT_POLICY: Topic = Topic {
    anchor: "endpoint-policy",
    title: "Endpoint policy",
    what: "Which calls an endpoint lets through. It takes away, and grants nothing: the caller's own rights must allow \
           the call too. Without one, all calls pass.",
    cost: "No charge.",
    mistakes: &[
        "No statement that allows anything: all calls are refused.",
        "Only your own buckets for S3: images of ECR, packages and agents lie in buckets of AWS. The policy builder \
         knows them.",
        "Several services do not support policies; the catalogue tells which.",
    ],
    page: "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
};

pub(super) static ENDPOINT_SERVICE: Topic = Topic {
    anchor: "endpoint-service",
    title: "Endpoint service",
    what: "A service of your own that others call through endpoints in their VPCs: a Network Load Balancer, or a Gateway \
           Load Balancer before appliances, and who may connect to it.",
    cost: "No charge for the endpoint service. Its load balancer is charged, and each endpoint to the one who made it.",
    mistakes: &[
        "Connections that wait for acceptance and nobody accepts.",
        "A load balancer in fewer zones than the callers: endpoints can be only in its zones.",
        "A private DNS name whose domain is not verified: callers cannot switch private DNS on.",
    ],
    page: "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-share-your-services.html",
};

pub(super) static PEERING: Topic = Topic {
    anchor: "vpc-peering",
    title: "VPC peering connection",
    what: "Two VPCs that reach each other's addresses, also across Regions and accounts; not what lies behind the other: \
           no gateways, no gateway endpoints, no third VPC.",
    cost: "No charge by the hour. Data between zones, and between Regions, is charged.",
    mistakes: &[
        "Blocks that overlap: AWS refuses the connection.",
        "A route on one side only: requests arrive, and answers do not.",
        "Expecting A to reach C because A and B, and B and C, are peered: it does not.",
    ],
    page: "https://docs.aws.amazon.com/vpc/latest/peering/what-is-vpc-peering.html",
};

pub(super) static TRANSIT_GATEWAY: Topic = Topic {
    anchor: "transit-gateway",
    title: "Transit Gateway",
    what: "A hub of one Region that joins VPCs and networks on premises, with route tables of its own. What is attached \
           reaches all that these tables allow.",
    cost: "By the hour for each attachment, and by the gigabyte that is sent into it.",
    mistakes: &[
        "VPCs whose blocks overlap cannot both be reached.",
        "A route in the VPC is missing: attaching it is not enough.",
        "For two VPCs with much data between them, peering costs less.",
    ],
    page: "https://docs.aws.amazon.com/vpc/latest/tgw/what-is-transit-gateway.html",
};

pub(super) static ATTACHMENT: Topic = Topic {
    anchor: "transit-gateway-attachment",
    title: "Transit Gateway attachment",
    what: "A VPC's place at a Transit Gateway: a network interface in one subnet of each zone.",
    cost: "By the hour, and by the gigabyte that the VPC sends.",
    mistakes: &[
        "A zone without a subnet: workloads there do not reach the Transit Gateway.",
        "Network ACLs of the workloads' subnets around its interfaces. Small subnets for attachments alone, /28, keep \
         both apart.",
    ],
    page: "https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html",
};

pub(super) static VPN_GATEWAY: Topic = Topic {
    anchor: "virtual-private-gateway",
    title: "Virtual private gateway",
    what: "The VPC's end of a Site-to-Site VPN or a Direct Connect. Route tables learn the other network's blocks from \
           it where propagation is on.",
    cost: "No charge for the gateway. Each VPN connection is charged by the hour, data that goes out by the gigabyte.",
    mistakes: &[
        "Propagation is off and no route is written: answers do not find their way.",
        "Expecting gateway endpoints to serve the other network: they do not; interface endpoints do.",
    ],
    page: "https://docs.aws.amazon.com/vpn/latest/s2svpn/how_it_works.html",
};

pub(super) static ON_PREMISES: Topic = Topic {
    anchor: "network-on-premises",
    title: "On-premises network",
    what: "Your own network outside of AWS, reached by VPN or Direct Connect. Its programs call services through \
           interface endpoints in a VPC, with a Resolver inbound endpoint for the names.",
    cost: "The VPN connection by the hour, or the ports of Direct Connect, and data that goes out.",
    mistakes: &[
        "Names that resolve to public addresses: its DNS servers must forward them to a Resolver inbound endpoint.",
        "The group of the interface endpoint lets in the VPC's block only.",
        "A gateway endpoint as the way to S3: it serves its VPC only.",
    ],
    page: "https://docs.aws.amazon.com/vpn/latest/s2svpn/VPC_VPN.html",
};

pub(super) static HOSTED_ZONE: Topic = Topic {
    anchor: "hosted-zone",
    title: "Private hosted zone",
    what: "DNS names that only the VPCs it is associated with resolve. With it, many VPCs use the interface endpoint of \
           one of them by the service's usual name.",
    cost: "By the month, and by the number of queries.",
    mistakes: &[
        "Private DNS of the endpoint is on as well: both claim the same name in its VPC.",
        "VPCs that are not associated with it still get the public addresses.",
        "A zone for a whole domain hides every other name in it.",
    ],
    page: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zones-private.html",
};

pub(super) static PROFILE: Topic = Topic {
    anchor: "profile",
    title: "Route 53 Profile",
    what: "Private names for many VPCs of a Region at once: those of the interface endpoints and private hosted zones in \
           it. A VPC gets them all by one association, and a new endpoint reaches all VPCs.",
    cost: "By the hour for all Profiles of a Region, with up to a hundred VPCs; far more than a few hosted zones.",
    mistakes: &[
        "An endpoint without private DNS: it has no name that the Profile could share.",
        "A VPC with an endpoint or a hosted zone of the same name: its own goes first.",
        "A VPC of another Region: a Profile serves its own Region only.",
    ],
    page: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/profiles.html",
};

pub(super) static RESOLVER_ENDPOINT: Topic = Topic {
    anchor: "resolver-endpoint",
    title: "Resolver inbound endpoint",
    what: "Addresses in a VPC at which other networks ask for the names that this VPC resolves: those of endpoints and \
           of private hosted zones.",
    cost: "By the hour for each address, of which there are at least two, and by the number of queries.",
    mistakes: &[
        "Its security group does not let port 53 in, by UDP and by TCP.",
        "DNS servers on premises that do not forward the names to it.",
        "One per VPC: one for a hub that all others are joined to is enough.",
    ],
    page: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-forwarding-inbound-queries.html",
};
