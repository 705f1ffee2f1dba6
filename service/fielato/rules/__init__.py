"""What a rule's condition means: from CEL text to a three-valued answer for thousands of rules at once, and why.

`policies/LANGUAGE.md` is the language from outside; this is it from within. Follow one rule through the stages with
`fielato explain RULE --trace PATH`. Read the chapter in this order; each module is one idea and uses only those before
it.

**From text to tree**

1. `values`        what facts are made of, what unknown is, and Kleene's and, or, not
2. `patterns`      the regular expressions that `matches` takes, in linear time (`pattern_syntax`: how they are written)
3. `syntax`        the tree of a condition, as the rest of the chapter sees it (`unparse` writes it as CEL again)
4. `checked`       reading the type-checked expression that the CEL compiler hands over
5. `subset`        from that expression to the tree, refusing what is outside the subset (`refusals` has the reasons)
6. `compile`       a condition's text to an `Expression`, with mistakes at their place
7. `definitions`   named conditions that rules share, in an order in which each needs only earlier ones
8. `evaluate`      an expression on one row of facts: true, false or unknown; all that follows agrees with it
9. `outcome`       `when` and `require` to satisfied, violated, undetermined or not applicable

**From trees to tables**

10. `normal`       atoms, clauses and strata: a normal form that is bounded and means the same in three values
11. `atoms`        how an atom is asked of a value
12. `layout`       which bit of a mask is which clause
13. `tables`       for one fact, what each of its values leaves of the clauses
14. `program`      many rules at once: the masks of a row joined, and what is left of each rule
15. `native`       the same for many rows through an optional kernel in C
16. `trace`        one rule on one row, stage by stage

**Why, and what to ask**

17. `because`      the facts and definitions that decided an answer
18. `domains`      a finite list of values that stand for all values of a missing fact
19. `relations`    which facts and literals a rule compares with one another, and so which values it can tell apart
20. `propositions` the smallest parts of a rule that are true or false, and the facts that each reads
21. `levels`       what a missing fact can be: values that a rule sees alike are one branch
22. `diagrams`     decision diagrams: a function of finitely many choices, with nothing in it that does not matter
23. `residual`     what is left of a rule on a row: its outcome as a diagram over the missing facts
24. `matter`       the missing facts that can still change an outcome, and which to ask first

**Rules as files**

25. `declaration`  how rules, definitions, cases, gates and profiles are written
26. `files`        the files of policy folders, decoded
27. `references`   whether what they refer to exists
28. `build`        all of them compiled
29. `held`         the rules on one kind of subject in normal form, as data
30. `pack`         what policy folders come to
31. `stored`       compiled policies as one file, decoded as it is needed (`stored_tree`: its trees)
32. `profile`      a named choice of packs, parameters and gate
33. `cases`        whether rules come out as the cases beside them say

**What an author is told**

34. `leaves`       the tests of a condition: what has to be seen true and false (`rewrite`: trees made from trees)
35. `conditions`   what a rule or definition asks, side by side
36. `coverage`     which tests the cases show to decide, and which way
37. `limits`       what facts can be at all
38. `covering`     what a case would have to say to cover the rest, or that none can
39. `gaps`         that, at its place in the file (`places`, `sources`)
40. `reach`        whether a rule can apply, be violated, be satisfied at all
41. `lint`         everything else that is wrong with rules that compile
42. `scaffold`     what a new rule or definition starts as
"""
