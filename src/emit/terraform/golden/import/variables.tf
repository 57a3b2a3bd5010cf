variable "import_ids" {
  type        = map(map(string))
  description = "IDs of existing resources to take over, by block and key, as in import.tfvars"
  default     = {}

  validation {
    condition = alltrue([for key, ids in var.import_ids : contains([
      "aws_vpc.main",
      "aws_vpc_ipv4_cidr_block_association.main",
      "aws_internet_gateway.main",
      "aws_subnet.main",
      "aws_eip.main",
      "aws_nat_gateway.main",
      "aws_route_table.main",
      "aws_route.main",
      "aws_route_table_association.main",
      "aws_security_group.main",
      "aws_vpc_endpoint.main_gateway",
      "aws_vpc_endpoint.main_interface",
      "aws_vpc_security_group_egress_rule.main",
      "aws_vpc_security_group_ingress_rule.main",
    ], key)])
    error_message = "Each key is the address of a block in imports.tf, such as aws_vpc.main."
  }
}

variable "tags" {
  type        = map(string)
  description = "Tags of every resource, beside its name and its own tags"
  default = {
    Project = "shop"
  }

  validation {
    condition     = alltrue([for key, value in var.tags : length(key) >= 1 && length(key) <= 128 && length(value) <= 256 && !startswith(lower(key), "aws:")])
    error_message = "A tag's key has 1 to 128 characters and does not begin with aws:, its value has at most 256."
  }
}
