variable "tags" {
  type        = map(string)
  description = "Tags of every resource, beside its name and its own tags"
  default = {
    Project = "shop"
  }
}
