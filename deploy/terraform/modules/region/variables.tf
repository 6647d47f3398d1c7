variable "region" {
  description = "Id of the region, which is that of its provider."
  type        = string
}

variable "network" {
  description = "What all regions know of each other: `order` of the regions, which decides who asks whom for a peering; their VPCs; the regions that are `private`; the `hosts` of their endpoints; the `port` of private connections."
  type = object({
    name  = string
    order = list(string)
    vpcs = map(object({
      id              = string
      cidr            = string
      route_table_ids = list(string)
      subnet_ids      = list(string)
    }))
    private = list(string)
    hosts   = map(string)
    port    = number
  })
}

variable "load_balancer_arn" {
  description = "Network load balancer of this region; used if the region is private."
  type        = string
}

variable "offers" {
  description = "What each region made for the others: its peering connections by the region that is to accept them, and the name of its endpoint service (empty without one)."
  type = map(object({
    connections = map(string)
    service     = string
  }))
}
