"""What a rule's condition means: from CEL text to a three-valued answer, and why.

Read the chapter in this order; each module is one idea and uses only those before it.

1. `values`       what facts are made of, what unknown is, and Kleene's and, or, not
2. `patterns`     the regular expressions that `matches` takes, in linear time (`pattern_syntax`: how they are written)
3. `syntax`       the tree of a condition, as the rest of the chapter sees it
4. `checked`      reading the type-checked expression that the CEL compiler hands over
5. `subset`       from that expression to the tree, refusing what is outside the subset (`refusals` has the reasons)
6. `compile`      a condition's text to an `Expression`, with mistakes at their place
7. `definitions`  named conditions that rules share, in an order in which each needs only earlier ones
8. `evaluate`     an expression on one row of facts: true, false or unknown
9. `outcome`      `when` and `require` to satisfied, violated, undetermined or not applicable
10. `because`     the facts and definitions that decided an answer
11. `domains`      a finite list of values that stand for all values of a missing fact
12. `relations`    which facts and literals a rule compares with one another, and so which values it can tell apart
13. `witness`      a quick proof that a missing fact matters
14. `matter`       the missing facts that can still change an outcome, and which to ask first
15. `declaration`  how rules, definitions, cases, gates and profiles are written
16. `files`        the files of policy folders, decoded
17. `references`   whether what they refer to exists
18. `pack`         all of them compiled
19. `profile`      a named choice of packs, parameters and gate
20. `cases`        whether rules come out as the cases beside them say
"""
