output "gateway_endpoint_ids" {
  description = "IDs of the gateway endpoints, by VPC and name"
  value       = module.network.gateway_endpoint_ids
}

output "gateway_endpoint_prefix_list_ids" {
  description = "IDs of the prefix lists of the gateway endpoints, for security group rules, by VPC and name"
  value       = module.network.gateway_endpoint_prefix_list_ids
}

output "interface_endpoint_dns_names" {
  description = "DNS names of the interface endpoints, the Regional one first, by VPC and name"
  value       = module.network.interface_endpoint_dns_names
}

output "interface_endpoint_ids" {
  description = "IDs of the interface endpoints, by VPC and name"
  value       = module.network.interface_endpoint_ids
}

output "nat_gateway_public_ips" {
  description = "Public addresses of the NAT gateways, for the allow lists of others, by VPC and name"
  value       = module.network.nat_gateway_public_ips
}

output "route_table_ids" {
  description = "IDs of the route tables, by VPC and name"
  value       = module.network.route_table_ids
}

output "security_group_ids" {
  description = "IDs of the security groups, by VPC and name"
  value       = module.network.security_group_ids
}

output "subnet_ids" {
  description = "IDs of the subnets, by VPC and name"
  value       = module.network.subnet_ids
}

output "vpc_ids" {
  description = "IDs of the VPCs, by name"
  value       = module.network.vpc_ids
}
