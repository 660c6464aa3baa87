"""The chapters of a cluster's report: each makes one section from the material, or none where there is nothing."""
