output "peerings" {
  description = "Pairs of regions with a VPC peering, `from>to`: who asks and who accepts."
  value = sort(concat(
    try(module.us_east_1[0].peerings, []),
    try(module.us_west_2[0].peerings, []),
    try(module.eu_west_1[0].peerings, []),
    try(module.ap_south_1[0].peerings, []),
  ))
}

output "accepted_peerings" {
  description = "Those of them that the other side accepts: all."
  value = sort(concat(
    try(module.us_east_1[0].accepted, []),
    try(module.us_west_2[0].accepted, []),
    try(module.eu_west_1[0].accepted, []),
    try(module.ap_south_1[0].accepted, []),
  ))
}

output "private_endpoints" {
  description = "Connections of PrivateLink, `from>to`."
  value = sort(concat(
    try(module.us_east_1[0].private_endpoints, []),
    try(module.us_west_2[0].private_endpoints, []),
    try(module.eu_west_1[0].private_endpoints, []),
    try(module.ap_south_1[0].private_endpoints, []),
  ))
}

output "traffic_dials" {
  description = "Share of its nearby traffic that the accelerator sends to each region, in percent."
  value       = { for region, group in aws_globalaccelerator_endpoint_group.region : region => group.traffic_dial_percentage }
}

output "accelerator" {
  description = "Name of the accelerator; empty without one."
  value       = try(aws_globalaccelerator_accelerator.edge[0].dns_name, "")
}

output "health_checks" {
  description = "URL at which Route 53 asks each region whether it may be used."
  value       = { for region, check in aws_route53_health_check.region : region => "${lower(check.type)}://${check.fqdn}:${check.port}${check.resource_path}" }
}
