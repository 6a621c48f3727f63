"""Writes the schemas of the resource types in a template, out of an installed cfn-lint, to standard output.

    target/python/bin/python src/test/python/template_schemas.py ../deploy/lapwing.yaml > src/test/resources/dev/lapwing/cli/stack/schemas.json

cfn-lint (MIT-0, of AWS) carries the schemas that AWS publishes for its resource types, with corrections. Kept are names, types, and
what a single value may be; texts, and rules about several properties at once, are left out.
"""

import json
import re
import sys
from importlib.metadata import version
from pathlib import Path

import cfnlint

KEPT = {"definitions", "properties", "patternProperties", "additionalProperties", "required", "readOnlyProperties", "type", "items", "$ref", "enum",
        "minimum", "maximum", "pattern", "oneOf"}
NAMED = {"definitions", "properties", "patternProperties"}


def cut(schema):
    if isinstance(schema, list):
        return [cut(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: {name: cut(each) for name, each in value.items()} if key in NAMED else cut(value)
        for key, value in sorted(schema.items())
        if key in KEPT
    }


folder = Path(cfnlint.__file__).parent / "data" / "schemas"
providers = json.loads((folder / "providers" / "us-east-1.json").read_text())
types = sorted(set(re.findall(r"^    Type: (AWS::\S+)$", Path(sys.argv[1]).read_text(), re.M)))
date = json.loads((folder / "version.json").read_text())["schema_date"]
print("{")
print(f' "source": "cfn-lint {version("cfn-lint")} (MIT-0), AWS\'s schemas of {date}, for us-east-1; see template_schemas.py",')
print(' "types": {')
lines = [
    f'  {json.dumps(name)}: {json.dumps(cut(json.loads((folder / "resources" / (providers[name] + ".json")).read_text())), separators=(",", ":"))}'
    for name in types
]
print(",\n".join(lines))
print(" }")
print("}")
