"""Reads templates as CloudFormation does, by the rules of YAML 1.1.

Takes a file with a JSON list of texts; prints a JSON list of what they say, intrinsic functions in their long form.
"""

import json
import sys

import yaml


class Loader(yaml.SafeLoader):
    """PyYAML with CloudFormation's tags, and without its liberty to let a second key of a name win."""

    def construct_mapping(self, node, deep=False):
        keys = [self.construct_object(key) for key, _ in node.value]
        wrong = [key for key in keys if not isinstance(key, str)]
        if wrong or len(set(keys)) != len(keys):
            raise ValueError(f"keys that are no texts or come twice: {wrong or keys}")
        return super().construct_mapping(node, deep)


def function(name, argument=lambda text: text):
    return lambda loader, node: {name: argument(loader.construct_scalar(node))}


Loader.add_constructor("!Ref", function("Ref"))
Loader.add_constructor("!Sub", function("Fn::Sub"))
Loader.add_constructor("!GetAtt", function("Fn::GetAtt", lambda text: text.split(".", 1)))

with open(sys.argv[1], encoding="utf-8") as file:
    texts = json.load(file)
# What is no JSON, such as a date, ends the run.
json.dump([yaml.load(text, Loader) for text in texts], sys.stdout)
