"""What the makers of CloudFormation types share: clients of the double itself, the properties of a resource, what was made."""

import boto3
from botocore.config import Config

# Where the double answers, once it does.
ENDPOINT = ""
CLIENTS = {}


def client(service, region):
    if (service, region) not in CLIENTS:
        CLIENTS[service, region] = boto3.client(
            service,
            region_name=region,
            endpoint_url=ENDPOINT,
            aws_access_key_id="test",
            aws_secret_access_key="test",
            config=Config(retries={"total_max_attempts": 1}),
        )
    return CLIENTS[service, region]


class Properties:
    """The properties of a resource; every one must be taken."""

    def __init__(self, resource_type, values):
        self.resource_type = resource_type
        self.values = dict(values)

    def take(self, *names):
        """The named properties that are there, under their own names, as most EC2 calls take them."""
        return {name: self.values.pop(name) for name in names if name in self.values}

    def one(self, name, default=None):
        return self.values.pop(name, default)

    def tags(self, kind):
        tags = self.values.pop("Tags", None)
        return {"TagSpecifications": [{"ResourceType": kind, "Tags": tags}]} if tags else {}

    def finish(self):
        if self.values:
            raise ValueError(f"{self.resource_type}: aws.py does not answer for {', '.join(self.values)}")


def truth(value):
    """CloudFormation takes `true` and `"true"`."""
    return value if isinstance(value, bool) else {"true": True, "false": False}[value]


class Made:
    """A resource of a stack: what `Ref` and `Fn::GetAtt` give."""

    def __init__(self, ref, **attributes):
        self.physical_resource_id = ref
        self.attributes = attributes

    def is_created(self):
        return True

    def get_cfn_attribute(self, name):
        value = self.attributes[name]
        # What another resource brings about, such as a block of a VPC.
        return value() if callable(value) else value
