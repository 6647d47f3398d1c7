variable "config_file" {
  description = "The parallax.config.yaml that the apps have, from this directory. Read: regions, controlPlane.regions, controlPlane.loadBalancer, globalAccelerator. `parallax config validate` checks it."
  type        = string
  default     = "parallax.config.yaml"
}

variable "vpcs" {
  description = "The VPC of each region: its id and IPv4 range, the route tables that lead to the other regions, and the private subnets (one a zone) for PrivateLink. Ranges must not overlap, as VPCs are peered."
  type = map(object({
    id              = string
    cidr            = string
    route_table_ids = list(string)
    subnet_ids      = list(string)
  }))

  validation {
    condition     = alltrue([for vpc in values(var.vpcs) : can(cidrhost(vpc.cidr, 0))])
    error_message = "Each vpcs[...].cidr must be an IPv4 range such as 10.1.0.0/16."
  }

  validation {
    condition     = length(distinct([for vpc in values(var.vpcs) : vpc.cidr])) == length(var.vpcs)
    error_message = "Two VPCs have one IPv4 range: peered VPCs must not overlap."
  }
}

variable "load_balancer_arns" {
  description = "ARN of the network load balancer in front of each region's endpoint. Needed for regions with privateLink and for those that globalAccelerator names. The Helm chart makes one with endpoint.type=LoadBalancer."
  type        = map(string)
  default     = {}
}

variable "domain" {
  description = "Name under which callers find the nearest region, such as parallax.example.com, and not the name of the zone itself (geoDNS makes CNAME records); empty: no records. Used where the configuration has controlPlane.loadBalancer."
  type        = string
  default     = ""
}

variable "zone_id" {
  description = "Id of the Route 53 zone that holds the domain; needed with it."
  type        = string
  default     = ""

  validation {
    condition     = (var.domain == "") == (var.zone_id == "")
    error_message = "Give domain and zone_id, or neither."
  }
}

variable "port" {
  description = "Port of the regions' load balancers, for PrivateLink and the accelerator."
  type        = number
  default     = 443

  validation {
    condition     = var.port >= 1 && var.port <= 65535
    error_message = "A port is a number from 1 to 65535."
  }
}

variable "name" {
  description = "What everything is called, and the value of its tag parallax."
  type        = string
  default     = "parallax"
}
