# Takes over what has an id in import.tfvars. Once that is applied, these blocks have done their work.
import {
  for_each = { for key, id in lookup(var.import_ids, "aws_vpc.main", {}) : key => id if id != "" }

  to = aws_vpc.main
  id = each.value
}

import {
  for_each = { for key, id in lookup(var.import_ids, "aws_vpc_ipv4_cidr_block_association.main", {}) : key => id if id != "" }

  to = aws_vpc_ipv4_cidr_block_association.main[each.key]
  id = each.value
}

import {
  for_each = { for key, id in lookup(var.import_ids, "aws_internet_gateway.main", {}) : key => id if id != "" }

  to = aws_internet_gateway.main
  id = each.value
}

import {
  for_each = { for key, id in lookup(var.import_ids, "aws_subnet.main", {}) : key => id if id != "" }

  to = aws_subnet.main[each.key]
  id = each.value
}

import {
  for_each = { for key, id in lookup(var.import_ids, "aws_eip.main", {}) : key => id if id != "" }

  to = aws_eip.main[each.key]
  id = each.value
}

import {
  for_each = { for key, id in lookup(var.import_ids, "aws_nat_gateway.main", {}) : key => id if id != "" }

  to = aws_nat_gateway.main[each.key]
  id = each.value
}

import {
  for_each = { for key, id in lookup(var.import_ids, "aws_route_table.main", {}) : key => id if id != "" }

  to = aws_route_table.main[each.key]
  id = each.value
}

import {
  for_each = { for key, id in lookup(var.import_ids, "aws_route.main", {}) : key => id if id != "" }

  to = aws_route.main[each.key]
  id = each.value
}

import {
  for_each = { for key, id in lookup(var.import_ids, "aws_route_table_association.main", {}) : key => id if id != "" }

  to = aws_route_table_association.main[each.key]
  id = each.value
}

import {
  for_each = { for key, id in lookup(var.import_ids, "aws_security_group.main", {}) : key => id if id != "" }

  to = aws_security_group.main[each.key]
  id = each.value
}

import {
  for_each = { for key, id in lookup(var.import_ids, "aws_vpc_endpoint.main_gateway", {}) : key => id if id != "" }

  to = aws_vpc_endpoint.main_gateway[each.key]
  id = each.value
}

import {
  for_each = { for key, id in lookup(var.import_ids, "aws_vpc_endpoint.main_interface", {}) : key => id if id != "" }

  to = aws_vpc_endpoint.main_interface[each.key]
  id = each.value
}

import {
  for_each = { for key, id in lookup(var.import_ids, "aws_vpc_security_group_egress_rule.main", {}) : key => id if id != "" }

  to = aws_vpc_security_group_egress_rule.main[each.key]
  id = each.value
}

import {
  for_each = { for key, id in lookup(var.import_ids, "aws_vpc_security_group_ingress_rule.main", {}) : key => id if id != "" }

  to = aws_vpc_security_group_ingress_rule.main[each.key]
  id = each.value
}
