"""Long trials, started by script/drill and never part of the test run."""
