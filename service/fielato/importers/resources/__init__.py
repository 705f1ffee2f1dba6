"""What resources of infrastructure files are in the neutral model, as the tables of resource types and fields say.

`importers/resource_types.csv` says what a type is: a `component`, a `part` of others, or `none` that can hold or move
data. A part is merged into its owners; one without owners in these files is a component if its row names a service.

`importers/resource_fields.csv` says what the values at a `path` mean. A path has `.` between names, `[]` after the name
of a list of blocks, and `*` for every key of a map; the empty path is the resource itself. `fact` is the path of a
field of a component (`region`, `replication.regions`, `settings.<name>` …), or one of these words:

    key              it is known by this identifier
    owner            it is a part of that resource
    part             that resource is a part of it
    within           it lies in that resource, and takes region and endpoint from it where it has none of its own
    name-within      its name there: behind a host of that resource it is known by it
    flow             its data go there; `flow:<purpose>` says what for
    source           its data come from there
    fallbacks        that takes over when it fails or is full
    environment      environment variables: a map, or a list of name and value
    image            the container image that it runs
    placeless        the provider's region is not its place: it is everywhere, or nowhere
    otherwise-region its region, where neither its other fields nor the provider nor the call give one

`read_as` says how values of component fields are read:

    (empty)          as they are
    text flag days   as text; as true or false; as a number of days above 0
    region           as a region's id
    location zone    as whatever the provider calls a region: a display name, a zone of it
    address-region   the region that an ARN, an image's registry, a host or a full resource name carries
    own-region       the region of the resource itself, whatever stands at the path
    present          true, when there is a value
    redundancy       an Azure redundancy or SKU: `RA-GRS`, `Standard_GRS`
    instance-type    the accelerator of a machine type
    after:<text>     what follows that text; nothing without it
    map:A=x;B=y;*=z  x for A, y for B, z for all others; what is not named says nothing

and how those are that lead somewhere (`key`, `owner`, `part`, `within`, `flow`, `source`, `fallbacks`), which may all
be references to other resources as well:

    (empty) arn uri azure-id name   as `targets.target` understands them
    host             as a host, with or without scheme and path
    s3 gs            the bare name of a bucket
    google-sink      the destination of a sink of Google's logs
    subdomain:<rest> the first labels of a host that ends in `.<rest>`

The chapters:

1. `resource`  a resource as the files describe it
2. `values`    how a value is found by its path, and read
3. `facts`     what the words of `fact` are
4. `links`     how resources belong together: by address, by key, as parts
5. `gaps`      what is told where the files leave something open
6. `together`  which resources are components, and which resource speaks of which
7. `workload`  what a resource runs
8. `stating`   what the values of each resource say
9. `placing`   where the components are
10. `taking`   all of that, in this order
"""

from .resource import Path, Reference, Resource, Unknown
from .taking import take

__all__ = ["Path", "Reference", "Resource", "Unknown", "take"]
