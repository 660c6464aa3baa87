"""The forum: topics and dialogues in which both sides speak, with or without a name."""
