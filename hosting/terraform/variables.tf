variable "name" {
  description = "Begins the names of all that is made; the bucket's name too, which must be free in all of AWS"
  type        = string
  default     = "vpc-endpoint-designer"

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,35}[a-z0-9]$", var.name))
    error_message = "Use 3 to 37 lowercase letters, digits and hyphens."
  }
}

variable "domain_name" {
  description = "Such as designer.example.com; null for the name that CloudFront gives"
  type        = string
  default     = null
}

variable "certificate_arn" {
  description = "An ACM certificate in us-east-1 for domain_name"
  type        = string
  default     = null
}

variable "price_class" {
  description = "Where CloudFront serves from"
  type        = string
  default     = "PriceClass_100"

  validation {
    condition     = contains(["PriceClass_100", "PriceClass_200", "PriceClass_All"], var.price_class)
    error_message = "Use PriceClass_100, PriceClass_200 or PriceClass_All."
  }
}

variable "tags" {
  description = "Tags of all that can have some"
  type        = map(string)
  default     = {}
}
