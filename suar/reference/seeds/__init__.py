"""The dated facts that a release delivers; ``load`` writes them into the tables."""
