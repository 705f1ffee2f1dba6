"""What is told of Terraform files: why a value is not known, and what was not read."""

from __future__ import annotations

from typing import Final

AFTER_APPLY: Final = {
    "en": "it is known only after apply; write it in the configuration, or state it in fielato.yaml",
    "es": "solo se conoce tras aplicar; escríbalo en la configuración o indíquelo en fielato.yaml",
}
DATA_SOURCE: Final = {
    "en": "a data source gives it, `{name}`; write the value itself, or give the plan (`terraform show -json`)",
    "es": "lo da una fuente de datos, `{name}`; escriba el valor o dé el plan (`terraform show -json`)",
}
DATA_SOURCE_PLANNED: Final = {
    "en": "the data source `{name}` gives it when it is read, at apply; write the value itself in the configuration",
    "es": "lo da la fuente de datos `{name}` cuando se lee, al aplicar; escriba el valor en la configuración",
}
NO_DEFAULT: Final = {
    "en": "the variable `{name}` has no value in these files; give it in terraform.tfvars, or give the plan "
    "(`terraform show -json`)",
    "es": "la variable `{name}` no tiene valor en estos ficheros; póngalo en terraform.tfvars o dé el plan "
    "(`terraform show -json`)",
}
EXPRESSION: Final = {
    "en": "Fielato does not work out this expression; give the plan (`terraform show -json`)",
    "es": "Fielato no calcula esta expresión; dé el plan (`terraform show -json`)",
}
CONDITION: Final = {
    "en": "it depends on a condition that these files do not settle; give the plan (`terraform show -json`)",
    "es": "depende de una condición que estos ficheros no resuelven; dé el plan (`terraform show -json`)",
}
WORKSPACE: Final = {
    "en": "it depends on the workspace; give the plan (`terraform show -json`)",
    "es": "depende del espacio de trabajo; dé el plan (`terraform show -json`)",
}
EACH: Final = {
    "en": "`count` or `for_each` gives it, and these files do not settle that; give the plan (`terraform show -json`)",
    "es": "lo da `count` o `for_each`, que estos ficheros no resuelven; dé el plan (`terraform show -json`)",
}
CYCLE: Final = {
    "en": "it is defined by itself; `terraform validate` says where",
    "es": "se define a partir de sí mismo; `terraform validate` dice dónde",
}
FROM_MODULE: Final = {
    "en": "the module `{name}` gives it, which is not in these files; give the plan (`terraform show -json`)",
    "es": "lo da el módulo `{name}`, que no está en estos ficheros; dé el plan (`terraform show -json`)",
}
NO_PROVIDER_REGION: Final = {
    "en": "the provider `{name}` takes its region from the environment; give `region` in the provider block, or "
    "`infrastructure: [{{provider: {provider}, region: …}}]` in fielato.yaml",
    "es": "el proveedor `{name}` toma su región del entorno; ponga `region` en el bloque del proveedor, o "
    "`infrastructure: [{{provider: {provider}, region: …}}]` en fielato.yaml",
}
PROVIDER_REGION_OPEN: Final = {
    "en": "the region of the provider `{name}` is an expression that the plan does not settle; give it as a value or a "
    "variable, or `infrastructure: [{{provider: {provider}, region: …}}]` in fielato.yaml",
    "es": "la región del proveedor `{name}` es una expresión que el plan no resuelve; póngala como valor o variable, o "
    "`infrastructure: [{{provider: {provider}, region: …}}]` en fielato.yaml",
}
MODULE_NOT_HERE: Final = {
    "en": "the module `{name}` comes from `{source}`, which is not in these files: what it creates is not known. Give "
    "the plan (`terraform show -json`) instead",
    "es": "el módulo `{name}` viene de `{source}`, que no está en estos ficheros: no se sabe qué crea. Dé el plan "
    "(`terraform show -json`)",
}
HOW_MANY: Final = {
    "en": "how many there are of `{name}` is not known: {why}",
    "es": "no se sabe cuántos hay de `{name}`: {why}",
}
INCOMPLETE: Final = {
    "en": "the plan is not complete: Terraform put off some changes, and what they create is not in it. Plan again "
    "after applying this one",
    "es": "el plan no está completo: Terraform aplazó cambios y lo que crean no figura en él. Vuelva a planificar tras "
    "aplicarlo",
}
ERRORED: Final = "the plan failed: Terraform stopped before it was complete"
ERRORED_HINT: Final = "plan again without errors"
NO_PLAN: Final = "this is no plan that can be read: it has neither planned values nor changes"
TOO_DEEP: Final = "this is nested too deeply to be read"
STATE: Final = "this is a Terraform state: it says what was, not what will be deployed"
STATE_HINT: Final = "give the plan: `terraform plan -out=plan`, then `terraform show -json plan > plan.json`"
