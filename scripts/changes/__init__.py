"""What changed for readers since a version was recorded, told from the locks; git is not asked."""
