# A peering for each pair of regions: who comes first in the configuration asks, the other accepts.

locals {
  vpc      = var.network.vpcs[var.region]
  position = index(var.network.order, var.region)
  asked    = toset(slice(var.network.order, local.position + 1, length(var.network.order)))
  accepted = toset(slice(var.network.order, 0, local.position))

  tables = { for pair in setproduct(local.vpc.route_table_ids, setunion(local.asked, local.accepted)) : "${pair[0]} ${pair[1]}" => { table = pair[0], peer = pair[1] } }
}

resource "aws_vpc_peering_connection" "to" {
  for_each = local.asked

  vpc_id      = local.vpc.id
  peer_vpc_id = var.network.vpcs[each.key].id
  peer_region = each.key
  # Another region cannot be accepted from here.
  auto_accept = false

  tags = {
    Name     = "${var.network.name} ${var.region} ${each.key}"
    parallax = var.network.name
  }
}

resource "aws_vpc_peering_connection_accepter" "from" {
  for_each = local.accepted

  vpc_peering_connection_id = var.offers[each.key].connections[var.region]
  auto_accept               = true

  tags = {
    Name     = "${var.network.name} ${each.key} ${var.region}"
    parallax = var.network.name
  }
}

resource "aws_route" "to" {
  for_each = local.tables

  route_table_id         = each.value.table
  destination_cidr_block = var.network.vpcs[each.value.peer].cidr
  vpc_peering_connection_id = (
    contains(local.asked, each.value.peer)
    ? aws_vpc_peering_connection.to[each.value.peer].id
    : aws_vpc_peering_connection_accepter.from[each.value.peer].id
  )
}
