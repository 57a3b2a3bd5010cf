output "customer_gateway_ids" {
  description = "IDs of the customer gateways, by Region and name"
  value = {
    "us-east-1" = { for key, gateway in aws_customer_gateway.us_east_1 : key => gateway.id }
  }
}

output "endpoint_service_names" {
  description = "Names of the endpoint services, for the endpoints of their consumers, by VPC and name"
  value = {
    "main" = { for key, service in aws_vpc_endpoint_service.main : key => service.service_name }
  }
}

output "gateway_endpoint_ids" {
  description = "IDs of the gateway endpoints, by VPC and name"
  value = {
    "main" = { for key, endpoint in aws_vpc_endpoint.main_gateway : key => endpoint.id }
  }
}

output "gateway_endpoint_prefix_list_ids" {
  description = "IDs of the prefix lists of the gateway endpoints, for security group rules, by VPC and name"
  value = {
    "main" = { for key, endpoint in aws_vpc_endpoint.main_gateway : key => endpoint.prefix_list_id }
  }
}

output "gateway_load_balancer_endpoint_ids" {
  description = "IDs of the Gateway Load Balancer endpoints, by VPC and name"
  value = {
    "main" = { for key, endpoint in aws_vpc_endpoint.main_gateway_load_balancer : key => endpoint.id }
  }
}

output "hosted_zone_ids" {
  description = "IDs of the private hosted zones, by Region and name"
  value = {
    "us-east-1" = { for key, zone in aws_route53_zone.us_east_1 : key => zone.zone_id }
  }
}

output "interface_endpoint_dns_names" {
  description = "DNS names of the interface endpoints, the Regional one first, by VPC and name"
  value = {
    "main"     = { for key, endpoint in aws_vpc_endpoint.main_interface : key => endpoint.dns_entry[*].dns_name }
    "recovery" = { for key, endpoint in aws_vpc_endpoint.recovery_interface : key => endpoint.dns_entry[*].dns_name }
  }
}

output "interface_endpoint_ids" {
  description = "IDs of the interface endpoints, by VPC and name"
  value = {
    "main"     = { for key, endpoint in aws_vpc_endpoint.main_interface : key => endpoint.id }
    "recovery" = { for key, endpoint in aws_vpc_endpoint.recovery_interface : key => endpoint.id }
  }
}

output "nat_gateway_public_ips" {
  description = "Public addresses of the NAT gateways, for the allow lists of others, by VPC and name"
  value = {
    "main" = { for key, gateway in aws_nat_gateway.main : key => gateway.public_ip }
  }
}

output "peering_connection_ids" {
  description = "IDs of the VPC peering connections, by the VPC that asks and name"
  value = {
    "main" = { for key, peering in aws_vpc_peering_connection.main : key => peering.id }
  }
}

output "resolver_endpoint_ids" {
  description = "IDs of the Resolver inbound endpoints, by VPC and name"
  value = {
    "main" = { for key, endpoint in aws_route53_resolver_endpoint.main : key => endpoint.id }
  }
}

output "resolver_endpoint_ips" {
  description = "Addresses that the DNS servers of other networks forward to, by VPC and name"
  value = {
    "main" = { for key, endpoint in aws_route53_resolver_endpoint.main : key => endpoint.ip_address[*].ip }
  }
}

output "resource_endpoint_ids" {
  description = "IDs of the resource endpoints, by VPC and name"
  value = {
    "main" = { for key, endpoint in aws_vpc_endpoint.main_resource : key => endpoint.id }
  }
}

output "route_table_ids" {
  description = "IDs of the route tables, by VPC and name"
  value = {
    "main"     = { for key, table in aws_route_table.main : key => table.id }
    "recovery" = { for key, table in aws_route_table.recovery : key => table.id }
  }
}

output "security_group_ids" {
  description = "IDs of the security groups, by VPC and name"
  value = {
    "main"     = { for key, group in aws_security_group.main : key => group.id }
    "recovery" = { for key, group in aws_security_group.recovery : key => group.id }
  }
}

output "service_network_endpoint_ids" {
  description = "IDs of the service network endpoints, by VPC and name"
  value = {
    "main" = { for key, endpoint in aws_vpc_endpoint.main_service_network : key => endpoint.id }
  }
}

output "subnet_ids" {
  description = "IDs of the subnets, by VPC and name"
  value = {
    "main"     = { for key, subnet in aws_subnet.main : key => subnet.id }
    "recovery" = { for key, subnet in aws_subnet.recovery : key => subnet.id }
  }
}

output "target_group_arns" {
  description = "ARNs of the target groups, for the targets that register themselves, by VPC and name"
  value = {
    "main" = { for key, group in aws_lb_target_group.main : key => group.arn }
  }
}

output "transit_gateway_attachment_ids" {
  description = "IDs of the Transit Gateway attachments, by VPC and name"
  value = {
    "main" = { for key, attachment in aws_ec2_transit_gateway_vpc_attachment.main : key => attachment.id }
  }
}

output "transit_gateway_ids" {
  description = "IDs of the Transit Gateways, by Region and name"
  value = {
    "us-east-1" = { for key, gateway in aws_ec2_transit_gateway.us_east_1 : key => gateway.id }
  }
}

output "vpc_ids" {
  description = "IDs of the VPCs, by name"
  value = {
    "main"     = aws_vpc.main.id
    "recovery" = aws_vpc.recovery.id
  }
}

output "vpn_connection_ids" {
  description = "IDs of the VPN connections, by Region and name"
  value = {
    "us-east-1" = { for key, connection in aws_vpn_connection.us_east_1 : key => connection.id }
  }
}

output "vpn_connection_tunnel_addresses" {
  description = "Public addresses of both tunnels of the VPN connections, for the device at the far end, by Region and name"
  value = {
    "us-east-1" = { for key, connection in aws_vpn_connection.us_east_1 : key => [connection.tunnel1_address, connection.tunnel2_address] }
  }
}

output "vpn_gateway_ids" {
  description = "IDs of the virtual private gateways, by VPC and name"
  value = {
    "main" = { for key, gateway in aws_vpn_gateway.main : key => gateway.id }
  }
}
