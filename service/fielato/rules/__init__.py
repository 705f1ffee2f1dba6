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
13. `propositions` the smallest parts of a rule that are true or false, and the facts that each reads
14. `levels`       what a missing fact can be: values that a rule sees alike are one branch
15. `diagrams`     decision diagrams: a function of finitely many choices, with nothing in it that does not matter
16. `residual`     what is left of a rule on a row: its outcome as a diagram over the missing facts
17. `matter`       the missing facts that can still change an outcome, and which to ask first
18. `declaration`  how rules, definitions, cases, gates and profiles are written
19. `files`        the files of policy folders, decoded
20. `references`   whether what they refer to exists
21. `pack`         all of them compiled
22. `profile`      a named choice of packs, parameters and gate
23. `cases`        whether rules come out as the cases beside them say
"""
