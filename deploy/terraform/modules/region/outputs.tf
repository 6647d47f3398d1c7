output "offers" {
  description = "What this region made for the others."
  value = {
    connections = { for peer, connection in aws_vpc_peering_connection.to : peer => connection.id }
    service     = local.offers_service ? aws_vpc_endpoint_service.own[0].service_name : ""
  }
}

output "peerings" {
  description = "Pairs of regions of which this one asked for the peering, `from>to`."
  value       = [for peer in local.asked : "${var.region}>${peer}"]
}

output "accepted" {
  description = "Pairs of regions of which this one accepted the peering, `from>to`."
  value       = [for peer in local.accepted : "${peer}>${var.region}"]
}

output "private_endpoints" {
  description = "Connections of PrivateLink from here, `from>to`."
  value       = [for peer in keys(aws_vpc_endpoint.to) : "${var.region}>${peer}"]
}

output "routes" {
  description = "Number of routes to other regions."
  value       = length(aws_route.to)
}

output "accepted_ids" {
  description = "Ids of the peerings that this region accepted, by the region that asked."
  value       = { for peer, accepter in aws_vpc_peering_connection_accepter.from : peer => accepter.vpc_peering_connection_id }
}
