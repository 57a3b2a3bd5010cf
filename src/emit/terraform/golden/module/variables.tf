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
