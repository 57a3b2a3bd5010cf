"""Route 53 Profiles, of which moto knows nothing: what the exports ask for, kept per Region."""

import json
import re
from urllib.parse import parse_qsl
from uuid import uuid4

from aws_parts import Made, client
from moto.backends import get_backend

ACCOUNT = "123456789012"


class Refused(Exception):
    """The type of an error and what it says."""


class Profiles:
    """The API, by its paths."""

    def __init__(self):
        self.regions = {}

    def __call__(self, environ):
        """Status and answer."""
        region = environ["HTTP_AUTHORIZATION"].split("/")[2]
        kept = self.regions.setdefault(region, {"profiles": {}, "vpcs": {}, "resources": {}, "tags": {}})
        size = int(environ.get("CONTENT_LENGTH") or 0)
        body = json.loads(environ["wsgi.input"].read(size) or b"{}")
        query = dict(parse_qsl(environ.get("QUERY_STRING", "")))
        words = environ["PATH_INFO"].strip("/").split("/")
        try:
            return "200 OK", answer(region, kept, [environ["REQUEST_METHOD"], *words], body, query)
        except Refused as refused:
            return "400 Bad Request", {"__type": refused.args[0], "Message": refused.args[1]}


def answer(region, kept, request, body, query):
    profiles, vpcs, resources = kept["profiles"], kept["vpcs"], kept["resources"]
    match request:
        case ["POST", "profile"]:
            new = made(profiles, "rp", Name=name(body), ShareStatus="NOT_SHARED")
            new["Arn"] = f"arn:aws:route53profiles:{region}:{ACCOUNT}:profile/{new['Id']}"
            kept["tags"][new["Arn"]] = {tag["Key"]: tag["Value"] for tag in body.get("Tags", [])}
            return {"Profile": new}
        case ["GET", "profile", profile]:
            return {"Profile": found(profiles, profile)}
        case ["GET", "profiles"]:
            return {"ProfileSummaries": list(profiles.values())}
        case ["DELETE", "profile", profile]:
            if of(vpcs, profile) or of(resources, profile):
                raise Refused("ConflictException", f"{profile} is associated")
            return {"Profile": found(profiles, profile) and profiles.pop(profile)}
        case ["POST", "profileassociation"]:
            vpc, profile = body["ResourceId"], found(profiles, body["ProfileId"])["Id"]
            if vpc not in get_backend("ec2")[ACCOUNT][region].vpcs:
                raise Refused("ResourceNotFoundException", f"there is no {vpc}")
            if any(other["ResourceId"] == vpc for other in vpcs.values()):
                raise Refused("ResourceExistsException", f"{vpc} has a Profile")
            return {"ProfileAssociation": made(vpcs, "rpassoc", Name=name(body), ProfileId=profile, ResourceId=vpc)}
        case ["GET", "profileassociation", association]:
            return {"ProfileAssociation": found(vpcs, association)}
        case ["GET", "profileassociations"]:
            wanted = {"ProfileId": query.get("profileId"), "ResourceId": query.get("resourceId")}
            rows = [row for row in vpcs.values() if all(v in (None, row[k]) for k, v in wanted.items())]
            return {"ProfileAssociations": rows}
        case ["DELETE", "profileassociation", "Profileid", profile, "resourceid", vpc]:
            return {"ProfileAssociation": dropped(vpcs, profile, "ResourceId", vpc)}
        case ["POST", "profileresourceassociation"]:
            arn, profile = body["ResourceArn"], found(profiles, body["ProfileId"])["Id"]
            kind = check_resource(region, arn)
            if any(row["ResourceArn"] == arn for row in of(resources, profile)):
                raise Refused("ResourceExistsException", f"{arn} is there")
            new = made(resources, "rpr", Name=name(body), ProfileId=profile, ResourceArn=arn, ResourceType=kind)
            return {"ProfileResourceAssociation": new}
        case ["GET", "profileresourceassociation", association]:
            return {"ProfileResourceAssociation": found(resources, association)}
        case ["GET", "profileresourceassociations", "profileid", profile]:
            return {"ProfileResourceAssociations": of(resources, profile)}
        case ["DELETE", "profileresourceassociation", "profileid", profile, "resourcearn", *arn]:
            return {"ProfileResourceAssociation": dropped(resources, profile, "ResourceArn", "/".join(arn))}
        case ["GET", "tags", *arn]:
            return {"Tags": kept["tags"].get("/".join(arn), {})}
    raise Refused("ValidationException", f"aws_profiles.py does not answer {' '.join(request)}")


def name(body):
    if not re.fullmatch(r"(?!\d+$)[a-zA-Z0-9\-_' ]{1,64}", body["Name"]):
        raise Refused("InvalidParameterException", f"the name {body['Name']}")
    return body["Name"]


def made(table, prefix, **row):
    key = f"{prefix}-{uuid4().hex[:16]}"
    table[key] = {"Id": key, "Status": "COMPLETE", "StatusMessage": "made", "OwnerId": ACCOUNT} | row
    return table[key]


def found(table, key):
    if key not in table:
        raise Refused("ResourceNotFoundException", f"there is no {key}")
    return table[key]


def of(table, profile):
    return [row for row in table.values() if row["ProfileId"] == profile]


def dropped(table, profile, key, value):
    for row in of(table, profile):
        if row[key] == value:
            return table.pop(row["Id"])
    raise Refused("ResourceNotFoundException", f"{value} is not associated with {profile}")


def check_resource(region, arn):
    """The type of a resource, which must be there; an endpoint must have a private name to share."""
    key = arn.split("/")[-1]
    if ":hostedzone/" in arn:
        kind, there = "PrivateHostedZone", key in get_backend("route53")[ACCOUNT]["aws"].zones
    else:
        endpoint = get_backend("ec2")[ACCOUNT][region].vpc_end_points.get(key)
        kind, there = "VpcEndpoint", endpoint is not None and str(endpoint.private_dns_enabled).lower() == "true"
    if not there:
        raise Refused("ResourceNotFoundException", f"there is no {arn}")
    return kind


def make_profile(ec2, p):
    made_one = client("route53profiles", ec2.meta.region_name).create_profile(
        Name=p.one("Name"), ClientToken=p.generated_name, Tags=p.one("Tags", [])
    )["Profile"]
    return Made(made_one["Id"], Id=made_one["Id"], Arn=made_one["Arn"])


def make_association(ec2, p):
    made_one = client("route53profiles", ec2.meta.region_name).associate_profile(
        **p.take("Name", "ProfileId", "ResourceId")
    )["ProfileAssociation"]["Id"]
    return Made(made_one, Id=made_one)


def make_resource_association(ec2, p):
    made_one = client("route53profiles", ec2.meta.region_name).associate_resource_to_profile(
        **p.take("Name", "ProfileId", "ResourceArn")
    )["ProfileResourceAssociation"]["Id"]
    return Made(made_one, Id=made_one)


PROFILE_MAKERS = {
    "AWS::Route53Profiles::Profile": make_profile,
    "AWS::Route53Profiles::ProfileAssociation": make_association,
    "AWS::Route53Profiles::ProfileResourceAssociation": make_resource_association,
}
