"""Paper: what a Briefing or a deed looks like as a document → bytes."""
