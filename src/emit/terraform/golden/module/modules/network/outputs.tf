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

output "subnet_ids" {
  description = "IDs of the subnets, by VPC and name"
  value = {
    "main"     = { for key, subnet in aws_subnet.main : key => subnet.id }
    "recovery" = { for key, subnet in aws_subnet.recovery : key => subnet.id }
  }
}

output "vpc_ids" {
  description = "IDs of the VPCs, by name"
  value = {
    "main"     = aws_vpc.main.id
    "recovery" = aws_vpc.recovery.id
  }
}
