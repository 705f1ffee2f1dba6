"""A fleet: any number of manifests assessed on every core of one machine, in constant memory, results in order."""
