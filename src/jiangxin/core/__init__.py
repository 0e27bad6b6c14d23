"""The plumbing every room stands on: settings, actors, policies, the journal, files, jobs, printing and the UI kit."""
