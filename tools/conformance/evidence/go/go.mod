module feiyu.example/conformance/evidence

go 1.25.0

// Before v0.40.0 package tlog takes altered tiles (CVE-2026-56865): the bits that we turn show it.
require golang.org/x/mod v0.40.0
