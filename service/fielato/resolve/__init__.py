"""From a deployment to rows of facts: lookups and set arithmetic only, never legal judgement.

1. `facts`         the known facts of one record, each with its origin
2. `processing`    processing sets: territories with reasons, and what stays unknown
3. `areas`         the tables' place tokens, turned into processing sets
4. `site`          one component with what the catalogue says of it, and where it stands
5. `bedrock`, `azure`, `vertex`, `endpoint`   what decides where a model runs, vendor by vendor
6. `purposes`      every purpose of a component, the customer's and the vendor's, with its processing set
7. `parties`       who runs each component
8. `reach`         which data sets reach which component
9. `transfers`     who makes data available to whom, outside the EEA
10. `declared`     what manifest, register and flags say of each record
11. `resolve`      all of it: `resolve(...) -> Resolved`
"""
